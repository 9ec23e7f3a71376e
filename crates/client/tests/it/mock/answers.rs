//! The answers of a mock: documented ones, which are checked, and surprises.

use super::{client, update};
use crate::api::{Ping, Update, UpdateError, item};
use graphwright_client::mock::{Answer, Mock};
use graphwright_client::{Call, ErrorKind, TransportErrorKind};
use serde_json::json;

#[tokio::test]
async fn a_success_gets_the_documented_status() {
    let mock = Mock::new();
    mock.expect::<Ping>().answer(());
    let ping = client(&mock).ping().full().await.unwrap();
    assert_eq!(ping.status, 204);
}

#[tokio::test]
async fn any_documented_answer_is_accepted() {
    let mock = Mock::new();
    mock.expect::<Update>()
        .answer_with(Answer::bytes(200, "text/plain", "in words"));
    mock.expect::<Update>().answer_with(Answer::empty(204));
    mock.expect::<Update>()
        .answer_with(Answer::bytes(409, "text/plain", "taken"));
    assert_eq!(update(&mock, "a", "x").await.unwrap(), item("in words"));
    assert_eq!(update(&mock, "a", "x").await.unwrap(), item(""));
    let error = update(&mock, "a", "x").await.unwrap_err();
    assert_eq!(
        error.failure(),
        Some(&UpdateError::Other("taken".to_owned()))
    );
}

#[tokio::test]
async fn an_answer_has_headers() {
    let mock = Mock::new();
    let answer = Answer::json(200, &item("y")).header("ETag", "\"7\"");
    mock.expect::<Update>().answer_with(answer);
    let full = client(&mock).update("a", &item("x")).full().await.unwrap();
    assert_eq!(full.etag(), Some("\"7\""));
}

#[tokio::test]
async fn an_answer_can_be_downloaded() {
    let mock = Mock::new();
    mock.expect::<Update>().answer(item("y"));
    let download = client(&mock)
        .update("a", &item("x"))
        .download()
        .await
        .unwrap();
    assert_eq!(download.bytes().await.unwrap(), r#"{"name":"y"}"#);
}

#[tokio::test]
async fn surprises_and_breaks_are_errors() {
    let mock = Mock::in_order();
    mock.expect::<Update>()
        .surprise(Answer::bytes(502, "text/html", "<h1>Bad Gateway"));
    mock.expect::<Update>()
        .break_off(TransportErrorKind::Timeout);
    let error = update(&mock, "a", "x").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Status, Some(502))
    );
    let error = update(&mock, "a", "x").await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

/// The panic about an answer that is not documented.
#[track_caller]
fn refused(expect: impl FnOnce(&Mock) + std::panic::UnwindSafe, expected: &str) {
    let refused = std::panic::catch_unwind(|| expect(&Mock::new())).unwrap_err();
    let text = refused.downcast_ref::<String>().unwrap();
    assert_eq!(text, expected);
}

#[test]
fn an_answer_that_is_not_documented_is_refused_at_once() {
    refused(
        |mock| {
            mock.expect::<Update>()
                .fail(404, json!({ "error": "no object" }));
        },
        "`update-item` has no documented answer like this (404 with application/json): use `surprise` if that is intended",
    );
    refused(
        |mock| mock.expect::<Update>().fail(418, json!({})),
        "`update-item` has no documented answer like this (418 with application/json): use `surprise` if that is intended",
    );
    refused(
        |mock| mock.expect::<Update>().answer_with(Answer::empty(200)),
        "`update-item` has no documented answer like this (200 without a body): use `surprise` if that is intended",
    );
    refused(
        |mock| mock.expect::<Update>().answer_with(Answer::empty(99)),
        "99 is not a valid status",
    );
    refused(
        |mock| {
            mock.expect::<Update>()
                .surprise(Answer::empty(200).header("a b", "c"));
        },
        "the header `a b` is not valid",
    );
}
