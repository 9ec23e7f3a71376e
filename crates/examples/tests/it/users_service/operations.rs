//! Each operation, called by the generated client: its effects, and each documented error.

use super::program::Program;
use super::raw::{ask, request};
use super::{ADMINISTRATOR, MEMBER, new_user};
use graph_users_client::model::wire::{Patch, Secret};
use graph_users_client::model::{PasswordProfile, User, UserUpdate};
use graph_users_client::users::{
    CreateUserError, DeleteUserError, GetMeError, GetUserError, GetUserManagerError,
    ListUserMemberOfError, ListUsersError, UpdateUserError,
};
use serde_json::json;
use std::collections::BTreeSet;

/// The names of the members that a response has of a user.
fn members(user: &User) -> BTreeSet<String> {
    let value = serde_json::to_value(user).expect("it is JSON");
    let members = value.as_object().expect("it is an object").keys();
    members
        .filter(|name| !name.starts_with('@'))
        .cloned()
        .collect()
}

#[tokio::test]
async fn a_user_is_created_found_and_deleted() {
    let program = Program::start();
    let users = program.client("administrator").users();
    let nils = new_user("nils").department("Sales").surname("Nilsson");
    let created = users.create(nils).await.unwrap();
    let id = created.id.clone().expect("it has an id");
    assert!(id.as_uuid().is_some());
    assert_eq!(created.surname.as_deref(), Some("Nilsson"));
    // A response has the default properties only.
    assert_eq!(created.department, None);

    for key in [id.as_str(), "nils@contoso.com", "NILS@Contoso.com"] {
        let found = users
            .get(key)
            .select("id,department,accountEnabled")
            .await
            .unwrap();
        assert_eq!(members(&found).len(), 3);
        assert_eq!(
            (found.id.as_ref(), found.department.as_deref()),
            (Some(&id), Some("Sales"))
        );
    }

    users.delete(&id).await.unwrap();
    for key in [id.as_str(), "nils@contoso.com"] {
        let error = users.get(key).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(GetUserError::NotFound(_))),
            "{error}"
        );
        assert_eq!(error.code(), Some("Request_ResourceNotFound"));
        let error = users.update(key, UserUpdate::default()).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(UpdateUserError::NotFound(_))),
            "{error}"
        );
        let error = users.delete(key).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(DeleteUserError::NotFound(_))),
            "{error}"
        );
        let error = users.list_member_of(key).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(ListUserMemberOfError::NotFound(_))),
            "{error}"
        );
        let error = users.get_manager(key).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(GetUserManagerError::NotFound(_))),
            "{error}"
        );
    }
    // The name of a deleted user can be used for another one.
    let again = users.create(new_user("nils")).await.unwrap();
    assert_ne!(again.id, Some(id));
}

#[tokio::test]
async fn a_name_belongs_to_one_user() {
    let program = Program::start();
    let users = program.client("administrator").users();
    let id = users.create(new_user("nils")).await.unwrap().id.unwrap();
    for taken in ["nils", "NILS", "adele"] {
        let error = users.create(new_user(taken)).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(CreateUserError::BadRequest(_))),
            "{error}"
        );
        assert_eq!(error.code(), Some("Request_BadRequest"));
    }
    let rename = |name: &str| UserUpdate::default().user_principal_name(name);
    let error = users
        .update(&id, rename("Adele@contoso.com").surname("x"))
        .await
        .unwrap_err();
    assert!(
        matches!(error.failure(), Some(UpdateUserError::BadRequest(_))),
        "{error}"
    );
    // Nothing was changed, and a user's own name in another case is not a conflict.
    let user = users.get(&id).await.unwrap();
    assert_eq!(
        (user.surname, user.user_principal_name.as_deref()),
        (None, Some("nils@contoso.com"))
    );
    users.update(&id, rename("Nils@Contoso.com")).await.unwrap();
    users.update(&id, rename("n@contoso.com")).await.unwrap();
    assert_eq!(users.get("n@contoso.com").await.unwrap().id, Some(id));
    assert_eq!(
        users.get("nils@contoso.com").await.unwrap_err().status(),
        Some(404)
    );
}

#[tokio::test]
async fn an_update_keeps_clears_and_sets() {
    let program = Program::start();
    let users = program.client("administrator").users();
    let user = new_user("nils").department("Sales").job_title("Clerk");
    let id = users.create(user).await.unwrap().id.unwrap();
    let update = UserUpdate::default()
        .job_title("Chief")
        .department(Patch::Clear)
        .business_phones(["+1 555 0100".to_owned()]);
    users.update(&id, update).await.unwrap();
    let select = "jobTitle,department,businessPhones,displayName,usageLocation";
    let user = users.get(&id).select(select).await.unwrap();
    assert_eq!(user.job_title.as_deref(), Some("Chief"));
    assert_eq!(user.department, None);
    assert_eq!(user.business_phones, Some(vec!["+1 555 0100".to_owned()]));
    assert_eq!(user.display_name.as_deref(), Some("The user nils"));

    for cleared in [
        UserUpdate::default().display_name(Patch::Clear),
        UserUpdate::default().account_enabled(Patch::Clear),
        UserUpdate::default().user_principal_name(Patch::Clear),
    ] {
        let error = users.update(&id, cleared.surname("x")).await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(UpdateUserError::BadRequest(_))),
            "{error}"
        );
    }
    assert_eq!(users.get(&id).await.unwrap().surname, None);
}

#[tokio::test]
async fn a_password_changes_and_is_never_shown() {
    let program = Program::start();
    let users = program.client("administrator").users();
    let id = users.create(new_user("nils")).await.unwrap().id.unwrap();
    let when = users.get(&id).select("lastPasswordChangeDateTime");
    let before = when.await.unwrap().last_password_change_date_time;
    let profile = PasswordProfile::new(Secret::new("0ther-Pa55word".to_owned()));
    let update = UserUpdate::default().password_profile(profile);
    users.update(&id, update).await.unwrap();
    let select = "passwordProfile,lastPasswordChangeDateTime";
    let user = users.get(&id).select(select).await.unwrap();
    assert_eq!(
        members(&user).into_iter().collect::<Vec<_>>(),
        ["lastPasswordChangeDateTime"]
    );
    assert!(user.last_password_change_date_time > before);
}

#[tokio::test]
async fn a_response_has_the_selected_properties() {
    let program = Program::start();
    let users = program.client("administrator").users();
    let defaults: BTreeSet<_> = User::DEFAULT_PROPERTIES
        .iter()
        .map(|&name| name.to_owned())
        .collect();
    let adele = users.get(MEMBER).await.unwrap();
    assert!(members(&adele).is_subset(&defaults), "{adele:?}");
    assert_eq!(adele.mail.as_deref(), Some("adele@contoso.com"));
    assert_eq!(adele.account_enabled, None);

    let page = users
        .list()
        .select("displayName,accountEnabled")
        .await
        .unwrap();
    for user in page.value.expect("a list") {
        assert_eq!(
            members(&user).into_iter().collect::<Vec<_>>(),
            ["accountEnabled", "displayName"]
        );
    }
    let error = users.list().select("id,shoeSize").await.unwrap_err();
    assert!(
        matches!(error.failure(), Some(ListUsersError::BadRequest(_))),
        "{error}"
    );
    assert_eq!(error.code(), Some("Request_BadRequest"));
    assert_eq!(
        users.get(MEMBER).select("").await.unwrap_err().status(),
        Some(400)
    );
}

#[tokio::test]
async fn unsupported_queries_are_refused() {
    let program = Program::start();
    let users = program.client("administrator").users();
    for list in [
        users.list().filter("accountEnabled eq true"),
        users.list().orderby("displayName"),
        users.list().search("\"displayName:a\""),
    ] {
        let error = list.await.unwrap_err();
        assert!(
            matches!(error.failure(), Some(ListUsersError::BadRequest(_))),
            "{error}"
        );
        assert_eq!(error.code(), Some("Request_UnsupportedQuery"));
    }
    let filtered = users.list_member_of(MEMBER).filter("id eq 'x'");
    let error = filtered.await.unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(400), Some("Request_UnsupportedQuery"))
    );
    // So are undocumented options. A parameter without a dollar sign is not an option.
    for (option, expected) in [
        ("$expand=manager", 400),
        ("%24skip=1", 400),
        ("trace=1", 200),
    ] {
        let line = format!("GET /v1.0/users?{option}");
        let answer = ask(
            program.address(),
            &request(&line, &Program::token("reader"), ""),
        );
        assert_eq!(answer.status, expected, "{option}");
    }
}

#[tokio::test]
async fn manager_and_groups() {
    let program = Program::start();
    let users = program.client("reader").users();
    let manager = users.get_manager(MEMBER).await.unwrap();
    assert_eq!(manager.id.as_ref().map(AsRef::as_ref), Some(ADMINISTRATOR));
    let error = users.get_manager(ADMINISTRATOR).await.unwrap_err();
    assert!(
        matches!(error.failure(), Some(GetUserManagerError::NotFound(_))),
        "{error}"
    );
    let groups = users
        .list_member_of(MEMBER)
        .await
        .unwrap()
        .value
        .expect("a list");
    assert_eq!(groups[0].display_name.as_deref(), Some("All Company"));
}

#[tokio::test]
async fn me_is_the_user_of_the_token() {
    let program = Program::start();
    let me = program.client("member").users().get_me().await.unwrap();
    assert_eq!(me.display_name.as_deref(), Some("Adele Vance"));
    let some = program
        .client("member")
        .users()
        .get_me()
        .select("id")
        .await
        .unwrap();
    assert_eq!(serde_json::to_value(some.id).unwrap(), json!(MEMBER));

    program
        .client("administrator")
        .users()
        .delete(MEMBER)
        .await
        .unwrap();
    let error = program.client("member").users().get_me().await.unwrap_err();
    assert!(
        matches!(error.failure(), Some(GetMeError::Unauthorized(_))),
        "{error}"
    );
}
