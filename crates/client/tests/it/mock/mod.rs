//! The mock: its expectations, and its reports of calls that differ.

mod answers;
mod verify;

use crate::api::{Client, Fault, FaultBody, Item, Update, UpdateError, item};
use graphwright_client::mock::Mock;
use graphwright_client::{Error, ErrorKind};

fn client(mock: &Mock) -> Client {
    Client::builder().mock(mock).build().unwrap()
}

async fn update(mock: &Mock, id: &str, name: &str) -> Result<Item, Error<UpdateError>> {
    client(mock).update(id, &item(name)).await
}

#[tokio::test]
async fn a_call_is_answered_in_its_types() {
    let mock = Mock::new();
    mock.expect::<Update>()
        .path("itemId", "a/b c")
        .json(&item("x"))
        .answer(item("y"));
    assert_eq!(update(&mock, "a/b c", "x").await.unwrap(), item("y"));

    let received = mock.received::<Update>();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].path("itemId").as_deref(), Some("a/b c"));
    assert_eq!(received[0].json::<Item>().unwrap(), item("x"));
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    mock.verify();
}

#[tokio::test]
async fn a_documented_failure_is_typed_too() {
    let mock = Mock::new();
    let body = serde_json::json!({ "error": { "code": "gone", "count": 7 } });
    mock.expect::<Update>().fail(404, body);
    let error = update(&mock, "a", "x").await.unwrap_err();
    let fault = Fault {
        error: FaultBody {
            code: "gone".to_owned(),
            count: Some(7),
        },
    };
    assert_eq!(error.failure(), Some(&UpdateError::NotFound(fault)));
}

#[tokio::test]
async fn calls_may_come_in_any_order() {
    let mock = Mock::new();
    mock.expect::<Update>()
        .path("itemId", "a")
        .answer(item("of a"));
    mock.expect::<Update>()
        .path("itemId", "b")
        .times(2)
        .answer(item("of b"));
    assert_eq!(update(&mock, "b", "x").await.unwrap(), item("of b"));
    assert_eq!(update(&mock, "a", "x").await.unwrap(), item("of a"));
    assert_eq!(update(&mock, "b", "x").await.unwrap(), item("of b"));
    mock.verify();
}

#[tokio::test]
async fn calls_must_come_in_order_if_the_mock_says_so() {
    let mock = Mock::in_order();
    mock.expect::<Update>()
        .path("itemId", "a")
        .answer(item("of a"));
    mock.expect::<Update>()
        .path("itemId", "b")
        .answer(item("of b"));
    let error = update(&mock, "b", "x").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error
            .to_string()
            .contains("`itemId` in the path is `b`, not `a`"),
        "{error}"
    );
    std::mem::forget(mock);
}

#[tokio::test]
async fn nothing_is_repeated_and_no_token_is_needed() {
    let mock = Mock::new();
    let busy = graphwright_client::mock::Answer::empty(503).header("retry-after", "0");
    mock.expect::<Update>().surprise(busy);
    let error = update(&mock, "a", "x").await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
    assert_eq!(mock.received::<Update>()[0].header("authorization"), None);
}
