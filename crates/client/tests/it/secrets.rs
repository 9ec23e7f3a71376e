//! A canary in every place that holds a secret, searched for in everything that can be shown.

use crate::api::{Client, Item, JSON, Memory, item};
use graphwright_client::{Body, Call, Secret, StaticToken};
use std::error::Error as StdError;
use std::fmt::{Debug, Display};

const CANARY: &str = "c4nary.t0ken.that-nobody-may-see";

#[track_caller]
fn check_debug(value: &dyn Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(CANARY), "{text}");
    }
}

#[track_caller]
fn check_error(error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check_debug(&error);
        let text = (error as &dyn Display).to_string();
        assert!(!text.contains(CANARY), "{text}");
        next = error.source();
    }
}

fn client(memory: &Memory) -> Client {
    let builder = memory
        .builder()
        .token(StaticToken::new(CANARY))
        .header("X-Api-Key", CANARY);
    check_debug(&builder);
    builder.build().unwrap()
}

fn secret_item() -> Item {
    Item {
        name: "a".to_owned(),
        password: Some(Secret::from(CANARY)),
    }
}

#[tokio::test]
async fn nothing_shows_a_secret_on_its_way_out() {
    let memory = Memory::answering(204, &[], "");
    let client = client(&memory);
    check_debug(&client);
    check_debug(&StaticToken::new(CANARY));

    let mut call = client
        .update("1", &secret_item())
        .header("X-Session", CANARY);
    call.request = call.request.query("key", CANARY).cookie("session", CANARY);
    check_debug(&call);
    check_debug(&call.request);
    let sending = call.full().send();
    check_debug(&sending);
    check_debug(&sending.await.unwrap());

    let (request, _) = memory.last();
    assert_eq!(
        request.headers()["authorization"],
        format!("Bearer {CANARY}")
    );
    check_debug(request.headers());
    check_debug(request.body());
}

#[tokio::test]
async fn a_refused_request_shows_no_secret() {
    let client = client(&Memory::answering(204, &[], ""));
    let with_break = format!("{CANARY}\r\n");
    check_error(&client.update(&with_break, &item("x")).await.unwrap_err());
    check_error(&client.status().header("X", &with_break).await.unwrap_err());
    let builder = Client::builder().header("X", &with_break);
    check_error(&builder.build().unwrap_err());
    let url = format!("https://user:{CANARY}@api.example/{CANARY}?{CANARY}");
    check_error(&Client::builder().base_url(url).build().unwrap_err());
    let token = Client::builder()
        .transport(Memory::answering(204, &[], ""))
        .token(StaticToken::new(&*with_break));
    check_error(
        &token
            .build()
            .unwrap()
            .update("1", &item("x"))
            .await
            .unwrap_err(),
    );
}

/// Services have bugs, and debugging proxies echo requests.
#[tokio::test]
async fn a_token_that_comes_back_is_not_shown() {
    let bodies = [
        format!(
            r#"{{"error":{{"code":"{CANARY}","message":"Bearer {CANARY} is bad","id":"{CANARY}"}}}}"#
        ),
        format!(r#"{{"error":{{"code":"x","count":"{CANARY}"}}}}"#),
        format!(r#"{{"name":{{"{CANARY}":1}}}}"#),
        format!(r#"{{"password":5,"name":"{CANARY}"}}"#),
        format!(r#""{CANARY}""#),
        format!("<html>{CANARY}"),
    ];
    for (status, limit) in [
        (200, 999),
        (302, 999),
        (404, 999),
        (409, 999),
        (500, 999),
        (404, 1),
    ] {
        for body in bodies.clone() {
            let memory = Memory::new(move || {
                let answer = http::Response::builder()
                    .status(status)
                    .header(JSON[0].0, JSON[0].1);
                let answer = answer
                    .header("location", CANARY)
                    .header("x-echo", CANARY)
                    .header("request-id", CANARY);
                Ok(answer
                    .body(Body::from(body.clone()))
                    .expect("the test writes a valid answer"))
            });
            let client = memory
                .builder()
                .token(StaticToken::new(CANARY))
                .body_limit(limit)
                .build()
                .unwrap();
            let error = client.update("1", &item("x")).await.unwrap_err();
            check_error(&error);
            check_debug(&error.headers());
            check_debug(&(error.code(), error.message(), error.request_id()));
            check_debug(&(error.body_excerpt(), error.dropped(), error.decode_error()));
            check_debug(&error.into_failure());
        }
    }
}

#[tokio::test]
async fn a_short_token_does_not_blot_out_the_text() {
    let client = Memory::answering(500, &[], "oops")
        .builder()
        .token(StaticToken::new("o"))
        .build()
        .unwrap();
    let error = client.update("1", &item("x")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "update-item: 500 Internal Server Error: oops (not repeated: the client's retry budget is used up)"
    );
}
