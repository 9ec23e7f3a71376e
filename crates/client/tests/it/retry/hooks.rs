//! Hooks, which see every attempt and no credential.

use super::faulty::{Fault, Faulty, OK, TOKEN};
use graphwright_client::{After, Before, Call, HeaderValue, Hook, TransportErrorKind};
use std::sync::{Arc, Mutex};

/// Records what a hook sees, with all values of all headers.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<String>>>);

impl Diary {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Hook for Diary {
    fn before(&self, attempt: &mut Before<'_>) {
        let line = format!("{} {}", attempt.operation.id, attempt.number);
        self.0.lock().unwrap().push(line);
        let all = format!("{attempt:?} {:?}", exposed(attempt.headers));
        assert!(!all.contains(TOKEN), "{all}");
        let number = HeaderValue::from(attempt.number);
        attempt.headers.insert("x-attempt", number);
        attempt
            .headers
            .insert("content-length", HeaderValue::from_static("99"));
    }

    fn after(&self, attempt: &After<'_>) {
        let line = format!("{} {}", attempt.number, attempt.outcome);
        self.0.lock().unwrap().push(line);
        let headers = attempt.headers.map(exposed);
        assert!(!format!("{attempt:?} {headers:?}").contains(TOKEN));
    }
}

/// All values, including those that `Debug` does not show.
fn exposed(headers: &graphwright_client::HeaderMap) -> String {
    let values = headers.values().map(HeaderValue::as_bytes);
    String::from_utf8_lossy(&values.collect::<Vec<_>>().join(&b' ')).into_owned()
}

#[tokio::test]
async fn a_hook_sees_every_attempt_and_no_credential() {
    let diary = Diary::default();
    let faulty = Faulty::new([
        Fault::Fails(TransportErrorKind::Connect),
        // A server that echoes the request.
        Fault::Status(503, Some(TOKEN)),
        Fault::HalfBody(200),
    ]);
    let client = faulty.builder().hook(diary.clone()).build().unwrap();
    client.get().await.unwrap();
    let expected = [
        "get-thing 1",
        "1 no connection",
        "get-thing 2",
        "2 503 Service Unavailable",
        "get-thing 3",
        "3 200 OK, broken off",
        "get-thing 4",
        "4 200 OK",
    ];
    assert_eq!(diary.take(), expected);
    for (seen, number) in faulty.take().into_iter().zip(["1", "2", "3", "4"]) {
        assert_eq!(seen.headers["x-attempt"], number);
        assert_eq!(seen.headers["authorization"], format!("Bearer {TOKEN}"));
        assert!(!seen.headers.contains_key("content-length"));
    }
}

#[tokio::test]
async fn credentials_of_the_caller_are_hidden() {
    let diary = Diary::default();
    let faulty = Faulty::new([OK]);
    let client = faulty.builder().hook(diary).build().unwrap();
    let call = client.get().header("Authorization", TOKEN);
    call.header("Cookie", TOKEN).await.unwrap();
    let headers = &faulty.take()[0].headers;
    assert_eq!(headers["authorization"], TOKEN);
    assert_eq!(headers["cookie"], TOKEN);
}

/// A hook may sign a request: the credentials that it attaches are sent.
struct Signs;

impl Hook for Signs {
    fn before(&self, attempt: &mut Before<'_>) {
        let signature = HeaderValue::from_static("Signature of-the-hook");
        attempt.headers.insert("authorization", signature);
    }
}

#[tokio::test]
async fn a_hook_can_authenticate_by_itself() {
    let faulty = Faulty::new([OK]);
    let client = faulty.builder().hook(Signs).build().unwrap();
    client.get().await.unwrap();
    assert_eq!(
        faulty.take()[0].headers["authorization"],
        "Signature of-the-hook"
    );
}
