//! Operations that the document serves elsewhere than the API.

use crate::api::{Client, Memory};
use graphwright_client::StaticToken;

const UPLOADS: &str = "https://upload.example/v2";

/// The address that a request goes to, and whether the token goes with it.
async fn check(base_url: Option<&str>, expected: &str) {
    let memory = Memory::answering(204, &[], "");
    let mut builder = memory.builder().token(StaticToken::new("t0ken"));
    if let Some(base_url) = base_url {
        builder = builder.base_url(base_url);
    }
    let client: Client = builder.build().unwrap();
    client.update_elsewhere("1", UPLOADS).await.unwrap();
    let (request, _) = memory.last();
    assert_eq!(request.uri(), expected);
    assert_eq!(request.headers()["authorization"], "Bearer t0ken");
}

#[tokio::test]
async fn the_documents_place_is_called() {
    check(None, "https://upload.example/v2/items/1").await;
}

#[tokio::test]
async fn a_base_url_of_the_callers_own_is_for_every_operation() {
    check(Some("http://[::1]:9/v1"), "http://[::1]:9/v1/items/1").await;
}

#[tokio::test]
async fn what_a_token_may_not_go_to_is_not_called() {
    let memory = Memory::answering(204, &[], "");
    let client = memory.client();
    let error = client.update_elsewhere("1", "http://upload.example").await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("not sent: `server` http is for this machine only"),
        "{error}"
    );
    assert_eq!(memory.count(), 0);
}
