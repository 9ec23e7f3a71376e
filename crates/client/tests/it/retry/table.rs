//! Every cell of the table of retries, observed from outside.

use super::faulty::{Chunks, Fault, Faulty, OK};
use graphwright_client::{Body, Bytes, Call, NotRepeated, TransportErrorKind};

/// Sends a request that meets a fault once. Returns whether it was sent again.
async fn is_repeated(fault: Fault, idempotent: bool) -> bool {
    let faulty = Faulty::new([fault.clone(), OK]);
    let outcome = faulty.client().call(idempotent).await;
    let repeated = match faulty.take().len() {
        1 => false,
        2 => true,
        count => panic!("sent {count} times after {fault:?}"),
    };
    assert_eq!(outcome.is_ok(), repeated, "{fault:?}");
    repeated
}

/// `expected` is for an idempotent request, and for any other.
#[track_caller]
fn check(fault: &Fault, expected: (bool, bool)) -> impl Future<Output = ()> {
    let place = std::panic::Location::caller();
    let fault = fault.clone();
    async move {
        let repeated = (
            is_repeated(fault.clone(), true).await,
            is_repeated(fault.clone(), false).await,
        );
        assert_eq!(repeated, expected, "{fault:?} at {place}");
    }
}

const ALWAYS: (bool, bool) = (true, true);
const IF_IDEMPOTENT: (bool, bool) = (true, false);
const NEVER: (bool, bool) = (false, false);

#[tokio::test]
async fn without_an_answer() {
    check(&Fault::Fails(TransportErrorKind::Connect), ALWAYS).await;
    check(&Fault::Fails(TransportErrorKind::Timeout), IF_IDEMPOTENT).await;
    check(
        &Fault::Fails(TransportErrorKind::Interrupted),
        IF_IDEMPOTENT,
    )
    .await;
    check(&Fault::Fails(TransportErrorKind::Other), NEVER).await;
}

#[tokio::test]
async fn with_a_part_of_an_answer() {
    for status in [200, 429, 503] {
        check(&Fault::HalfBody(status), IF_IDEMPOTENT).await;
        check(&Fault::HugeBody(status), NEVER).await;
    }
}

/// Every possible status, without and with `Retry-After`.
#[tokio::test]
async fn with_an_answer() {
    for status in (201..=599).chain([100, 999]) {
        let (silent, told) = match status {
            408 | 500 | 502 | 504 => (IF_IDEMPOTENT, IF_IDEMPOTENT),
            429 | 503 => (IF_IDEMPOTENT, ALWAYS),
            425 => (ALWAYS, ALWAYS),
            _ => (NEVER, NEVER),
        };
        check(&Fault::Status(status, None), silent).await;
        check(&Fault::Status(status, Some("1")), told).await;
        // A value that cannot be parsed is ignored.
        check(&Fault::Status(status, Some("soon")), silent).await;
    }
}

/// A stream is gone once it is sent, whatever the table says.
#[tokio::test]
async fn a_body_that_is_a_stream_is_sent_once() {
    for fault in [
        Fault::Fails(TransportErrorKind::Connect),
        Fault::Status(429, Some("1")),
        Fault::Status(401, None),
    ] {
        let faulty = Faulty::new([fault]);
        let mut call = faulty.client().get();
        let chunks = Chunks([Some(Ok(Bytes::from("a"))), None]);
        call.0 = call.0.body("text/plain", Body::stream(chunks));
        let error = call.full().await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        assert_eq!(error.not_repeated(), Some(NotRepeated::Stream));
        assert_eq!(faulty.take()[0].body, None);
    }
}
