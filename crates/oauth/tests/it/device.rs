//! Sign-in on another device.

use crate::server::{ManualClock, Seen, TokenServer, api, issued, json, refused, token_of};
use graphwright_oauth::{AuthError, DeviceCode, OAuthErrorKind, Session};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const STARTED: &str = r#"{"device_code":"the-device-code","user_code":"WDJB-MJHT",
    "verification_uri":"https://example.com/device","interval":7,"expires_in":900,
    "verification_uri_complete":"https://example.com/device?user_code=WDJB-MJHT"}"#;

/// A server that answers the polls with these errors, one after the other, and then issues tokens.
async fn answering(polls: &'static [&'static str]) -> TokenServer {
    let count = AtomicUsize::new(0);
    TokenServer::start(move |seen: &Seen| match &*seen.target {
        "/device" => json(200, STARTED),
        _ => match polls.get(count.fetch_add(1, Ordering::SeqCst)) {
            Some(&"") => String::new(),
            Some(error) => refused(error),
            None => issued(1),
        },
    })
    .await
}

async fn start(server: &TokenServer, clock: &ManualClock) -> Result<DeviceCode, AuthError> {
    let app = server.app().scope("User.Read").clock(clock.clone());
    DeviceCode::start(app, &server.url("/device")).await
}

/// The sleeps before each poll, and the result.
async fn wait(polls: &'static [&'static str]) -> (Vec<u64>, Result<Session, AuthError>) {
    let (server, clock) = (answering(polls).await, ManualClock::default());
    let session = start(&server, &clock).await.unwrap().wait().await;
    let slept = clock.slept.lock().unwrap().clone();
    (slept, session)
}

#[tokio::test]
async fn the_user_gets_an_address_and_a_code() {
    let (server, clock) = (answering(&[]).await, ManualClock::default());
    let flow = start(&server, &clock).await.unwrap();
    assert_eq!(flow.user_code(), "WDJB-MJHT");
    assert_eq!(flow.verification_uri(), "https://example.com/device");
    let complete = "https://example.com/device?user_code=WDJB-MJHT";
    assert_eq!(flow.verification_uri_complete(), Some(complete));
    assert_eq!(flow.interval(), Duration::from_secs(7));
    assert_eq!(flow.time_left(), Duration::from_secs(900));
    let seen = server.last();
    assert_eq!(
        (seen.get("client_id"), seen.get("scope")),
        ("the-app", "User.Read")
    );
    assert_eq!(seen.get("grant_type"), "");

    let (memory, client) = api(flow.wait().await.unwrap());
    assert_eq!(token_of(&memory, &client).await, "token-1");
    let seen = server.last();
    assert_eq!(
        seen.get("grant_type"),
        "urn:ietf:params:oauth:grant-type:device_code"
    );
    assert_eq!(seen.get("device_code"), "the-device-code");
    assert_eq!(seen.get("client_id"), "the-app");
}

#[tokio::test]
async fn the_server_sets_the_interval() {
    let (slept, session) = wait(&[
        "authorization_pending",
        "slow_down",
        "authorization_pending",
    ])
    .await;
    assert_eq!(slept, [7, 7, 12, 12]);
    session.unwrap();
}

#[tokio::test]
async fn a_server_out_of_reach_is_asked_less_often() {
    let (slept, session) = wait(&["", "authorization_pending", ""]).await;
    assert_eq!(slept, [7, 14, 14, 28]);
    session.unwrap();
}

#[tokio::test]
async fn the_user_refuses_or_does_nothing() {
    let (_, denied) = wait(&["authorization_pending", "access_denied"]).await;
    let kind = denied.unwrap_err().refused().unwrap().kind();
    assert_eq!(kind, OAuthErrorKind::AccessDenied);
    let (slept, expired) = wait(&["expired_token"]).await;
    assert!(matches!(expired, Err(AuthError::Expired)));
    assert_eq!(slept, [7]);

    let (slept, expired) = wait(&["authorization_pending"; 500]).await;
    assert!(matches!(expired, Err(AuthError::Expired)));
    assert_eq!(slept.iter().sum::<u64>(), 900, "not a moment longer");
}

#[tokio::test]
async fn a_poll_sends_one_request() {
    let (server, clock) = (
        answering(&["authorization_pending", "slow_down"]).await,
        ManualClock::default(),
    );
    let mut flow = start(&server, &clock).await.unwrap();
    assert!(flow.poll().await.unwrap().is_none());
    assert!(flow.poll().await.unwrap().is_none());
    assert_eq!(flow.interval(), Duration::from_secs(12));
    assert!(flow.poll().await.unwrap().is_some());
    clock.advance(900);
    let asked = server.count();
    assert!(matches!(flow.poll().await, Err(AuthError::Expired)));
    assert_eq!(server.count(), asked, "an expired code is not sent");
}

/// Checks the error of a start that gets this answer.
async fn check(answer: &'static str, expected: &str) {
    let server = TokenServer::start(move |_| json(200, answer)).await;
    let error = start(&server, &ManualClock::default())
        .await
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        format!("the authorization server answered 200: {expected}"),
        "{answer}"
    );
}

#[tokio::test]
async fn an_answer_without_a_required_member() {
    check("{}", "it has no `expires_in`").await;
    let number = "a number of seconds in it is not valid";
    check(r#"{"expires_in":-1}"#, number).await;
    check(r#"{"expires_in":900,"interval":[]}"#, number).await;
    check(r#"{"expires_in":900}"#, "it has no `device_code`").await;
    check(
        r#"{"expires_in":900,"device_code":"d"}"#,
        "it has no `user_code`",
    )
    .await;
    let escape = r#"{"expires_in":900,"device_code":"d","user_code":"\u001b[2J"}"#;
    check(escape, "it has no `user_code`").await;
    let nowhere = r#"{"expires_in":900,"device_code":"d","user_code":"u"}"#;
    check(nowhere, "it has no `verification_uri`").await;
}

#[tokio::test]
async fn times_that_are_too_long_are_capped() {
    let answer = r#"{"expires_in":1e300,"interval":1e18,"device_code":"d","user_code":"u","verification_url":"https://g"}"#;
    let server = TokenServer::start(move |_| json(200, answer)).await;
    let flow = start(&server, &ManualClock::default()).await.unwrap();
    assert_eq!(flow.verification_uri(), "https://g");
    let day = Duration::from_secs(24 * 60 * 60);
    assert_eq!((flow.interval(), flow.time_left()), (day, day));
}
