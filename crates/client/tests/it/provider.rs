//! The building blocks for token providers.

use crate::api::{JSON, Memory};
use graphwright_client::http::Request;
use graphwright_client::provider::{
    Endpoint, ExchangeError, ExchangeLimits, Secrets, exchange, one_line,
};
use graphwright_client::{BaseUrlError, Body, Secret, TransportError, TransportErrorKind};
use std::error::Error as StdError;
use std::time::Duration;

const LIMITS: ExchangeLimits = ExchangeLimits {
    timeout: Duration::from_secs(7),
    body: 10,
};

fn request() -> Request<Body> {
    Request::post("https://login.example/token")
        .body(Body::from("grant_type=x"))
        .unwrap()
}

#[tokio::test]
async fn an_exchange_gives_the_whole_answer_whatever_its_status() {
    let memory = Memory::answering(400, JSON, r#"{"a":1}"#);
    let answer = exchange(&memory, request(), LIMITS).await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.body(), r#"{"a":1}"#);
    let (sent, options) = memory.last();
    assert_eq!(sent.body().as_bytes().unwrap(), "grant_type=x");
    assert!(options.operation.is_none());
    assert_eq!(options.timeout, Some(LIMITS.timeout));
}

#[tokio::test]
async fn an_answer_over_the_limit_is_an_error() {
    let memory = Memory::answering(200, &[], "0123456789a");
    let error = exchange(&memory, request(), LIMITS).await.unwrap_err();
    assert!(matches!(
        error,
        ExchangeError::BodyTooLarge { limit: 10, .. }
    ));
    assert_eq!(
        error.to_string(),
        "200 OK: the body is larger than 10 bytes"
    );
    assert!(error.source().is_none());
}

#[tokio::test]
async fn a_shorter_answer_than_announced_is_an_error() {
    let memory = Memory::answering(200, &[("content-length", "9")], "short");
    let error = exchange(&memory, request(), LIMITS).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the connection broke off: the body ended after 5 of 9 bytes"
    );
}

#[tokio::test]
async fn a_transport_that_fails_is_the_error() {
    let memory = Memory::new(|| Err(TransportError::new(TransportErrorKind::Connect, "nobody")));
    let error = exchange(&memory, request(), LIMITS).await.unwrap_err();
    assert_eq!(error.to_string(), "cannot connect: nobody");
    assert_eq!(error.source().unwrap().to_string(), "nobody");
}

#[test]
fn an_endpoint_is_safe_for_a_secret_and_may_have_a_query() {
    let endpoint = Endpoint::parse("https://login.example/token?p=policy").unwrap();
    assert_eq!(endpoint.uri(), "https://login.example/token?p=policy");
    assert!(Endpoint::parse("http://[::1]:8080/token").is_ok());
    for (url, expected) in [
        ("http://login.example/token", BaseUrlError::Insecure),
        ("https://user@login.example/token", BaseUrlError::User),
        ("https://login.example/?a#b", BaseUrlError::QueryOrFragment),
        ("/token", BaseUrlError::Relative),
    ] {
        assert_eq!(Endpoint::parse(url).unwrap_err(), expected, "{url}");
    }
}

#[test]
fn the_default_transport_is_that_of_the_feature() {
    let endpoint = Endpoint::parse("http://127.0.0.1:1/token").unwrap();
    let transport = endpoint.default_transport().unwrap();
    assert_eq!(transport.is_some(), cfg!(feature = "reqwest"));
}

#[test]
fn texts_that_come_back_are_made_harmless() {
    let secrets: Secrets = [Secret::from("s3cret-1")].into_iter().collect();
    assert_eq!(secrets.redact("a s3cret-1 b"), "a [redacted] b");
    assert_eq!(one_line("a\nb\u{202e}").to_string(), r"a\nb\u{202e}");
}
