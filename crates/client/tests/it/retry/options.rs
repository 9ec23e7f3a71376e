//! Options of a single call, and the parts of a full answer.

use super::faulty::{Fault, Faulty};
use graphwright_client::{BuildError, Call};
use std::collections::HashSet;

#[tokio::test]
async fn every_call_has_an_id_and_its_attempts_share_it() {
    let faulty = Faulty::new([Fault::Status(503, None)]);
    let client = faulty.client();
    let mut ids = HashSet::new();
    for attempts in [2, 1] {
        let full = client.get().full().await.unwrap();
        let id = full.client_request_id.unwrap();
        assert_eq!(id.len(), 36);
        let seen = faulty.take();
        assert_eq!(seen.len(), attempts);
        for seen in seen {
            assert_eq!(seen.headers["client-request-id"], id);
        }
        assert!(ids.insert(id));
    }
    faulty.then([Fault::Status(404, None)]);
    let error = client.get().await.unwrap_err();
    let seen = &faulty.take()[0].headers["client-request-id"];
    assert_eq!(error.client_request_id(), seen.to_str().ok());
}

#[tokio::test]
async fn the_header_of_the_id_can_be_changed_or_turned_off() {
    let faulty = Faulty::new([]);
    let other = faulty.builder().request_id_header("X-Correlation-Id");
    other.build().unwrap().get().await.unwrap();
    let none = faulty.builder().request_id_header(None).build().unwrap();
    let full = none.get().full().await.unwrap();
    assert_eq!(full.client_request_id, None);
    let own = faulty.client().get().header("client-request-id", "mine");
    let full = own.full().await.unwrap();
    assert_eq!(full.client_request_id.as_deref(), Some("mine"));

    let seen = faulty.take();
    assert!(seen[0].headers.contains_key("x-correlation-id"));
    assert!(!seen[0].headers.contains_key("client-request-id"));
    assert!(!seen[1].headers.contains_key("client-request-id"));
    assert_eq!(seen[2].headers["client-request-id"], "mine");
    for name in ["a b", "Host"] {
        let refused = faulty.builder().request_id_header(name).build();
        assert!(matches!(refused, Err(BuildError::Header { .. })), "{name}");
    }
}

#[tokio::test]
async fn preferences_are_joined() {
    let faulty = Faulty::new([]);
    let client = faulty
        .builder()
        .prefer("include-unknown-enum-members")
        .prefer("b=1")
        .build()
        .unwrap();
    client.get().await.unwrap();
    client
        .get()
        .prefer("return=minimal")
        .prefer("c")
        .await
        .unwrap();
    faulty.client().get().prefer("c").await.unwrap();
    let seen = faulty.take();
    let sent: Vec<_> = seen.iter().map(|seen| &seen.headers["prefer"]).collect();
    assert_eq!(
        sent,
        [
            "include-unknown-enum-members, b=1",
            "include-unknown-enum-members, b=1, return=minimal, c",
            "c"
        ]
    );
}

#[tokio::test]
async fn conditions_are_headers() {
    let faulty = Faulty::new([]);
    let client = faulty.client();
    client.create().if_match(r#"W/"7""#).await.unwrap();
    client.get().if_none_match("*").await.unwrap();
    let seen = faulty.take();
    assert_eq!(seen[0].headers["if-match"], r#"W/"7""#);
    assert_eq!(seen[1].headers["if-none-match"], "*");
}
