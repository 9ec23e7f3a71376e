//! Tests of a program's calls, with a mock and in the types of the API.

use graph_users_client::model::{ErrorBody, ErrorResponse, User, UserCollection, UserUpdate};
use graph_users_client::runtime::mock::{Answer, Mock};
use graph_users_client::runtime::{
    Bytes, Decoded, Method, Operation, Reply, Request, Undocumented,
};
use graph_users_client::users::{
    DeleteUser, GetMe, GetUser, GetUserError, ListUsers, UpdateUser, UpdateUserError,
};
use graph_users_client::{Call, Client, Paged};

fn client(mock: &Mock) -> Client {
    Client::builder().mock(mock).build().unwrap()
}

fn user(name: &str) -> User {
    User::default().display_name(name)
}

#[tokio::test]
async fn a_mock_has_expectations() {
    let change = UserUpdate::default().job_title("Analyst");
    let mock = Mock::in_order();
    mock.expect::<GetUser>()
        .path("userId", "ada@contoso.com")
        .query("$select", "displayName")
        .answer(user("Ada"));
    mock.expect::<UpdateUser>().json(&change).answer(());
    mock.expect::<DeleteUser>()
        .header("If-Match", "*")
        .answer(());

    let client = client(&mock);
    let users = client.users();
    let ada = users.get("ada@contoso.com").select("displayName").await;
    assert_eq!(ada.unwrap(), user("Ada"));
    users.update("ada@contoso.com", change).await.unwrap();
    users.delete("ada@contoso.com").if_match("*").await.unwrap();
    mock.verify();
}

#[tokio::test]
async fn failures_are_typed() {
    let body = ErrorResponse::default().error(ErrorBody::default().code("Request_NotFound"));
    let mock = Mock::new();
    mock.expect::<GetUser>().fail(404, &body);
    mock.expect::<UpdateUser>().fail(404, &body);
    let client = client(&mock);
    let error = client.users().get("a").await.unwrap_err();
    assert_eq!(error.code(), Some("Request_NotFound"));
    assert_eq!(
        error.into_failure(),
        Some(GetUserError::NotFound(body.clone()))
    );
    let error = client.users().update("a", UserUpdate::default()).await;
    let failure = error.unwrap_err().into_failure();
    assert_eq!(failure, Some(UpdateUserError::NotFound(body)));
}

#[test]
fn pages_follow_links_in_the_blocking_api() {
    let page = |name: &str| UserCollection::default().value([user(name)].to_vec());
    let next = "https://graph.microsoft.com/v1.0/users?$skiptoken=2";
    let mock = Mock::in_order();
    let first = mock.expect::<ListUsers>().query("$top", 1);
    first.answer(page("Ada").odata_next_link(next));
    let second = mock
        .expect::<ListUsers>()
        .query("$skiptoken", 2)
        .no_query("$top");
    second.answer(page("Bob"));
    let users = client(&mock).users().list().top(1).stream();
    let names: Vec<_> = users
        .wait()
        .map(|user| user.unwrap().display_name)
        .collect();
    assert_eq!(names, [Some("Ada".to_owned()), Some("Bob".to_owned())]);
}

/// An operation that the document does not have, as a program can add it.
struct GetMyPhoto(Request);

impl Call for GetMyPhoto {
    type Success = Bytes;
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &Operation {
        accept: "image/*",
        path: "/me/photo/$value",
        id: "get-my-photo",
        method: Method::GET,
        idempotent: true,
        security: GetMe::OPERATION.security,
    };

    fn request(&mut self) -> &mut Request {
        &mut self.0
    }

    fn success(reply: &Reply) -> Decoded<Bytes> {
        match reply.status() {
            200 => reply.bytes(|body| body),
            _ => reply.undocumented(),
        }
    }
}

#[tokio::test]
async fn a_manual_operation_is_a_call_like_any_other() {
    let mock = Mock::new();
    let photo = Answer::bytes(200, "image/png", "pixels");
    mock.expect::<GetMyPhoto>().answer_with(photo);
    let request = Request::new(client(&mock).core(), GetMyPhoto::OPERATION);
    assert_eq!(GetMyPhoto(request).send().await.unwrap(), "pixels");
}
