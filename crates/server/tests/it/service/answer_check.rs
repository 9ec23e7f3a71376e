//! Responses of a service that violate its document.

use super::api;
use super::support::{check_at, error, send};
use graphwright_server::{AllowAll, Answer, WrongAnswer};
use serde_json::json;
use std::sync::{Arc, Mutex};

/// Checks the violations of a response; `expected` is empty if it is sent.
async fn check(answer: fn() -> Answer, expected: &str) {
    let seen = Arc::new(Mutex::new(String::new()));
    let log = Arc::clone(&seen);
    let server = api::server(AllowAll)
        .mount(api::answering(move || async move { Ok(answer()) }))
        .validate_answers(true)
        .on_fault(move |fault, _| {
            let source = fault
                .source()
                .and_then(|source| source.downcast_ref::<WrongAnswer>());
            let source = source.expect("the response is at fault");
            assert!(!source.details().is_empty());
            log.lock()
                .expect("not poisoned")
                .push_str(&source.to_string());
        });
    let router = server.into_router();
    if expected.is_empty() {
        let response = send(router, "GET /v1.0/answer").await;
        assert!(response.status().as_u16() < 500, "{:?}", response.status());
    } else {
        let message = "The server failed to answer.";
        let internal = error("500", "", "internalError", message, "");
        check_at(router, "GET /v1.0/answer", &internal).await;
    }
    let found = seen.lock().expect("not poisoned");
    let found = found
        .split_once("describes it: ")
        .map_or(found.as_str(), |(_, found)| found);
    assert_eq!(found, expected);
}

fn user(body: &serde_json::Value) -> Answer {
    Answer::json(200, body).header("x-id", 1)
}

#[tokio::test]
async fn described_responses_are_sent() {
    check(|| user(&json!({ "displayName": "Ann", "more": 1 })), "").await;
    check(
        || user(&json!({ "displayName": "Ann" })).header("x-count", 7),
        "",
    )
    .await;
    check(|| Answer::empty(204), "").await;
    check(|| Answer::bytes(203, "image/*", "png"), "").await;
    check(|| Answer::json(422, &json!([])), "").await;
}

#[tokio::test]
async fn bodies_are_checked() {
    check(
        || user(&json!({ "age": -1, "password": "hunter2" })),
        "/age must be at least 0; /password must have at least 8 characters; /displayName is required",
    )
    .await;
    check(
        || Answer::bytes(200, "application/json", "{").header("x-id", 1),
        "body must be JSON",
    )
    .await;
    check(
        || Answer::empty(200).header("x-id", 1),
        "header/content-type must be application/json",
    )
    .await;
    check(
        || Answer::text(200, "Ann").header("x-id", 1),
        "header/content-type must be application/json",
    )
    .await;
    check(|| Answer::json(204, &1), "body must be empty").await;
    check(
        || Answer::json(422, &1),
        "body must be a list, not a number",
    )
    .await;
}

#[tokio::test]
async fn statuses_and_headers_are_checked() {
    check(
        || Answer::empty(302),
        "status is not described in the document",
    )
    .await;
    check(
        || Answer::json(200, &json!({ "displayName": "Ann" })).header("x-count", "many"),
        "header/x-id is required; header/x-count must be an integer",
    )
    .await;
}

#[tokio::test]
async fn the_check_can_be_turned_off() {
    let routes = api::answering(|| async { Ok(Answer::empty(302)) });
    let server = api::server(AllowAll).mount(routes).validate_answers(false);
    let response = send(server.into_router(), "GET /v1.0/answer").await;
    assert_eq!(response.status(), 302);
}
