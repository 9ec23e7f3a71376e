//! The program that handles errors, with each kind of error.

use super::{run, serve, token, users_service};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

/// Runs the program for a user, and checks the beginning of its message.
async fn check(url: &str, user: &str, token: &str, expected: &str) {
    let mut variables = vec![("GRAPH_URL", url), ("GRAPH_TOKEN", token)];
    if token.is_empty() {
        variables.pop();
    }
    let ran = run(env!("CARGO_BIN_EXE_handle-errors"), &[user], &variables).await;
    let complained = ran.error_output();
    assert_eq!(complained.lines().next(), Some(expected), "{complained}");
    assert_eq!(ran.0.status.code(), Some(1), "{user}");
}

#[tokio::test]
async fn errors_of_the_service_have_remedies() {
    let url = users_service().await;
    let (reader, member) = (token("reader"), token("member"));
    let adele = "adele@contoso.com";
    check(
        &url,
        "nobody@contoso.com",
        &reader,
        "There is no such user.",
    )
    .await;
    check(&url, "", &reader, "Nothing was sent: correct the request.").await;
    check(&url, adele, "", "Sign in first: set GRAPH_TOKEN.").await;
    check(&url, adele, "forged", "The token is no longer valid.").await;
    let scopes =
        r#"Request one of the scopes [["User.Read"], ["User.ReadBasic.All"], ["User.Read.All"]]."#;
    check(&url, "lee@contoso.com", &member, scopes).await;
    check("http://127.0.0.1:1/v1.0", adele, &reader, "Are you online?").await;

    let variables = [("GRAPH_URL", url.as_str()), ("GRAPH_TOKEN", &reader)];
    let ran = run(env!("CARGO_BIN_EXE_handle-errors"), &[adele], &variables).await;
    assert_eq!(ran.output(), "Adele Vance\n");
}

/// A service with a different failure for each user.
fn broken(_origin: &str) -> Router {
    let json = [("content-type", "application/json")];
    let wait = [("retry-after", "600")];
    Router::new()
        .route(
            "/users/wrong",
            get(move || async move { (json, r#"{"displayName":[]}"#) }),
        )
        .route(
            "/users/large",
            get(move || async move { (json, " ".repeat(2 << 20)) }),
        )
        .route(
            "/users/moved",
            get(|| async { axum::response::Redirect::to("https://elsewhere.example") }),
        )
        .route(
            "/users/busy",
            get(move || async move { (StatusCode::TOO_MANY_REQUESTS, wait) }),
        )
        .route(
            "/users/down",
            get(|| async { (StatusCode::NOT_IMPLEMENTED, [("request-id", "r-1")]) }),
        )
}

#[tokio::test]
async fn errors_of_a_broken_service_have_remedies() {
    let url = serve(broken).await;
    let decode = "The service violates its document: report it to its owner.";
    check(&url, "wrong", "a-token", decode).await;
    check(&url, "large", "a-token", "Select fewer properties.").await;
    check(&url, "moved", "a-token", "GRAPH_URL is out of date.").await;
    check(&url, "busy", "a-token", "Try again in 600 seconds.").await;
    check(
        &url,
        "down",
        "a-token",
        r#"Look for Some("r-1") in the logs of the service."#,
    )
    .await;
}
