//! Requests that are too large or too slow, and slow handlers.

use super::api;
use super::support::{check_at, error};
use axum::body::{Body, Bytes, HttpBody};
use graphwright_server::{AllowAll, Limits, Router};
use std::convert::Infallible;
use std::future::pending;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tower::ServiceExt;

const SOON: Duration = Duration::from_millis(50);

fn router() -> Router {
    let limits = Limits::new()
        .uri(100)
        .headers(200)
        .query_parameters(3)
        .body_time(SOON)
        .handler_time(SOON);
    api::server(AllowAll).limits(limits).into_router()
}

async fn check(request: &str, expected: &str) {
    check_at(router(), request, expected).await;
}

#[tokio::test]
async fn heads_beyond_the_limits() {
    let long = "x".repeat(95);
    let message = "Path and query are longer than 100 bytes.";
    let expected = error("414", "", "uriTooLong", message, "");
    check(&format!("GET /v1.0/users?ids={long}"), &expected).await;
    check(&format!("GET /nowhere/{long}"), &expected).await;
    let message = "The query has more than 3 parameters.";
    let expected = error("414", "", "uriTooLong", message, "");
    check("GET /v1.0/users?a&b&c&d", &expected).await;
    let message = "The headers are larger than 200 bytes.";
    let expected = error("431", "", "headersTooLarge", message, "");
    check(
        &format!("GET /v1.0/users\na: {long}\nb: {long}\nc: {long}"),
        &expected,
    )
    .await;
}

#[tokio::test]
async fn heads_within_the_limits() {
    let note = |text| format!("200\ncontent-type: text/plain; charset=utf-8\n\n{text}");
    let path = format!("/v1.0/note.{}", "x".repeat(100 - "/v1.0/note.?a&b&c".len()));
    check(&format!("PUT {path}?a&b&c"), &note("none: ")).await;
}

/// A body that is announced and never sent.
struct Never;

impl HttpBody for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn a_body_that_never_arrives() {
    let request = http::Request::put("/v1.0/note.txt")
        .header("content-type", "text/plain")
        .body(Body::new(Never))
        .expect("a request");
    let begun = Instant::now();
    let response = router()
        .oneshot(request)
        .await
        .expect("routers do not fail");
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(response.headers()["connection"], "close");
    let message = "The body did not arrive in time.";
    assert_eq!(
        super::support::show(response).await,
        error("408", "", "requestTimeout", message, "")
    );
}

#[tokio::test]
async fn a_handler_that_never_responds() {
    let routes = api::answering(|| async {
        pending::<()>().await;
        unreachable!("nothing wakes it")
    });
    let server = api::server(AllowAll).limits(Limits::new().handler_time(SOON));
    let message = "The server did not answer in time.";
    check_at(
        server.mount(routes).into_router(),
        "GET /v1.0/answer",
        &error("503", "", "serviceUnavailable", message, ""),
    )
    .await;
}
