//! Conditional requests.

use super::api;
use super::support::{check_at, error, send};
use graphwright_server::{AllowAll, ETag, Router};

fn router() -> Router {
    api::server(AllowAll)
        .mount(api::conditional())
        .into_router()
}

/// Checks the status of a request with a condition, for a resource with the tag `"1"`.
async fn check(request: &str, status: u16) {
    let response = send(router(), request).await;
    assert_eq!(response.status(), status, "{request}");
}

#[tokio::test]
async fn if_match_compares_strongly() {
    check("PUT /v1.0/thing", 204).await;
    check("PUT /v1.0/thing\nif-match: \"1\"", 204).await;
    check("PUT /v1.0/thing\nif-match: \"0\", \"1\"", 204).await;
    check("PUT /v1.0/thing\nif-match: \"0\"\nif-match: \"1\"", 204).await;
    check("PUT /v1.0/thing\nif-match: *", 204).await;
    check("PUT /v1.0/thing\nif-match: \"2\"", 412).await;
    check("PUT /v1.0/thing\nif-match: W/\"1\"", 412).await;
    check("GET /v1.0/thing\nif-match: \"2\"", 412).await;
}

#[tokio::test]
async fn if_none_match_compares_weakly() {
    check("PUT /v1.0/thing\nif-none-match: \"2\"", 204).await;
    check("PUT /v1.0/thing\nif-none-match: *", 412).await;
    check("PUT /v1.0/thing\nif-none-match: W/\"1\"", 412).await;
    check("GET /v1.0/thing\nif-none-match: \"2\"", 200).await;
    check("GET /v1.0/thing\nif-none-match: W/\"1\"", 304).await;
    check("HEAD /v1.0/thing\nif-none-match: *", 304).await;
    check(
        "GET /v1.0/thing\nif-match: \"2\"\nif-none-match: \"1\"",
        412,
    )
    .await;
}

#[tokio::test]
async fn failed_conditions_have_responses() {
    check_at(
        router(),
        "GET /v1.0/thing\nif-none-match: \"1\"",
        "304\netag: \"1\"",
    )
    .await;
    let message = "The resource is not in the state that the request asks for.";
    let etag = "etag: \"1\"";
    let expected = error("412", etag, "preconditionFailed", message, "");
    check_at(router(), "PUT /v1.0/thing\nif-match: \"2\"", &expected).await;
    let detail = super::support::detail(
        "header/if-match",
        "malformed",
        "must be `*` or a list of entity tags",
    );
    let message = "The request is invalid.";
    let expected = error("400", "", "badRequest", message, &detail);
    check_at(router(), "PUT /v1.0/thing\nif-match: 1", &expected).await;
    assert_eq!(api::tag(), ETag::strong(1));
}

#[tokio::test]
async fn documented_answers_about_conditions_have_the_tag() {
    let router = api::server(AllowAll)
        .mount(api::conditional())
        .validate_answers(false)
        .into_router();
    let request = "PUT /v1.0/thing\nif-match: \"2\"\nx-answer: documented";
    check_at(router, request, "412\netag: \"1\"").await;
}

#[tokio::test]
async fn a_handler_adds_lines_to_any_answer() {
    let lines = async |request: &str| {
        let response = send(router(), request).await;
        let lines = response.headers().get_all("set-cookie").iter();
        let lines: Vec<String> = lines
            .map(|line| String::from_utf8(line.as_bytes().to_vec()).expect("text"))
            .collect();
        (response.status().as_u16(), lines)
    };
    let both = ["a=1; Path=/", "b=ü"].map(str::to_owned).to_vec();
    let added = "\nx-cookies: yes";
    assert_eq!(
        lines(&format!("GET /v1.0/thing{added}")).await,
        (200, both.clone())
    );
    let failing = format!("PUT /v1.0/thing\nif-match: \"2\"{added}");
    assert_eq!(lines(&failing).await, (412, both));
    let unsendable = "GET /v1.0/thing\nx-cookies: broken";
    assert_eq!(lines(unsendable).await, (500, Vec::new()));
    let framing = "GET /v1.0/thing\nx-cookies: framing";
    assert_eq!(lines(framing).await, (500, Vec::new()));
}
