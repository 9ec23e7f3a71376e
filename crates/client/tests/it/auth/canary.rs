//! Credentials that `Debug` and errors must not show.

use crate::api::Memory;
use graphwright_client::auth::Credential;
use graphwright_client::{TransportError, TransportErrorKind};
use std::error::Error as StdError;
use std::fmt::{Debug, Display};

const CANARY: &str = "c4nary/s3cret+that-nobody-may-see";
const ENCODED: &str = "c4nary%2Fs3cret%2Bthat-nobody-may-see";

#[track_caller]
fn check_text(text: &str) {
    for canary in [CANARY, ENCODED] {
        assert!(!text.contains(canary), "{text}");
    }
}

#[track_caller]
fn check_debug(value: &dyn Debug) {
    check_text(&format!("{value:?} {value:#?}"));
}

#[track_caller]
fn check_error(error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check_debug(&error);
        check_text(&(error as &dyn Display).to_string());
        next = error.source();
    }
}

#[test]
fn a_credential_is_not_shown() {
    check_debug(&Credential::api_key(CANARY));
    check_debug(&Credential::basic("user", CANARY));
}

/// A key in a query is the only secret that an address holds.
#[tokio::test]
async fn a_key_in_an_address_is_shown_by_no_error() {
    for echo in [CANARY, ENCODED] {
        let memory = Memory::new(move || {
            let answer = http::Response::builder().status(302);
            let answer = answer.header("location", format!("https://api.example/?key={echo}"));
            Ok(answer.body(format!("/v1?key={echo}").into()).unwrap())
        });
        let client = memory.builder().api_key(CANARY).build().unwrap();
        let error = client.keyed().await.unwrap_err();
        check_error(&error);
        check_debug(&(error.headers(), error.body_excerpt()));
        assert!(memory.last().0.uri().query().unwrap().contains(ENCODED));
        check_debug(&client);
    }
    let broken = || TransportError::new(TransportErrorKind::Other, "broken");
    let memory = Memory::new(move || Err(broken()));
    let client = memory.builder().api_key(CANARY).build().unwrap();
    check_error(&client.keyed().await.unwrap_err());
}

/// The same over a socket, where the HTTP stack knows the address.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_key_in_an_address_is_not_shown_by_the_http_stack() {
    let client = crate::api::Client::builder().base_url("http://127.0.0.1:1");
    let client = client.api_key(CANARY).build().unwrap();
    check_error(&client.keyed().await.unwrap_err());
}
