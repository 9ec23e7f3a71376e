//! Operations with a server of their own.

use crate::api::{API, Client, Memory};
use graphwright_client::{Api, Builder, StaticToken};

const UPLOADS: &str = "https://upload.example/v2";

/// Checks the address of a request, and that the token is sent with it.
async fn check(base_url: Option<&str>, server: &'static str, expected: &str) {
    let memory = Memory::answering(204, &[], "");
    let mut builder = memory.builder().token(StaticToken::new("t0ken"));
    if let Some(base_url) = base_url {
        builder = builder.base_url(base_url);
    }
    let client: Client = builder.build().unwrap();
    client.update_elsewhere("1", server).await.unwrap();
    let (request, _) = memory.last();
    assert_eq!(request.uri(), expected);
    assert_eq!(request.headers()["authorization"], "Bearer t0ken");
}

#[tokio::test]
async fn the_documented_server_is_called() {
    check(None, UPLOADS, "https://upload.example/v2/items/1").await;
}

#[tokio::test]
async fn a_base_url_of_the_caller_applies_to_every_operation() {
    let expected = "http://[::1]:9/v1/items/1";
    check(Some("http://[::1]:9/v1"), UPLOADS, expected).await;
}

#[tokio::test]
async fn a_path_replaces_that_of_the_base_url() {
    let base_url = Some("http://[::1]:9/a/v1");
    check(base_url, "/v2", "http://[::1]:9/v2/items/1").await;
    check(base_url, "/", "http://[::1]:9/items/1").await;
    check(None, "/v2", "https://api.example/v2/items/1").await;
}

#[tokio::test]
async fn without_a_base_url_operations_with_a_server_are_called() {
    static NOWHERE: Api = Api {
        name: "nowhere",
        server: "",
        error_shape: None,
        schemes: API.schemes,
    };
    let memory = Memory::answering(204, &[], "");
    let builder = || Builder::<Client>::new(&NOWHERE).transport(memory.clone());
    let refused = builder().build().map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("not absolute"), "{refused}");

    let client = builder().servers_of_operations().build().unwrap();
    client.update_elsewhere("1", UPLOADS).await.unwrap();
    assert_eq!(memory.last().0.uri(), "https://upload.example/v2/items/1");
    for refused in [
        client.update_elsewhere("1", "/v2").await,
        client.keyed().await,
    ] {
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("`server` is unknown"), "{refused}");
    }
    assert_eq!(memory.count(), 0);

    let client = builder().servers_of_operations().base_url("https://h/v1");
    let client = client.build().unwrap();
    client.update_elsewhere("1", UPLOADS).await.unwrap();
    assert_eq!(memory.last().0.uri(), "https://h/v1/items/1");
    let wrong = builder().servers_of_operations().base_url("/v1").build();
    assert!(wrong.is_err());
}

#[tokio::test]
async fn a_server_that_a_token_must_not_be_sent_to_is_not_called() {
    let memory = Memory::answering(204, &[], "");
    let client = memory.client();
    let error = client.update_elsewhere("1", "http://upload.example").await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("not sent: `server` cannot be used: http is allowed for this machine only"),
        "{error}"
    );
    assert_eq!(memory.count(), 0);
}
