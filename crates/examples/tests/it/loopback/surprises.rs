//! Undocumented responses, which are returned with their context.

use super::client;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use graph_users_client::Client;
use graph_users_client::users::ListUsersError;
use graphwright_examples::serve::{Serving, serve};

/// A server with one response for all requests.
async fn answering(
    status: u16,
    content_type: &'static str,
    body: &'static str,
) -> (Client, Serving) {
    let status = StatusCode::from_u16(status).unwrap();
    let answer = move || async move {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        headers.insert(
            "request-id",
            "11111111-2222-3333-4444-555555555555".parse().unwrap(),
        );
        headers.insert(header::RETRY_AFTER, "2.5".parse().unwrap());
        (status, headers, body).into_response()
    };
    let serving = serve(Router::new().fallback(answer)).await.unwrap();
    (client(&serving), serving)
}

#[tokio::test]
async fn an_undocumented_status() {
    let (client, _serving) = answering(
        429,
        "application/json",
        r#"{"error":{"code":"TooManyRequests"}}"#,
    )
    .await;
    let failed = client.users().list().await.unwrap_err();
    assert_eq!(failed.failure(), None);
    assert_eq!(failed.status(), Some(429));
    assert_eq!(failed.code(), Some("TooManyRequests"));
    assert_eq!(
        failed.request_id(),
        Some("11111111-2222-3333-4444-555555555555")
    );
    assert_eq!(
        failed.retry_after(),
        Some(std::time::Duration::from_millis(2500))
    );
}

#[tokio::test]
async fn an_error_body_with_one_bad_field_is_still_the_typed_error() {
    let body = r#"{"error":{"code":"Denied","message":"no","innerError":{"date":"yesterday","request-id":7}}}"#;
    let (client, _serving) = answering(403, "application/json", body).await;
    let failed = client.users().list().await.unwrap_err();
    let Some(ListUsersError::Forbidden(body)) = failed.failure() else {
        panic!("{failed:?}")
    };
    assert_eq!(
        body.error.as_ref().and_then(|error| error.code.as_deref()),
        Some("Denied")
    );
}

#[tokio::test]
async fn an_error_body_that_is_not_json() {
    let (client, _serving) = answering(502, "text/html", "<h1>Bad gateway</h1>").await;
    let failed = client.users().list().await.unwrap_err();
    assert_eq!(failed.status(), Some(502));
    assert_eq!((failed.failure(), failed.code()), (None, None));
}

#[tokio::test]
async fn an_error_about_a_body_has_a_location() {
    let (client, _serving) = answering(200, "application/json", r#"{"value":[{"id":7}]}"#).await;
    let failed = client.users().list().await.unwrap_err();
    assert!(failed.to_string().contains("/value/0/id"), "{failed}");
    assert_eq!(failed.status(), Some(200));
}

#[tokio::test]
async fn a_truncated_body() {
    let (client, _serving) = answering(200, "application/json", r#"{"value":["#).await;
    assert!(client.users().list().await.is_err());
}

#[tokio::test]
async fn undocumented_members_are_kept() {
    let page = r#"{"value":[{"userType":"Robot","companyName":"Contoso"}],"@odata.count":1}"#;
    let (client, _serving) = answering(200, "application/json", page).await;
    let users = client.users().list().await.unwrap();
    let again: serde_json::Value = serde_json::to_value(&users).unwrap();
    assert_eq!(
        again,
        serde_json::from_str::<serde_json::Value>(page).unwrap()
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (client, _serving) = answering(302, "text/plain", "").await;
    let failed = client.users().list().await.unwrap_err();
    assert_eq!(failed.status(), Some(302));
}
