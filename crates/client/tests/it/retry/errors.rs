//! Errors, and the attempts before them.

use super::faulty::{Fault, Faulty};
use super::probe::{Client, Probe};
use graphwright_client::{Call, NotRepeated, Outcome, RetryPolicy, StatusCode, TransportErrorKind};
use std::time::Duration;

#[tokio::test]
async fn an_error_has_every_attempt() {
    let faulty = Faulty::new([
        Fault::Fails(TransportErrorKind::Connect),
        Fault::Status(429, Some("3")),
        Fault::HalfBody(200),
        Fault::Fails(TransportErrorKind::Timeout),
    ]);
    let error = faulty.client().get().await.unwrap_err();
    assert_eq!(error.attempts(), 4);
    let outcomes: Vec<_> = error
        .earlier()
        .iter()
        .map(|attempt| attempt.outcome)
        .collect();
    let expected = [
        Outcome::Connect,
        Outcome::Status(StatusCode::TOO_MANY_REQUESTS),
        Outcome::InBody(StatusCode::OK),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(error.earlier()[1].waited, Duration::from_secs(3));
    assert_eq!(
        error.to_string(),
        "get-thing: timed out: as the test wants it (attempt 4, after no connection, \
         429 Too Many Requests, 200 OK, broken off)"
    );
}

#[tokio::test]
async fn a_single_attempt_is_not_mentioned() {
    let faulty = Faulty::new([Fault::Status(404, None)]);
    let error = faulty.client().get().await.unwrap_err();
    assert_eq!((error.attempts(), error.earlier()), (1, &[][..]));
    assert_eq!(error.to_string(), "get-thing: 404 Not Found: ok");
    let refused = faulty.client().get().header("a b", "").await.unwrap_err();
    assert_eq!((refused.attempts(), refused.client_request_id()), (0, None));
}

/// Checks a call that meets a fault repeatedly: the reason why it is not repeated, and the end of its
/// error message.
#[track_caller]
fn check(
    fault: Fault,
    call: impl FnOnce(&Client) -> Probe,
    expected: Option<NotRepeated>,
    end: &str,
) -> impl Future<Output = ()> {
    let place = std::panic::Location::caller();
    let faulty = Faulty::new(vec![fault; 9]);
    let call = call(&faulty.client());
    async move {
        let error = call.await.unwrap_err();
        assert_eq!(error.not_repeated(), expected, "{error} at {place}");
        assert!(error.to_string().ends_with(end), "{error} at {place}");
    }
}

#[tokio::test]
async fn an_error_says_why_it_was_not_repeated() {
    let down = || Fault::Status(503, None);
    let busy = || Fault::Status(429, Some("200"));
    let seconds = Duration::from_secs;
    check(
        Fault::Fails(TransportErrorKind::Timeout),
        Client::create,
        Some(NotRepeated::NotIdempotent),
        "as the test wants it (not repeated: it is not idempotent, and the server may have acted on it)",
    )
    .await;
    check(
        down(),
        Client::create,
        Some(NotRepeated::NotTold),
        "(not repeated: it is not idempotent, and the server sent no Retry-After)",
    )
    .await;
    check(
        down(),
        |client| client.get().no_retry(),
        Some(NotRepeated::Off),
        "get-thing: 503 Service Unavailable: ok",
    )
    .await;
    check(
        down(),
        Client::get,
        Some(NotRepeated::Attempts),
        "(attempt 4, after 503 Service Unavailable, 503 Service Unavailable, 503 Service Unavailable)",
    )
    .await;
    check(
        busy(),
        Client::get,
        Some(NotRepeated::RetryAfter),
        "(not repeated: the server asks for too long a wait)",
    )
    .await;
    check(
        Fault::Status(503, Some("9")),
        |client| client.get().deadline(seconds(10)),
        Some(NotRepeated::Deadline),
        "(attempt 2, after 503 Service Unavailable; not repeated: the deadline is too near)",
    )
    .await;
    check(
        Fault::Status(401, None),
        Client::create,
        Some(NotRepeated::Credential),
        "create-thing: 401 Unauthorized: ok",
    )
    .await;
    // No request is repeated after these outcomes.
    for fault in [Fault::Status(404, None), Fault::HugeBody(200)] {
        check(fault.clone(), Client::get, None, "").await;
        check(fault, Client::create, None, "").await;
    }
}

#[tokio::test]
async fn a_spent_budget_is_the_reason() {
    let faulty = Faulty::new(vec![Fault::Status(503, None); 9]);
    let client = faulty.builder().retry_budget(1).build().unwrap();
    let error = client.get().await.unwrap_err();
    assert_eq!(error.not_repeated(), Some(NotRepeated::Budget));
    assert_eq!(
        error.to_string(),
        "get-thing: 503 Service Unavailable: ok (attempt 2, after 503 Service Unavailable; \
         not repeated: the client's retry budget is used up)"
    );
}

#[tokio::test]
async fn a_message_stays_short_after_many_attempts() {
    let faulty = Faulty::new(vec![Fault::Status(503, Some("1")); 1000]);
    let policy = RetryPolicy::new().attempts(1000);
    let error = faulty.client().get().retry(policy).await.unwrap_err();
    assert_eq!((error.attempts(), error.earlier().len()), (1000, 999));
    assert!(error.to_string().len() < 500, "{error}");
}
