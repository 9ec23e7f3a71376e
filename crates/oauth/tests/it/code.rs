//! Sign-in with a browser.

use crate::server::{RecordingStore, TokenServer, api, refused, token_of};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use graphwright_oauth::{AuthError, AuthorizationCode, OAuthErrorKind};
use std::collections::BTreeMap;

fn begin(server: &TokenServer) -> AuthorizationCode {
    let app = server.app().scopes(["User.Read", "offline_access"]);
    AuthorizationCode::begin(
        app,
        server.url("/authorize?p=policy"),
        "http://localhost:8400/done",
    )
    .unwrap()
    .parameter("login_hint", "a@b")
}

fn query(flow: &AuthorizationCode) -> BTreeMap<String, String> {
    let url = url::Url::parse(&flow.authorization_url()).unwrap();
    url.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn the_user_is_sent_to_the_authorization_url() {
    let server = TokenServer::issuing().await;
    let flow = begin(&server);
    let query = query(&flow);
    let fixed = [
        ("client_id", "the-app"),
        ("code_challenge_method", "S256"),
        ("login_hint", "a@b"),
        ("p", "policy"),
        ("redirect_uri", "http://localhost:8400/done"),
        ("response_type", "code"),
        ("scope", "User.Read offline_access"),
    ];
    for (name, value) in fixed {
        assert_eq!(query[name], value);
    }
    assert_eq!(query.len(), fixed.len() + 2);
    assert_eq!(
        (query["state"].len(), query["code_challenge"].len()),
        (43, 43)
    );
    assert!(
        flow.authorization_url()
            .starts_with(&server.url("/authorize?p=policy&"))
    );
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn the_code_becomes_a_session() {
    let (server, store) = (TokenServer::issuing().await, RecordingStore::default());
    let app = server.app().store(store.clone());
    let flow = AuthorizationCode::begin(app, server.url("/authorize"), "app:/done").unwrap();
    let query = query(&flow);
    let back = format!("/done?code=the%2Bcode&state={}#x", query["state"]);
    let session = flow.exchange_redirect(&back).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.get("grant_type"), "authorization_code");
    assert_eq!(seen.get("code"), "the+code");
    assert_eq!(seen.get("redirect_uri"), "app:/done");
    assert_eq!(seen.get("client_id"), "the-app");
    // RFC 7636, section 4.6: the server compares the challenge with the hash of the verifier.
    let hash = ring::digest::digest(&ring::digest::SHA256, seen.get("code_verifier").as_bytes());
    assert_eq!(URL_SAFE_NO_PAD.encode(hash), query["code_challenge"]);
    assert!(
        store.text().contains("refresh-1"),
        "saved before it is used"
    );
    let (memory, client) = api(session);
    assert_eq!(token_of(&memory, &client).await, "token-1");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_redirect_of_another_request_is_not_exchanged() {
    let server = TokenServer::issuing().await;
    let other = query(&begin(&server))["state"].clone();
    for back in [
        format!("http://localhost:8400/done?code=c&state={other}"),
        "/done?code=c&state=".to_owned(),
        "/done?code=c".to_owned(),
        "/done".to_owned(),
        String::new(),
        "/done?error=access_denied&state=x".to_owned(),
        "/done#code=c&state=x".to_owned(),
    ] {
        let error = begin(&server).exchange_redirect(&back).await.unwrap_err();
        assert!(matches!(error, AuthError::State), "{back}: {error}");
    }
    let flow = begin(&server);
    let state = query(&flow)["state"].clone();
    for back in [
        format!("/done?state={state}"),
        format!("/?code=a&code=b&state={state}"),
    ] {
        let flow = begin(&server);
        assert!(flow.exchange_redirect(&back).await.is_err(), "{back}");
    }
    assert!(matches!(
        flow.exchange("c", "x").await,
        Err(AuthError::State)
    ));
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_user_who_refuses() {
    let server = TokenServer::issuing().await;
    let flow = begin(&server);
    let state = query(&flow)["state"].clone();
    let back =
        format!("/done?error=access_denied&error_description=The+user+said%20no&state={state}");
    let error = flow.exchange_redirect(&back).await.unwrap_err();
    assert_eq!(
        error.refused().unwrap().kind(),
        OAuthErrorKind::AccessDenied
    );
    assert_eq!(
        error.to_string(),
        "the authorization server refused: access_denied: The user said no"
    );
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_code_that_was_used_before() {
    let server = TokenServer::start(|_| refused("invalid_grant")).await;
    let flow = begin(&server);
    let state = query(&flow)["state"].clone();
    let error = flow.exchange("used", &state).await.unwrap_err();
    assert_eq!(
        error.refused().unwrap().kind(),
        OAuthErrorKind::InvalidGrant
    );
    assert!(error.needs_sign_in());
}
