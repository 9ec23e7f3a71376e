//! Answers and errors.

use crate::api::{Client, Fault, FaultBody, JSON, Memory, UpdateError, item};
use graphwright_client::{Body, Call, Error, ErrorKind};
use std::time::Duration;

async fn call(client: &Client) -> Error<UpdateError> {
    client
        .update("1", &item("x"))
        .no_retry()
        .await
        .expect_err("the test answers with an error")
}

async fn answered(
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
) -> Error<UpdateError> {
    call(&Memory::answering(status, headers, body).client()).await
}

#[tokio::test]
async fn a_full_answer_has_status_and_headers() {
    let headers = &[
        ("content-type", "application/json; charset=utf-8"),
        ("etag", r#"W/"7""#),
        ("x-left", "3"),
    ];
    let client = Memory::answering(200, headers, r#"{"name":"a"}"#).client();
    let full = client
        .update("1", &item("x"))
        .full()
        .timeout(Duration::from_secs(1))
        .await
        .unwrap();
    assert_eq!((full.status.as_u16(), &full.body), (200, &item("a")));
    assert_eq!(full.header::<String>("ETag").as_deref(), Some(r#"W/"7""#));
    assert_eq!(full.header::<u32>("X-Left"), Some(3));
    assert_eq!(full.header::<u32>("ETag"), None);
}

#[tokio::test]
async fn several_media_types_are_distinguished() {
    let client = Memory::answering(200, &[("content-type", "text/plain")], "plain").client();
    assert_eq!(client.status().await.unwrap(), item("plain"));
    let error = answered(200, &[("content-type", "image/png")], "\u{1}PNG").await;
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(
        error.to_string(),
        "update-item: 200 OK: not documented with media type image/png"
    );
}

#[tokio::test]
async fn a_documented_failure_is_typed() {
    let body = r#"{"error":{"code":"NoItem","message":"No such item.","count":3,"id":"r-1"}}"#;
    let error = answered(404, &[("retry-after", "2.128")], body).await;
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.operation(), "update-item");
    assert!(error.is_not_found() && error.is_client_error());
    assert_eq!(
        (error.code(), error.message()),
        (Some("NoItem"), Some("No such item."))
    );
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.retry_after(), Some(Duration::from_millis(2128)));
    assert_eq!(
        error.to_string(),
        "update-item: 404 Not Found: NoItem: No such item. (request id r-1)"
    );
    assert!(error.dropped().is_empty());
    let fault = Fault {
        error: FaultBody {
            code: "NoItem".to_owned(),
            count: Some(3),
        },
    };
    assert_eq!(error.failure(), Some(&UpdateError::NotFound(fault.clone())));
    assert_eq!(error.into_failure(), Some(UpdateError::NotFound(fault)));
}

#[tokio::test]
async fn one_bad_member_does_not_cost_the_typed_failure() {
    let error = answered(404, JSON, r#"{"error":{"code":"NoItem","count":"many"}}"#).await;
    let fault = Fault {
        error: FaultBody {
            code: "NoItem".to_owned(),
            count: None,
        },
    };
    assert_eq!(error.failure(), Some(&UpdateError::NotFound(fault)));
    assert_eq!(
        error
            .dropped()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [r#"at /error/count: invalid type: string "many", expected u8"#]
    );
}

#[tokio::test]
async fn a_failure_that_is_not_json_is_still_the_status() {
    let error = answered(404, &[("x-request-id", "r-2")], "<html>\n<h1>Not here</h1>").await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Status, Some(404))
    );
    assert_eq!(error.failure(), None);
    assert_eq!(error.body_excerpt(), Some("<html> <h1>Not here</h1>"));
    assert_eq!(error.dropped().len(), 1);
    assert_eq!(
        error.to_string(),
        "update-item: 404 Not Found: <html> <h1>Not here</h1> (request id r-2)"
    );
}

#[tokio::test]
async fn an_undocumented_status_has_code_and_message_too() {
    let body = r#"{"error":{"code":17,"message":"a\nb"}}"#;
    let error = answered(503, &[("request-id", "r-3"), ("retry-after", "7")], body).await;
    assert_eq!(error.failure(), None);
    assert!(error.is_server_error());
    assert_eq!((error.code(), error.message()), (Some("17"), Some("a\nb")));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.headers().unwrap()["request-id"], "r-3");
    assert_eq!(
        error.to_string(),
        r"update-item: 503 Service Unavailable: 17: a\nb (request id r-3)"
    );
    assert_eq!(
        answered(500, &[], "").await.to_string(),
        "update-item: 500 Internal Server Error"
    );
    assert!(answered(429, &[], "").await.is_throttled());
}

#[tokio::test]
async fn an_operation_without_documented_failures_has_them_too() {
    let body = r#"{"error":{"code":"busy","message":"Try later."}}"#;
    let error = Memory::answering(503, JSON, body)
        .client()
        .ping()
        .send()
        .await
        .unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(503), Some("busy")));
    assert_eq!(error.failure(), None);
}

#[tokio::test]
async fn a_success_that_does_not_decode_says_where() {
    let error = answered(200, JSON, r#"{"name":5}"#).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Decode, Some(200))
    );
    assert_eq!(error.decode_error().unwrap().path(), "/name");
    assert_eq!(error.body_excerpt(), Some(r#"{"name":5}"#));
    assert_eq!(
        error.to_string(),
        "update-item: 200 OK: the body is not as documented: at /name: invalid type: integer `5`, expected a string"
    );
}

#[tokio::test]
async fn a_success_without_its_body_says_so() {
    let error = answered(200, JSON, "").await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(
        error.to_string(),
        "update-item: 200 OK: the body is not as documented: the body is empty"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let error = answered(
        302,
        &[("location", "https://evil.example/v1/items?sig=s3cret")],
        "",
    )
    .await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Redirect, Some(302))
    );
    assert_eq!(
        error.to_string(),
        "update-item: 302 Found: redirect to evil.example not followed"
    );
    assert!(!format!("{error:?}").contains("s3cret"));
    let error = answered(307, &[("location", "/elsewhere")], "").await;
    assert_eq!(
        error.to_string(),
        "update-item: 307 Temporary Redirect: redirect to the same host not followed"
    );
    assert_eq!(answered(304, &[], "").await.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read() {
    let memory = Memory::answering(404, &[("request-id", "r-4")], "0123456789");
    let error = call(&memory.builder().body_limit(9).build().unwrap()).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::BodyTooLarge, Some(404))
    );
    assert_eq!(
        error.to_string(),
        "update-item: 404 Not Found: the body is larger than 9 bytes (request id r-4)"
    );
    let error = call(&memory.builder().body_limit(10).build().unwrap()).await;
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn a_content_length_that_lies_is_not_believed() {
    let error = answered(
        200,
        &[
            ("content-type", "application/json"),
            ("content-length", "99"),
        ],
        r#"{"name":"a"}"#,
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.status(), Some(200));
    let cause = "the connection broke off: the body ended after 12 of 99 bytes";
    assert_eq!(error.to_string(), format!("update-item: 200 OK: {cause}"));
    let client = Memory::answering(204, &[("content-length", "99")], "").client();
    assert_eq!(client.status().await.unwrap(), item(""));
}

#[tokio::test]
async fn hostile_answers_are_errors() {
    for body in [
        "[".repeat(200_000),
        "{\"error\":".repeat(50_000),
        "\u{0}".repeat(1000),
        "\"\\ud800\"".to_owned(),
    ] {
        let memory = Memory::new(move || {
            let answer = http::Response::builder()
                .status(404)
                .header("retry-after", "1e999");
            Ok(answer
                .body(Body::from(body.clone()))
                .expect("the test writes a valid answer"))
        });
        let error = call(&memory.client()).await;
        assert_eq!(
            (error.kind(), error.failure(), error.retry_after()),
            (ErrorKind::Status, None, None)
        );
        assert!(error.to_string().len() < 1000);
    }
}

#[tokio::test]
async fn calls_and_errors_cross_threads() {
    fn check<T: Send + 'static>(value: T) -> T {
        value
    }
    let call = check(Memory::answering(500, &[], "").client().status()).send();
    let error = tokio::spawn(check(call))
        .await
        .expect("the task ends")
        .expect_err("the test answers with an error");
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(check(error));
    assert_eq!(
        boxed.to_string(),
        "get-status: 500 Internal Server Error (not repeated: the client's retry budget is used up)"
    );
}
