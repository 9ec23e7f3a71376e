//! A canary in every place of a flow that holds a secret, searched for in everything that can be shown.

use crate::server::{TokenServer, api, json};
use graphwright_client::Secret;
use graphwright_oauth::{
    App, AuthorizationCode, ClientCredentials, DeviceCode, MemoryStore, Session, TokenStore,
};
use std::error::Error as StdError;
use std::fmt::{Debug, Display};

const CANARY: &str = "c4nary/s3cret+that-nobody-may-see";
const ENCODED: &str = "c4nary%2Fs3cret%2Bthat-nobody-may-see";

/// The canary in the header `Authorization`: base64 of `the-app:` and [`ENCODED`].
const IN_HEADER: &str = "dGhlLWFwcDpjNG5hcnklMkZzM2NyZXQlMkJ0aGF0LW5vYm9keS1tYXktc2Vl";

#[track_caller]
fn check_text(text: &str) {
    for canary in [CANARY, ENCODED, IN_HEADER] {
        assert!(!text.contains(canary), "{text}");
    }
}

#[track_caller]
fn check_debug(value: &dyn Debug) {
    check_text(&format!("{value:?} {value:#?}"));
}

#[track_caller]
fn check_error(error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check_debug(&error);
        check_text(&(error as &dyn Display).to_string());
        next = error.source();
    }
}

fn app(server: &TokenServer) -> App {
    server
        .app()
        .secret(CANARY)
        .parameter("client_assertion", CANARY)
        .store(MemoryStore::new())
}

/// A server that quotes the whole request in its refusal.
async fn quoting() -> TokenServer {
    TokenServer::start(|seen| {
        let said = serde_json::json!({
            "error": format!("bad_{CANARY}"),
            "error_description": format!("{seen:?} {ENCODED}"),
            "error_uri": format!("https://e/?{ENCODED}"),
        });
        json(400, &said.to_string())
    })
    .await
}

#[tokio::test]
async fn a_refusal_shows_nothing_of_what_was_sent() {
    let server = quoting().await;
    let (_memory, client) = api(ClientCredentials::new(app(&server)).unwrap());
    check_error(&client.update().await.unwrap_err());
    let header = server.last().authorization;
    assert_eq!(header, Some(format!("Basic {IN_HEADER}")));
    let in_body = server.app().secret_in_body(CANARY);
    let (_memory, client) = api(ClientCredentials::new(in_body).unwrap());
    check_error(&client.update().await.unwrap_err());

    let session = Session::from_refresh_token(server.app(), CANARY).unwrap();
    let (_memory, client) = api(session);
    check_error(&client.update().await.unwrap_err());

    let flow = AuthorizationCode::begin(server.app(), server.url("/a"), "app:/").unwrap();
    let url = flow.authorization_url();
    let state = url
        .split("state=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let error = flow.exchange(CANARY, state).await.unwrap_err();
    check_error(&error);
    let verifier = server.last().get("code_verifier").to_owned();
    assert!(verifier.len() == 43 && !format!("{error:?}").contains(&verifier));
}

#[tokio::test]
async fn no_type_shows_what_it_holds() {
    let issued = serde_json::json!({
        "token_type": "Bearer", "access_token": CANARY, "refresh_token": CANARY,
        "device_code": CANARY, "user_code": "u", "verification_uri": "https://g", "expires_in": 9,
    })
    .to_string();
    let server = TokenServer::start(move |_| json(200, &issued)).await;
    check_debug(&app(&server));
    let tokens = ClientCredentials::new(app(&server)).unwrap();
    let (memory, client) = api(tokens.clone());
    client.update().await.unwrap();
    check_debug(&(&tokens, &client));
    check_debug(memory.last().headers());

    let session = Session::from_refresh_token(app(&server), CANARY).unwrap();
    check_debug(&session);
    let flow = DeviceCode::start(app(&server), &server.url("/device"))
        .await
        .unwrap();
    check_debug(&flow);
    let store = MemoryStore::new();
    store.save(&Secret::from(CANARY)).await.unwrap();
    check_debug(&store);

    let flow = AuthorizationCode::begin(app(&server), server.url("/a"), "app:/").unwrap();
    let url = flow.authorization_url();
    let state = url
        .split("state=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    assert!(!format!("{flow:?}").contains(state));
}
