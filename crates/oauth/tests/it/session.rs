//! Sessions: refresh tokens that change, and stores that keep them.

use crate::server::{
    ManualClock, RecordingStore, TokenServer, api, failure_of, json, refused, token_of,
};
use graphwright_client::{Secret, TokenError};
use graphwright_oauth::{App, AuthError, FileStore, MemoryStore, Session, TokenStore};
use std::sync::Arc;
use std::sync::atomic::Ordering;

fn session(app: App) -> Session {
    Session::from_refresh_token(app, "refresh-0").unwrap()
}

#[tokio::test]
async fn a_refresh_token_that_changes_is_saved_before_the_access_token_is_used() {
    let (server, clock, store) = (
        TokenServer::issuing().await,
        ManualClock::default(),
        RecordingStore::default(),
    );
    let app = server.app().clock(clock.clone()).store(store.clone());
    let (memory, client) = api(session(app));
    for number in 1..=3 {
        assert_eq!(token_of(&memory, &client).await, format!("token-{number}"));
        let seen = server.last();
        assert_eq!(seen.get("grant_type"), "refresh_token");
        assert_eq!(seen.get("refresh_token"), format!("refresh-{}", number - 1));
        let expires = 1_700_000_000 + 3600 * number;
        assert_eq!(
            store.text(),
            format!(
                r#"{{"access_token":"token-{number}","expires_at":{expires},"refresh_token":"refresh-{number}"}}"#
            )
        );
        clock.advance(3600);
    }
}

#[tokio::test]
async fn a_refresh_token_that_does_not_change_is_kept() {
    let answer = r#"{"token_type":"bearer","access_token":"a","expires_in":"60"}"#;
    let (server, clock) = (
        TokenServer::start(move |_| json(200, answer)).await,
        ManualClock::default(),
    );
    let (memory, client) = api(session(server.app().clock(clock.clone())));
    for _ in 0..3 {
        token_of(&memory, &client).await;
        assert_eq!(server.last().get("refresh_token"), "refresh-0");
        clock.advance(60);
    }
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn a_session_is_resumed_from_the_store() {
    let (server, clock, store) = (
        TokenServer::issuing().await,
        ManualClock::default(),
        RecordingStore::default(),
    );
    let app = || server.app().clock(clock.clone()).store(store.clone());
    assert!(Session::resume(server.app()).await.unwrap().is_none());
    assert!(Session::resume(app()).await.unwrap().is_none());
    let (memory, client) = api(session(app()));
    token_of(&memory, &client).await;

    let resumed = Session::resume(app()).await.unwrap().unwrap();
    let (memory, client) = api(resumed);
    assert_eq!(token_of(&memory, &client).await, "token-1");
    assert_eq!(server.count(), 1, "the stored token is still valid");
    clock.advance(3600);
    assert_eq!(token_of(&memory, &client).await, "token-2");
    assert_eq!(server.last().get("refresh_token"), "refresh-1");

    *store.text.lock().unwrap() = Some("something else".to_owned());
    assert!(Session::resume(app()).await.unwrap().is_none());
}

#[tokio::test]
async fn two_programs_share_a_store() {
    let (server, clock, store) = (
        TokenServer::issuing().await,
        ManualClock::default(),
        RecordingStore::default(),
    );
    let app = || server.app().clock(clock.clone()).store(store.clone());
    let (memory, one) = api(session(app()));
    token_of(&memory, &one).await;
    let (memory_of_two, two) = api(Session::resume(app()).await.unwrap().unwrap());
    clock.advance(3600);
    assert_eq!(token_of(&memory, &one).await, "token-2");
    assert_eq!(token_of(&memory_of_two, &two).await, "token-2");
    assert_eq!(server.count(), 2, "refresh-1 is not used a second time");
}

#[tokio::test]
async fn a_store_that_fails_loses_no_refresh_token() {
    let (server, store) = (TokenServer::issuing().await, RecordingStore::default());
    let (memory, client) = api(session(server.app().store(store.clone())));
    store.is_broken.store(true, Ordering::SeqCst);
    let expected = "update-item: no token: the tokens could not be stored: the disk is full";
    assert_eq!(failure_of(&client).await, expected);
    assert_eq!(failure_of(&client).await, expected);
    store.is_broken.store(false, Ordering::SeqCst);
    assert_eq!(token_of(&memory, &client).await, "token-1");
    assert_eq!((server.count(), store.saves.load(Ordering::SeqCst)), (1, 1));
    assert!(store.text().contains("refresh-1"));
}

#[tokio::test]
async fn a_session_that_is_over_needs_a_sign_in() {
    let server = TokenServer::start(|_| refused("invalid_grant")).await;
    let (_memory, client) = api(session(server.app()));
    let error = client.update().await.unwrap_err();
    let below = error
        .token_error()
        .and_then(TokenError::downcast_ref::<AuthError>);
    assert!(below.unwrap().needs_sign_in());

    let store = Arc::new(MemoryStore::new());
    let kept = Secret::from(r#"{"access_token":"a","expires_at":5}"#);
    store.save(&kept).await.unwrap();
    let session = Session::resume(server.app().store(store))
        .await
        .unwrap()
        .unwrap();
    let (_memory, client) = api(session);
    let expected = "update-item: no token: the session is over: sign in again";
    assert_eq!(failure_of(&client).await, expected);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_file_keeps_tokens_for_its_owner() {
    let folder = std::env::temp_dir().join(format!("graphwright-auth-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("tokens.json");
    let store = FileStore::new(&path);
    assert!(store.load().await.unwrap().is_none());
    for text in ["a long text", "short"] {
        store.save(&Secret::from(text)).await.unwrap();
        assert_eq!(store.load().await.unwrap(), Some(Secret::from(text)));
    }
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        1,
        "no other file is left"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let lost = FileStore::new(folder.join("missing").join("tokens.json"));
    assert!(lost.save(&Secret::from("x")).await.is_err());
    std::fs::remove_dir_all(&folder).unwrap();
}
