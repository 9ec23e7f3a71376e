//! Clients of a version at another path.

use crate::api::{Client, Memory, item};
use graphwright_client::StaticToken;

/// Checks the address of a request below `/v2`, and that the token is sent with it.
async fn check(base_url: Option<&str>, expected: &str) {
    let memory = Memory::answering(204, &[], "");
    let mut builder = memory.builder().token(StaticToken::new("t0ken"));
    if let Some(base_url) = base_url {
        builder = builder.base_url(base_url);
    }
    let client: Client = builder.build().unwrap();
    let later = client.below("/v2");
    later.update("1", &item("x")).await.unwrap();
    let (request, _) = memory.last();
    assert_eq!(request.uri(), expected);
    assert_eq!(request.headers()["authorization"], "Bearer t0ken");
}

#[tokio::test]
async fn the_path_of_a_version_replaces_that_of_the_first() {
    check(None, "https://api.example/v2/items/1").await;
    check(Some("https://h:8443/v1/"), "https://h:8443/v2/items/1").await;
    check(Some("http://[::1]:9/a/v1"), "http://[::1]:9/a/v2/items/1").await;
}

#[tokio::test]
async fn a_base_url_of_the_caller_stays() {
    check(Some("https://h"), "https://h/items/1").await;
    check(Some("https://h/v2"), "https://h/v2/items/1").await;
    check(Some("https://h/v1/mirror"), "https://h/v1/mirror/items/1").await;
    check(Some("https://h/api-v1"), "https://h/api-v1/items/1").await;
}

#[tokio::test]
async fn the_first_version_is_called_as_before() {
    let memory = Memory::answering(204, &[], "");
    let client = memory.client();
    let later = client.below("/v2");
    client.update("1", &item("x")).await.unwrap();
    assert_eq!(memory.last().0.uri(), "https://api.example/v1/items/1");
    let shown = format!("{later:?}");
    assert!(
        shown.contains("base_url: https://api.example/v2"),
        "{shown}"
    );
}
