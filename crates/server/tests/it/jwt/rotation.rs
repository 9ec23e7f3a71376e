//! Rotation of keys while tokens are verified.

use super::support::{Signer, ask, authorizer, claims, ec, router, rsa, secret, set};
use graphwright_server::Router;
use graphwright_server::jwt::{Keys, KeysError};
use serde_json::{Value, json};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::advance;

async fn check(router: &Router, signer: &Signer, expected: u16) {
    let (status, _, body) = ask(router, "/read", Some(&signer.token(&claims()))).await;
    assert_eq!(status, expected, "{} {body}", signer.kid);
    assert!(!body.contains("secret reason"), "{body}");
}

#[tokio::test]
async fn new_keys_replace_the_old_ones() {
    let keys = Keys::new(&set(&[rsa(), ec()])).expect("usable keys");
    let router = router(authorizer(keys.clone()));
    check(&router, &rsa(), 200).await;
    keys.replace(&set(&[ec()])).expect("usable keys");
    check(&router, &rsa(), 401).await;
    check(&router, &ec(), 200).await;
    assert_eq!(
        keys.replace(&json!({ "keys": [] })),
        Err(KeysError::NoneUsable)
    );
    check(&router, &ec(), 200).await;
}

#[tokio::test]
async fn all_keys_of_an_id_are_tried() {
    let one = secret("same", b"one secret of thirty-two bytes..");
    let other = secret("same", b"other secret, as long as the one");
    let keys = Keys::new(&set(&[one.clone(), other.clone()])).expect("usable keys");
    let router = router(authorizer(keys));
    check(&router, &one, 200).await;
    check(&router, &other, 200).await;
    check(
        &router,
        &secret("same", b"a third secret that is not known"),
        401,
    )
    .await;
}

#[tokio::test]
async fn all_keys_of_the_algorithm_are_tried_without_an_id() {
    let router = router(authorizer(
        Keys::new(&set(&[rsa(), ec()])).expect("usable keys"),
    ));
    let token = ec().sign("{\"alg\":\"ES256\"}", &claims().to_string());
    assert_eq!(ask(&router, "/read", Some(&token)).await.0, 200);
}

/// A provider whose responses a test sets, and the number of its requests.
#[derive(Clone, Default)]
struct Provider(Arc<Mutex<(Option<Value>, usize)>>);

impl Provider {
    fn set_response(&self, jwks: Option<Value>) {
        self.0.lock().expect("not poisoned").0 = jwks;
    }

    fn requests(&self) -> usize {
        self.0.lock().expect("not poisoned").1
    }

    fn router(&self) -> Router {
        let provider = self.clone();
        let keys = Keys::fetched(Duration::from_secs(60), move || {
            let provider = provider.clone();
            async move {
                let answer = {
                    let mut state = provider.0.lock().expect("not poisoned");
                    state.1 += 1;
                    state.0.clone()
                };
                tokio::task::yield_now().await;
                answer.ok_or_else(|| io::Error::other("secret reason"))
            }
        });
        router(authorizer(keys))
    }
}

#[tokio::test(start_paused = true)]
async fn unknown_keys_are_fetched_but_not_too_often() {
    let provider = Provider::default();
    provider.set_response(Some(set(&[rsa()])));
    let router = provider.router();
    let (rsa, ec) = (rsa(), ec());
    tokio::join!(
        check(&router, &rsa, 200),
        check(&router, &rsa, 200),
        check(&router, &rsa, 200)
    );
    assert_eq!(provider.requests(), 1, "one asks for all");
    provider.set_response(Some(set(std::slice::from_ref(&ec))));
    for _ in 0..3 {
        check(&router, &ec, 401).await;
    }
    assert_eq!(provider.requests(), 1, "too early");
    advance(Duration::from_secs(61)).await;
    check(&router, &ec, 200).await;
    check(&router, &rsa, 401).await;
    assert_eq!(provider.requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failing_provider_affects_unknown_keys_only() {
    let provider = Provider::default();
    let router = provider.router();
    let (rsa, ec) = (rsa(), ec());
    check(&router, &rsa, 503).await;
    provider.set_response(Some(set(std::slice::from_ref(&rsa))));
    check(&router, &rsa, 503).await;
    assert_eq!(provider.requests(), 1);
    advance(Duration::from_secs(61)).await;
    check(&router, &rsa, 200).await;
    for broken in [None, Some(json!({ "keys": [] })), Some(Value::Null)] {
        provider.set_response(broken);
        advance(Duration::from_secs(61)).await;
        check(&router, &ec, 503).await;
        check(&router, &rsa, 200).await;
    }
}

#[tokio::test(start_paused = true)]
async fn expired_keys_are_renewed_while_in_use() {
    let provider = Provider::default();
    provider.set_response(Some(set(&[rsa(), ec()])));
    let router = provider.router();
    check(&router, &rsa(), 200).await;
    provider.set_response(Some(set(&[ec()])));
    advance(Duration::from_secs(3601)).await;
    check(&router, &rsa(), 200).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(provider.requests(), 2);
    check(&router, &rsa(), 401).await;
}
