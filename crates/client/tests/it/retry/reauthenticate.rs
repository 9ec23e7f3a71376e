//! The attempt after a 401, with another token.

use super::faulty::{Fault, Faulty};
use graphwright_client::{
    Call, ErrorKind, Secret, TokenError, TokenFuture, TokenProvider, TokenRequest,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

const REFUSED: Fault = Fault::Status(401, None);

/// Provides `token-number-0` until that is rejected, then `token-number-1`, and so on to the last.
#[derive(Clone)]
struct Renewed {
    current: Arc<AtomicUsize>,
    rejected: Arc<Mutex<Vec<String>>>,
    last: usize,
}

impl Renewed {
    fn up_to(last: usize) -> Self {
        Self {
            current: Arc::default(),
            rejected: Arc::default(),
            last,
        }
    }
}

impl TokenProvider for Renewed {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        let number = self.current.load(Ordering::SeqCst);
        Box::pin(async move {
            if number > 8 {
                return Err(TokenError::new("the session is over"));
            }
            Ok(Secret::from(format!("token-number-{number}")))
        })
    }

    fn invalidate(&self, rejected: &Secret<String>) {
        let mut all = self.rejected.lock().unwrap();
        all.push(rejected.expose().clone());
        let next = self.current.load(Ordering::SeqCst) + 1;
        self.current.store(next.min(self.last), Ordering::SeqCst);
    }
}

/// The tokens that were sent.
fn sent(faulty: &Faulty) -> Vec<String> {
    let seen = faulty.take();
    let tokens = seen.iter().map(|seen| {
        let token = seen.headers["authorization"].to_str().unwrap();
        token.trim_start_matches("Bearer ").to_owned()
    });
    tokens.collect()
}

#[tokio::test]
async fn a_fresh_token_is_tried_once_for_every_method() {
    for idempotent in [true, false] {
        let faulty = Faulty::new([REFUSED]);
        let tokens = Renewed::up_to(9);
        let client = faulty.builder().token(tokens.clone()).build().unwrap();
        let full = client.call(idempotent).full().await.unwrap();
        assert_eq!(full.attempts, 2);
        assert_eq!(sent(&faulty), ["token-number-0", "token-number-1"]);
        assert_eq!(*tokens.rejected.lock().unwrap(), ["token-number-0"]);
    }
}

#[tokio::test]
async fn a_second_401_is_the_answer() {
    let faulty = Faulty::new(vec![REFUSED; 9]);
    let client = faulty.builder().token(Renewed::up_to(9)).build().unwrap();
    let error = client.get().await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 2));
    assert_eq!(
        error.to_string(),
        "get-thing: 401 Unauthorized: ok (attempt 2, after 401 Unauthorized)"
    );
    assert_eq!(sent(&faulty).len(), 2);
}

#[tokio::test]
async fn the_same_token_is_not_sent_again() {
    let faulty = Faulty::new([REFUSED]);
    let error = faulty.client().get().await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    assert!(error.earlier().is_empty());
    assert_eq!(faulty.take().len(), 1);
}

#[tokio::test]
async fn without_another_token_the_provider_fails_the_call() {
    let faulty = Faulty::new([REFUSED]);
    let tokens = Renewed::up_to(9);
    tokens.current.store(8, Ordering::SeqCst);
    let client = faulty.builder().token(tokens).build().unwrap();
    let error = client.get().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Token, 1));
    assert_eq!(
        error.to_string(),
        "get-thing: no token: the session is over (attempt 1, after 401 Unauthorized)"
    );
}

#[tokio::test]
async fn a_401_between_other_failures() {
    let down = Fault::Status(503, None);
    let faulty = Faulty::new([down.clone(), REFUSED, down, REFUSED]);
    let client = faulty.builder().token(Renewed::up_to(9)).build().unwrap();
    let error = client.get().await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 4));
    let earlier = error.earlier().iter();
    let earlier: Vec<_> = earlier.map(|attempt| attempt.outcome.to_string()).collect();
    assert_eq!(
        earlier,
        [
            "503 Service Unavailable",
            "401 Unauthorized",
            "503 Service Unavailable"
        ]
    );
}

#[tokio::test]
async fn without_retries_the_token_is_only_invalidated() {
    let faulty = Faulty::new([REFUSED]);
    let tokens = Renewed::up_to(9);
    let client = faulty.builder().token(tokens.clone()).build().unwrap();
    let error = client.get().no_retry().await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    assert_eq!(*tokens.rejected.lock().unwrap(), ["token-number-0"]);
}

#[tokio::test]
async fn a_header_of_the_caller_is_not_replaced() {
    let faulty = Faulty::new([REFUSED]);
    let tokens = Renewed::up_to(9);
    let client = faulty.builder().token(tokens.clone()).build().unwrap();
    let call = client.get().header("Authorization", "Bearer of-the-caller");
    assert_eq!(call.await.unwrap_err().attempts(), 1);
    assert!(tokens.rejected.lock().unwrap().is_empty());
}
