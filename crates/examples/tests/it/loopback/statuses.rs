//! Every operation with each of its documented statuses.

use super::{error, pair};
use graph_users_client::users::{
    CreateUserError, DeleteUserError, GetMeError, GetUserError, GetUserManagerError,
    ListUserMemberOfError, ListUsersError, UpdateUserError,
};
use graph_users_server::Fault;
use graph_users_server::model::{
    MemberOfPage, PasswordProfile, User, UserCollection, UserCreate, UserType, UserUpdate,
};
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetUserAnswer, GetUserManagerAnswer,
    ListUserMemberOfAnswer, ListUsersAnswer, UpdateUserAnswer,
};
use std::fmt::Debug;

/// Sets each response, sends the request, and compares the typed failure and its status.
macro_rules! fails {
    ($pair:ident, $call:expr, $($answer:ident => $failure:ident ($status:literal)),+ ; $a:ident, $f:ident) => {$(
        $pair.script.answer(Ok($a::$answer(error(stringify!($answer)))));
        let failed = $call.await.unwrap_err();
        assert_eq!(failed.failure(), Some(&$f::$failure(error(stringify!($answer)))));
        assert_eq!(failed.status(), Some($status));
        assert_eq!(failed.code(), Some(stringify!($answer)));
        assert_eq!(failed.message(), Some(concat!("about ", stringify!($answer))));
    )+};
}

fn adele() -> User {
    User::default()
        .display_name("Adele Vance")
        .user_type(UserType::Guest)
}

fn new_user() -> UserCreate {
    UserCreate::new(
        true,
        "Adele Vance",
        "AdeleV",
        "adele@example.com",
        PasswordProfile::new("xWwvJ]6NMw+bWH-d"),
    )
}

#[tokio::test]
async fn list_users() {
    let pair = pair().await;
    let page = UserCollection::default()
        .value([adele()])
        .odata_next_link("https://example.com/next");
    pair.script.answer(Ok(ListUsersAnswer::Ok(page.clone())));
    assert_eq!(pair.client.users().list().await.unwrap(), page);
    fails!(pair, pair.client.users().list(),
        BadRequest => BadRequest(400), Unauthorized => Unauthorized(401), Forbidden => Forbidden(403);
        ListUsersAnswer, ListUsersError);
}

#[tokio::test]
async fn create_user() {
    let pair = pair().await;
    pair.script.answer(Ok(CreateUserAnswer::Created(adele())));
    assert_eq!(
        pair.client.users().create(new_user()).await.unwrap(),
        adele()
    );
    fails!(pair, pair.client.users().create(new_user()),
        BadRequest => BadRequest(400), Unauthorized => Unauthorized(401), Forbidden => Forbidden(403);
        CreateUserAnswer, CreateUserError);
}

#[tokio::test]
async fn get_user() {
    let pair = pair().await;
    pair.script.answer(Ok(GetUserAnswer::Ok(adele())));
    assert_eq!(
        pair.client.users().get("adele@example.com").await.unwrap(),
        adele()
    );
    fails!(pair, pair.client.users().get("nobody"), NotFound => NotFound(404); GetUserAnswer, GetUserError);
}

#[tokio::test]
async fn update_user() {
    let pair = pair().await;
    pair.script.answer(Ok(UpdateUserAnswer::NoContent));
    pair.client
        .users()
        .update("adele", UserUpdate::default())
        .await
        .unwrap();
    fails!(pair, pair.client.users().update("adele", UserUpdate::default()),
        BadRequest => BadRequest(400), NotFound => NotFound(404); UpdateUserAnswer, UpdateUserError);
}

#[tokio::test]
async fn delete_user() {
    let pair = pair().await;
    pair.script.answer(Ok(DeleteUserAnswer::NoContent));
    pair.client.users().delete("adele").await.unwrap();
    fails!(pair, pair.client.users().delete("adele"), NotFound => NotFound(404);
        DeleteUserAnswer, DeleteUserError);
}

#[tokio::test]
async fn list_user_member_of() {
    let pair = pair().await;
    pair.script
        .answer(Ok(ListUserMemberOfAnswer::Ok(MemberOfPage::default())));
    assert_eq!(
        pair.client.users().list_member_of("adele").await.unwrap(),
        MemberOfPage::default()
    );
    fails!(pair, pair.client.users().list_member_of("nobody"), NotFound => NotFound(404);
        ListUserMemberOfAnswer, ListUserMemberOfError);
}

#[tokio::test]
async fn get_user_manager() {
    let pair = pair().await;
    pair.script.answer(Ok(GetUserManagerAnswer::Ok(adele())));
    assert_eq!(
        pair.client.users().get_manager("adele").await.unwrap(),
        adele()
    );
    fails!(pair, pair.client.users().get_manager("adele"), NotFound => NotFound(404);
        GetUserManagerAnswer, GetUserManagerError);
}

#[tokio::test]
async fn get_me() {
    let pair = pair().await;
    pair.script.answer(Ok(GetMeAnswer::Ok(adele())));
    assert_eq!(pair.client.users().get_me().await.unwrap(), adele());
    fails!(pair, pair.client.users().get_me(), Unauthorized => Unauthorized(401); GetMeAnswer, GetMeError);
}

#[tokio::test]
async fn faults_arrive_in_the_documents_error_shape() {
    let pair = pair().await;
    for (fault, status) in [
        (
            Fault::internal(std::io::Error::other("the database's password is hunter2")),
            500,
        ),
        (Fault::not_implemented(), 501),
        (Fault::unavailable(), 503),
    ] {
        pair.script.answer::<ListUsersAnswer>(Err(fault));
        let failed = pair.client.users().list().await.unwrap_err();
        assert_eq!(failed.status(), Some(status));
        assert_eq!(
            failed.failure(),
            None,
            "{status} is not the document's for this operation"
        );
        assert!(
            failed.code().is_some() && failed.message().is_some() && failed.request_id().is_some()
        );
        assert_quiet(&failed, "hunter2");
    }
}

fn assert_quiet(shown: &(impl Debug + std::fmt::Display), secret: &str) {
    assert!(!format!("{shown:?} {shown}").contains(secret));
}
