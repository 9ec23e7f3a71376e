//! Tokens without a user: their requests and renewal.

use crate::api::Memory;
use crate::server::{ManualClock, TokenServer, api, failure_of, issued, json, refused, token_of};
use graphwright_client::{ErrorKind, TokenError};
use graphwright_oauth::{App, AuthError, ClientCredentials, OAuthErrorKind};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tokio::task::JoinSet;

fn tokens(app: App) -> ClientCredentials {
    ClientCredentials::new(app).unwrap()
}

/// Checks the form and the header of a token request.
async fn check(configure: fn(App) -> App, form: &[(&str, &str)], authorization: Option<&str>) {
    let server = TokenServer::issuing().await;
    let (memory, client) = api(tokens(configure(server.app())));
    assert_eq!(token_of(&memory, &client).await, "token-1");
    let seen = server.last();
    let expected: BTreeMap<_, _> = form
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    assert_eq!(seen.form, expected);
    assert_eq!(seen.authorization.as_deref(), authorization);
    assert_eq!(seen.target, "/token");
    let media_type = "application/x-www-form-urlencoded";
    assert_eq!(seen.content_type.as_deref(), Some(media_type));
}

#[tokio::test]
async fn the_app_authenticates() {
    let grant = ("grant_type", "client_credentials");
    let id = ("client_id", "the-app");
    check(|app| app, &[grant, id], None).await;
    // RFC 6749, section 2.3.1: encoded as in a form, then base64 of `the-app:a%3Ab%20c`.
    check(
        |app| app.secret("a:b c"),
        &[grant],
        Some("Basic dGhlLWFwcDphJTNBYiUyMGM="),
    )
    .await;
    check(
        |app| app.secret_in_body("a:b c"),
        &[grant, id, ("client_secret", "a:b c")],
        None,
    )
    .await;
    check(
        |app| {
            app.scope("read")
                .scopes(["write", "x&y"])
                .parameter("audience", "https://api/?")
        },
        &[
            grant,
            id,
            ("scope", "read write x&y"),
            ("audience", "https://api/?"),
        ],
        None,
    )
    .await;
}

#[tokio::test]
async fn fifty_calls_make_one_token_request() {
    let server = TokenServer::issuing().await;
    let (memory, client) = api(tokens(server.app()));
    let mut calls = JoinSet::new();
    for _ in 0..50 {
        let client = client.clone();
        calls.spawn(async move { client.update().await.unwrap() });
    }
    assert_eq!(calls.join_all().await.len(), 50);
    assert_eq!((memory.count(), server.count()), (50, 1));
}

#[tokio::test]
async fn fifty_calls_share_a_refusal() {
    let server = TokenServer::start(|_| refused("invalid_client")).await;
    let (memory, client) = api(tokens(server.app()));
    let mut calls = JoinSet::new();
    for _ in 0..50 {
        let client = client.clone();
        calls.spawn(async move { failure_of(&client).await });
    }
    let expected =
        "update-item: no token: the authorization server refused: invalid_client: Because.";
    for failure in calls.join_all().await {
        assert_eq!(failure, expected);
    }
    assert_eq!((memory.count(), server.count()), (0, 1));
}

#[tokio::test]
async fn a_waiter_takes_over_from_a_call_that_is_dropped() {
    let server = TokenServer::issuing().await;
    let (_memory, client) = api(tokens(server.app()));
    let first = tokio::spawn({
        let client = client.clone();
        async move { client.update().await.is_ok() }
    });
    while server.count() == 0 {
        tokio::task::yield_now().await;
    }
    let second = tokio::spawn(async move { client.update().await.is_ok() });
    tokio::task::yield_now().await;
    first.abort();
    assert!(second.await.unwrap());
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let (server, clock) = (TokenServer::issuing().await, ManualClock::default());
    let (memory, client) = api(tokens(server.app().clock(clock.clone())));
    for (advance, expected) in [
        (0, "token-1"),
        (3299, "token-1"),
        (1, "token-2"),
        (3299, "token-2"),
        (9000, "token-3"),
    ] {
        clock.advance(advance);
        assert_eq!(token_of(&memory, &client).await, expected);
    }
}

#[tokio::test]
async fn an_outage_of_the_server_does_no_harm_while_the_token_is_valid() {
    let (clock, is_down) = (ManualClock::default(), Arc::new(AtomicBool::new(false)));
    let (down, count) = (Arc::clone(&is_down), AtomicU64::new(0));
    let server = TokenServer::start(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        if down.load(Ordering::SeqCst) {
            json(503, "{}")
        } else {
            issued(number)
        }
    })
    .await;
    let (memory, client) = api(tokens(server.app().clock(clock.clone())));
    assert_eq!(token_of(&memory, &client).await, "token-1");
    is_down.store(true, Ordering::SeqCst);
    clock.advance(3400);
    assert_eq!(token_of(&memory, &client).await, "token-1");
    assert_eq!(token_of(&memory, &client).await, "token-1");
    assert_eq!(server.count(), 2, "it is not asked again at once");
    clock.advance(30);
    assert_eq!(token_of(&memory, &client).await, "token-1");
    assert_eq!(server.count(), 3);
    clock.advance(170);
    let expected =
        "update-item: no token: the authorization server answered 503: it has no `error`";
    assert_eq!(failure_of(&client).await, expected);
    is_down.store(false, Ordering::SeqCst);
    assert_eq!(token_of(&memory, &client).await, "token-5");
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once() {
    let server = TokenServer::issuing().await;
    let shown = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&shown);
    let memory = Memory::answering(move |request| {
        let token = request.headers()["authorization"]
            .to_str()
            .unwrap()
            .to_owned();
        log.lock().unwrap().push(token.clone());
        if token == "Bearer token-2" { 204 } else { 401 }
    });
    let client = memory
        .builder()
        .token(tokens(server.app()))
        .build()
        .unwrap();
    client.update().await.unwrap();
    assert_eq!(*shown.lock().unwrap(), ["Bearer token-1", "Bearer token-2"]);
    client.update().await.unwrap();
    assert_eq!(server.count(), 2, "the new token is kept");
}

#[tokio::test]
async fn after_two_rejections_the_401_is_the_result() {
    let server = TokenServer::issuing().await;
    let memory = Memory::answering(|_| 401);
    let client = memory
        .builder()
        .token(tokens(server.app()))
        .build()
        .unwrap();
    let error = client.update().await.unwrap_err();
    assert_eq!(
        (error.status(), memory.count(), server.count()),
        (Some(401), 2, 2)
    );
}

#[tokio::test]
async fn fifty_rejections_of_one_token_make_one_token_request() {
    let server = TokenServer::issuing().await;
    let memory =
        Memory::answering(
            |request| match request.headers()["authorization"].to_str().unwrap() {
                "Bearer token-1" => 401,
                _ => 204,
            },
        );
    let client = memory
        .builder()
        .token(tokens(server.app()))
        .build()
        .unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..50 {
        let client = client.clone();
        calls.spawn(async move { client.update().await.unwrap() });
    }
    calls.join_all().await;
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn an_error_of_the_protocol_has_a_type() {
    for (code, kind) in [
        ("invalid_grant", OAuthErrorKind::InvalidGrant),
        ("access_denied", OAuthErrorKind::AccessDenied),
        // Other codes of the same meaning.
        ("consent_required", OAuthErrorKind::InteractionRequired),
        ("authorization_declined", OAuthErrorKind::AccessDenied),
        ("who_knows", OAuthErrorKind::Other),
    ] {
        let server = TokenServer::start(move |_| refused(code)).await;
        let (_memory, client) = api(tokens(server.app()));
        let error = client.update().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        let below = error
            .token_error()
            .and_then(TokenError::downcast_ref::<AuthError>);
        let refusal = below.and_then(AuthError::refused).unwrap();
        assert_eq!((refusal.code(), refusal.kind()), (code, kind));
        assert_eq!(
            (refusal.description(), refusal.uri()),
            (Some("Because."), None)
        );
    }
}
