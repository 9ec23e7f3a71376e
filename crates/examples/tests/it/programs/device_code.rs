//! Signing in on another device: the program, a token server, and the service.

use super::{run, serve, token, users_service};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use graph_users_client::{Client, StaticToken};
use graphwright_examples::readme::life::life;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const DEVICE: &str = r#"{"device_code":"the-code","user_code":"WDJB-MJHT","interval":1,"expires_in":60,
    "verification_uri":"https://example.com/device"}"#;

/// A token server, whose user signs in as a caller of the service between the first and the second
/// request.
fn tokens(caller: &'static str) -> Router {
    let json = [("content-type", "application/json")];
    let asked = AtomicBool::new(false);
    let answer = move |form: String| {
        assert!(form.contains("device_code=the-code"), "{form}");
        if !asked.swap(true, Ordering::SeqCst) {
            let pending = r#"{"error":"authorization_pending"}"#.to_owned();
            return (StatusCode::BAD_REQUEST, json, pending);
        }
        let token = token(caller);
        let issued =
            format!(r#"{{"token_type":"Bearer","access_token":"{token}","expires_in":60}}"#);
        (StatusCode::OK, json, issued)
    };
    let answer = Arc::new(answer);
    Router::new()
        .route("/devicecode", post(move || async move { (json, DEVICE) }))
        .route("/token", post(move |form| async move { answer(form) }))
}

#[tokio::test]
async fn a_user_signs_in_on_another_device() {
    let (url, login) = (users_service().await, serve(|_| tokens("member")).await);
    let variables = [
        ("GRAPH_URL", url.as_str()),
        ("GRAPH_LOGIN_URL", &login),
        ("GRAPH_CLIENT_ID", "the-app"),
    ];
    let ran = run(env!("CARGO_BIN_EXE_device-code"), &[], &variables).await;
    assert_eq!(
        ran.output(),
        "Open https://example.com/device and enter WDJB-MJHT.\nHello, Adele Vance!\n"
    );
}

#[tokio::test]
async fn the_program_of_the_readme_runs() {
    let (url, login) = (
        users_service().await,
        serve(|_| tokens("administrator")).await,
    );
    life(&login, &url, "adele@contoso.com").await.unwrap();
    let client = Client::builder().base_url(url);
    let client = client
        .token(StaticToken::new(token("reader")))
        .build()
        .unwrap();
    let adele = client
        .users()
        .get("adele@contoso.com")
        .select("officeLocation");
    assert_eq!(
        adele.await.unwrap().office_location.as_deref(),
        Some("18/2111")
    );
}
