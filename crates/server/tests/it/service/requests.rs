//! Requests that reach their handler.

use super::support::{check, send};
use http_body_util::BodyExt;

#[tokio::test]
async fn parameters_are_parsed() {
    check(
        "GET /v1.0/users?$top=5&%24count=true&ids=1&ids=2&ids=3&tags=a%7Cb+c&other=%zz\n\
         authorization: bearer read\nif-match: \"x\"\ncookie: a=b; session=s%201",
        "200\ncontent-type: application/json\n\n\
         {\"top\":5,\"count\":true,\"ids\":[1,2,3],\"tags\":[\"a\",\"b c\"],\"etag\":\"\\\"x\\\"\",\"session\":\"s 1\"}",
    )
    .await;
    check(
        "GET /v1.0/users\nauthorization: Bearer read\naccept: text/html, application/*;q=0.5",
        "200\ncontent-type: application/json\n\n\
         {\"top\":null,\"count\":null,\"ids\":null,\"tags\":null,\"etag\":null,\"session\":null}",
    )
    .await;
}

#[tokio::test]
async fn bodies_are_checked() {
    check(
        "PATCH /v1.0/users/7?reason=x\nauthorization: Bearer write\ncontent-type: application/json; charset=utf-8\n\n\
         {\"displayName\":\"Ann\"}",
        "204\nx-id: 7",
    )
    .await;
    check(
        "PUT /v1.0/note.txt\ncontent-type: text/plain\n\nhello",
        "200\ncontent-type: text/plain; charset=utf-8\n\ntext/plain: hello",
    )
    .await;
    check(
        "PUT /v1.0/note.png\ncontent-type: IMAGE/png\n\nhello",
        "200\ncontent-type: text/plain; charset=utf-8\n\nimage/*: hello",
    )
    .await;
    check(
        "PUT /v1.0/note.txt",
        "200\ncontent-type: text/plain; charset=utf-8\n\nnone: ",
    )
    .await;
}

#[tokio::test]
async fn handlers_get_the_call() {
    check(
        "GET /v1.0/users/a%2Fb\nauthorization: Bearer write\nclient-request-id: mine-1",
        "200\nclient-request-id: mine-1\ncontent-type: application/json\netag: \"1\"\n\n\
         {\"id\":\"a/b\",\"by\":\"User.ReadWrite\",\"op\":\"get\"}",
    )
    .await;
}

#[tokio::test]
async fn the_client_request_id_is_echoed_only_if_it_is_plain() {
    let long = "x".repeat(129);
    for odd in ["", "a b", &long] {
        let request = format!("GET /openapi.json\nclient-request-id: {odd}");
        check(
            &request,
            "200\ncontent-type: application/json\n\n{\"openapi\":\"3.0.3\"}",
        )
        .await;
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let response = send(
        super::api::router(),
        "HEAD /v1.0/users/7\nauthorization: Bearer read",
    )
    .await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-length"], "38");
    assert_eq!(response.headers()["etag"], "\"1\"");
    assert!(
        response
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes()
            .is_empty()
    );
}

#[tokio::test]
async fn the_document_is_served_at_the_root_and_below_the_base_path() {
    for path in ["/openapi.json", "/v1.0/openapi.json"] {
        let request = format!("GET {path}");
        check(
            &request,
            "200\ncontent-type: application/json\n\n{\"openapi\":\"3.0.3\"}",
        )
        .await;
    }
}

#[tokio::test]
async fn options_lists_the_methods() {
    check(
        "OPTIONS /v1.0/users/7",
        "204\nallow: GET, PATCH, HEAD, OPTIONS",
    )
    .await;
    check("OPTIONS /v1.0/note.txt", "204\nallow: PUT, OPTIONS").await;
}
