//! Requests that are sent, and requests that are refused.

use crate::api::{Client, Item, JSON, Memory, item};
use graphwright_client::{
    BaseUrlError, BuildError, Call, Error, ErrorKind, Notation, Request, StaticToken, Timestamp,
    TokenError, TokenFuture, TokenProvider, TokenRequest, TransportErrorKind,
};
use std::sync::Arc;
use std::time::Duration;

const OK: &str = r#"{"name":"a"}"#;

#[tokio::test]
async fn a_call_sends_what_it_was_given() {
    let memory = Memory::answering(200, JSON, OK);
    let client = memory
        .builder()
        .token(StaticToken::new("t0ken"))
        .header("X-Tenant", "acme")
        .build()
        .unwrap();
    let call = client
        .update("a b/c", &item("x"))
        .header("If-Match", "*")
        .header("Accept", "application/json;a=b")
        .header("x-tenant", "other")
        .timeout(Duration::from_secs(3));
    assert_eq!(call.await.unwrap(), item("a"));

    let (request, options) = memory.last();
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.uri(), "https://api.example/v1/items/a%20b%2Fc");
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(header("accept").as_deref(), Some("application/json;a=b"));
    assert_eq!(header("content-type").as_deref(), Some("application/json"));
    assert_eq!(header("authorization").as_deref(), Some("Bearer t0ken"));
    assert_eq!(header("x-tenant").as_deref(), Some("other"));
    assert_eq!(request.headers().len(), request.headers().keys_len());
    assert_eq!(header("if-match").as_deref(), Some("*"));
    assert!(
        header("user-agent")
            .unwrap()
            .starts_with("items graphwright-client/")
    );
    assert_eq!(request.body().as_bytes().unwrap(), r#"{"name":"x"}"#);
    assert_eq!(options.timeout, Some(Duration::from_secs(3)));
}

#[tokio::test]
async fn a_token_is_sent_only_if_it_is_required() {
    let memory = Memory::answering(204, &[], "");
    let client = memory
        .builder()
        .token(StaticToken::new("t0ken"))
        .build()
        .unwrap();
    client.status().await.unwrap();
    assert_eq!(memory.last().0.headers().get("authorization"), None);

    client
        .update("1", &item("x"))
        .header("Authorization", "Basic eDp5")
        .await
        .unwrap();
    assert_eq!(memory.last().0.headers()["authorization"], "Basic eDp5");

    memory.client().update("1", &item("x")).await.unwrap();
    assert_eq!(memory.last().0.headers().get("authorization"), None);
}

struct Asked;

impl TokenProvider for Asked {
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async move {
            assert_eq!(wanted.operation, "update-item");
            assert_eq!(wanted.requirement.scopes, ["Items.Write"]);
            Err(TokenError::new("the user has signed out"))
        })
    }
}

#[tokio::test]
async fn a_provider_sees_the_scopes_and_may_fail() {
    let memory = Memory::answering(204, &[], "");
    let client = memory.builder().token(Arc::new(Asked)).build().unwrap();
    let error = client.update("1", &item("x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(
        error.to_string(),
        "update-item: no token: the user has signed out"
    );
    assert_eq!(memory.count(), 0);

    let client = memory
        .builder()
        .token(StaticToken::new("a\nb"))
        .build()
        .unwrap();
    assert_eq!(
        client.update("1", &item("x")).await.unwrap_err().kind(),
        ErrorKind::Token
    );
    assert_eq!(memory.count(), 0);
}

#[tokio::test]
async fn parameters_of_every_location() {
    let memory = Memory::answering(204, &[], "");
    let mut call = memory.client().update("1", &item("x"));
    call.request = call
        .request
        .query("$filter", "a eq 'b'")
        .query("$top", &5)
        .query("none", &None::<i32>)
        .query_styled("$select", &["id", "mail"], Notation::JOINED)
        .query_json("where", &item("x"))
        .header(
            "X-When",
            &"2026-01-02T03:04:05Z".parse::<Timestamp>().unwrap(),
        )
        .header("X-List", &[1, 2])
        .cookie("a", "1;2")
        .cookie("b", &true);
    call.await.unwrap();
    let (request, _) = memory.last();
    assert_eq!(
        request.uri().query().unwrap(),
        "$filter=a%20eq%20%27b%27&$top=5&$select=id,mail&where=%7B%22name%22%3A%22x%22%7D"
    );
    assert_eq!(request.headers()["x-when"], "2026-01-02T03:04:05Z");
    assert_eq!(request.headers()["x-list"], "1,2");
    assert_eq!(request.headers()["cookie"], "a=1%3B2; b=true");
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let memory = Memory::answering(204, &[], "");
    let client = memory.client();
    let fills: [fn(Request) -> Request; 4] = [
        |request| request.form(&item("a&b")),
        |request| request.text("text/plain", "hello"),
        |request| request.body("image/png", vec![1, 2]),
        |request| {
            request.json_as(
                "application/merge-patch+json",
                &serde_json::json!({ "a": null }),
            )
        },
    ];
    let mut sent = Vec::new();
    for fill in fills {
        let mut call = client.status();
        call.request = fill(call.request);
        call.await.unwrap();
        let (request, _) = memory.last();
        let body = String::from_utf8_lossy(request.body().as_bytes().unwrap()).into_owned();
        sent.push(format!(
            "{}: {body}",
            request.headers()["content-type"].to_str().unwrap()
        ));
    }
    assert_eq!(
        sent,
        [
            "application/x-www-form-urlencoded: name=a%26b",
            "text/plain: hello",
            "image/png: \u{1}\u{2}",
            r#"application/merge-patch+json: {"a":null}"#,
        ]
    );
}

#[track_caller]
fn check_refused<E: std::fmt::Debug>(
    memory: &Memory,
    result: Result<Item, Error<E>>,
    expected: &str,
) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.status(), None);
    assert_eq!(memory.count(), 0, "nothing is sent");
}

#[tokio::test]
async fn an_invalid_request_is_refused_before_it_is_sent() {
    let memory = Memory::answering(204, &[], "");
    let client = memory.client();
    let x = item("x");

    let refused = client.update("", &x).await;
    check_refused(
        &memory,
        refused,
        "update-item: not sent: `itemId` must not be empty",
    );
    let refused = client.update("..", &x).header("a b", "").await;
    check_refused(
        &memory,
        refused,
        "update-item: not sent: `itemId` must not contain `.` or `..` as a segment",
    );
    let refused = client.update("1", &x).header("X", "a\r\nHost: evil").await;
    check_refused(
        &memory,
        refused,
        "update-item: not sent: `X` must not contain control characters",
    );
    let refused = client.update("1", &x).header("Content-Length", "0").await;
    check_refused(
        &memory,
        refused,
        "update-item: not sent: `Content-Length` is set by the transport",
    );
    let refused = client.update("1", &x).header("a\nb", "0").await;
    check_refused(
        &memory,
        refused,
        "update-item: not sent: `a\\nb` is not a valid header name",
    );

    let mut call = client.update("1", &x);
    call.request = call.request.query("$top", &f64::NAN).query("later", "fine");
    check_refused(
        &memory,
        call.await,
        "update-item: not sent: `$top` NaN cannot be sent as a number",
    );
    let mut call = client.update("1", &x);
    call.request = call.request.json(&[Some(f32::INFINITY)]);
    check_refused(
        &memory,
        call.await,
        "update-item: not sent: `body` inf cannot be sent as a number",
    );
    let mut call = client.status();
    call.request = call.request.path_styled("id", &1, Notation::LABEL);
    check_refused(
        &memory,
        call.await,
        "get-status: not sent: `id` is not in the path template",
    );
    let mut call = client.status();
    call.request = call.request.form(&1);
    check_refused(
        &memory,
        call.await,
        "get-status: not sent: `body` must be an object to be sent as a form",
    );
    let mut call = client.status();
    call.request = call.request.query("q", &"x".repeat(70_000));
    check_refused(
        &memory,
        call.await,
        "get-status: not sent: `path` does not make a valid URL: uri too long",
    );
}

#[test]
fn a_client_refuses_to_be_insecure() {
    let build = |url: &str| {
        Client::builder()
            .transport(Memory::answering(204, &[], ""))
            .base_url(url)
            .build()
    };
    assert!(build("https://api.example").is_ok());
    assert!(build("http://127.0.0.1:8080/v1").is_ok());
    assert!(matches!(
        build("http://api.example"),
        Err(BuildError::BaseUrl(BaseUrlError::Insecure))
    ));
    let error = build("https://user:hunter2@api.example").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the base URL cannot be used: it must not contain a user or password"
    );
    assert!(matches!(
        Client::builder().header("Host", "evil").build(),
        Err(BuildError::Header { name }) if name == "Host"
    ));
    assert!(matches!(
        Client::builder().user_agent("a\n").build(),
        Err(BuildError::Header { .. })
    ));
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_an_http_stack_a_transport_is_needed() {
    assert!(matches!(
        Client::builder().build(),
        Err(BuildError::NoTransport)
    ));
}

#[tokio::test]
async fn a_transport_that_fails_is_the_error() {
    let memory = Memory::new(|| {
        let cause = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        Err(graphwright_client::TransportError::new(
            TransportErrorKind::Connect,
            cause,
        ))
    });
    let error = memory.client().status().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_connect() && !error.is_timeout());
    assert_eq!(
        error.to_string(),
        "get-status: cannot connect: connection refused (not repeated: the client's retry budget is used up)"
    );
    assert!(
        std::error::Error::source(&error)
            .unwrap()
            .source()
            .unwrap()
            .is::<std::io::Error>()
    );
}
