//! Values of requests arrive as they were meant, and invalid requests are not sent.

use super::pair;
use graph_users_client::Call;
use graph_users_server::model::{
    PasswordProfile, UserCollection, UserCreate, UserId, UserKey, UserUpdate,
};
use graph_users_server::users::{
    DeleteUserAnswer, GetUserAnswer, ListUsersAnswer, UpdateUserAnswer,
};

#[tokio::test]
async fn query_parameters_arrive_decoded() {
    let pair = pair().await;
    pair.script
        .answer(Ok(ListUsersAnswer::Ok(UserCollection::default())));
    pair.client
        .users()
        .list()
        .filter("startswith(displayName,'Ä&B=C+D') or true")
        .top(5)
        .count(true)
        .await
        .unwrap();
    let calls = pair.script.calls().join("");
    assert!(
        calls.contains("Some(\"startswith(displayName,'Ä&B=C+D') or true\")"),
        "{calls}"
    );
    assert!(
        calls.contains("top: Some(5)") && calls.contains("count: Some(true)"),
        "{calls}"
    );
}

#[tokio::test]
async fn a_path_parameter_is_one_segment() {
    let pair = pair().await;
    for id in ["a/b", "a b", "ä?#%2F", "..a", "%2e"] {
        pair.script
            .answer(Ok(GetUserAnswer::NotFound(super::error("gone"))));
        let failed = pair.client.users().get(id).await.unwrap_err();
        match failed.failure() {
            Some(_) => assert!(
                pair.script
                    .calls()
                    .join("")
                    .starts_with(&format!("{:?} ", UserKey::from(id)))
            ),
            None => assert_eq!(id, "%2e", "{failed}"),
        }
    }
}

#[tokio::test]
async fn an_empty_id_never_leaves_the_client() {
    let pair = pair().await;
    for id in ["", ".", "..", "a\u{0}b", "a\nb"] {
        for key in [
            UserKey::Id(UserId::new(id)),
            UserKey::UserPrincipalName(id.to_owned()),
            UserKey::from(id),
        ] {
            let failed = pair.client.users().delete(&key).await.unwrap_err();
            assert!(failed.status().is_none(), "{key:?} was sent: {failed}");
        }
    }
    assert!(pair.script.calls().is_empty());
}

#[tokio::test]
async fn an_empty_id_never_reaches_a_service() {
    let pair = pair().await;
    for path in ["/", "/.", "/..", "/%2e%2e", "//manager", "/../manager"] {
        let status = pair.ask(&format!("DELETE /v1.0/users{path}")).await;
        assert_eq!(status, 404, "{path}");
    }
    assert!(pair.script.calls().is_empty());
    pair.script.answer(Ok(DeleteUserAnswer::NoContent));
    assert_eq!(pair.ask("DELETE /v1.0/users/...").await, 204);
}

#[tokio::test]
async fn a_service_gets_the_kind_of_key() {
    let pair = pair().await;
    let id = UserId::new("87d349ed-44d7-43e1-9a83-5f2406dee5bd");
    let users = pair.client.users();
    for (request, expected) in [
        (users.delete("adele@contoso.com"), "UserPrincipalName("),
        (users.delete(&id), "Id("),
        (users.delete(id.as_str()), "Id("),
        (users.delete(UserKey::Id(id.clone())), "Id("),
    ] {
        pair.script.answer(Ok(DeleteUserAnswer::NoContent));
        request.await.unwrap();
        let calls = pair.script.calls().join("");
        assert!(calls.starts_with(expected), "{calls}");
    }
}

#[tokio::test]
async fn all_violations_of_a_request_are_reported_at_once() {
    let pair = pair().await;
    let failed = pair
        .client
        .users()
        .list()
        .top(5000)
        .header("accept", "application/json")
        .await
        .unwrap_err();
    assert_eq!(failed.status(), Some(400));
    let body = failed.failure().expect("400 is documented for list-users");
    assert!(format!("{body:?}").contains("$top"), "{body:?}");
    assert!(pair.script.calls().is_empty(), "the service was not called");
}

#[tokio::test]
async fn a_password_is_sent_and_never_shown() {
    let pair = pair().await;
    let user = UserCreate::new(
        true,
        "A",
        "a",
        "a@example.com",
        PasswordProfile::new("c4n4ry"),
    );
    let request = pair.client.users().create(&user);
    assert!(!format!("{request:?} {user:?}").contains("c4n4ry"));
    drop(request);
    pair.script.answer(Ok(UpdateUserAnswer::NoContent));
    let update = UserUpdate::default()
        .password_profile(PasswordProfile::new("c4n4ry"))
        .job_title("Clerk");
    pair.client.users().update("adele", update).await.unwrap();
    let calls = pair.script.calls().join("");
    assert!(
        calls.contains("Clerk") && !calls.contains("c4n4ry"),
        "{calls}"
    );
}
