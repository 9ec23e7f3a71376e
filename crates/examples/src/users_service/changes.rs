//! The creation and the update of a user.

use super::errors::bad_request;
use graph_users_server::Fault;
use graph_users_server::model::wire::Timestamp;
use graph_users_server::model::{User, UserCreate, UserUpdate};
use uuid::Uuid;

/// Creates the user that a body of `POST /users` describes, with a new id.
pub(super) fn create_user(body: UserCreate) -> User {
    let now = Timestamp::now();
    let mut user = User::default()
        .id(Uuid::new_v4().to_string())
        .account_enabled(body.account_enabled)
        .created_date_time(now)
        .display_name(body.display_name)
        .last_password_change_date_time(now)
        .mail_nickname(body.mail_nickname)
        .user_principal_name(body.user_principal_name);
    user.business_phones = Some(Vec::new());
    user.given_name = body.given_name;
    user.surname = body.surname;
    user.job_title = body.job_title;
    user.department = body.department;
    user.usage_location = body.usage_location;
    user
}

/// Applies an update to a user: `null` clears a property, an omitted one is kept.
///
/// Fails for two rules that the document cannot express: some properties must not be cleared, and a
/// name must differ from an id.
pub(super) fn update_user(mut user: User, body: UserUpdate) -> Result<User, Fault> {
    let name = body.user_principal_name.value();
    if name.is_some_and(|name| !name.contains('@')) {
        return Err(bad_request("Property userPrincipalName is invalid."));
    }
    if body.account_enabled.is_clear()
        || body.display_name.is_clear()
        || body.password_profile.is_clear()
        || body.user_principal_name.is_clear()
    {
        let message = "A required property cannot be cleared.";
        return Err(bad_request(message));
    }
    if body.password_profile.is_set() {
        user.last_password_change_date_time = Some(Timestamp::now());
    }
    body.account_enabled.apply(&mut user.account_enabled);
    body.department.apply(&mut user.department);
    body.display_name.apply(&mut user.display_name);
    body.given_name.apply(&mut user.given_name);
    body.job_title.apply(&mut user.job_title);
    body.mobile_phone.apply(&mut user.mobile_phone);
    body.office_location.apply(&mut user.office_location);
    body.on_premises_immutable_id
        .apply(&mut user.on_premises_immutable_id);
    body.preferred_language.apply(&mut user.preferred_language);
    body.surname.apply(&mut user.surname);
    body.usage_location.apply(&mut user.usage_location);
    body.user_principal_name
        .apply(&mut user.user_principal_name);
    user.business_phones = body.business_phones.or(user.business_phones);
    user.other_mails = body.other_mails.or(user.other_mails);
    Ok(user)
}
