//! What an error says of the attempts before it.

use super::faulty::{Fault, Faulty};
use graphwright_client::{Call, Outcome, RetryPolicy, StatusCode, TransportErrorKind};
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
async fn one_attempt_is_not_worth_a_word() {
    let faulty = Faulty::new([Fault::Status(404, None)]);
    let error = faulty.client().get().await.unwrap_err();
    assert_eq!((error.attempts(), error.earlier()), (1, &[][..]));
    assert_eq!(error.to_string(), "get-thing: 404 Not Found: ok");
    let refused = faulty.client().get().header("a b", "").await.unwrap_err();
    assert_eq!((refused.attempts(), refused.client_request_id()), (0, None));
}

#[tokio::test]
async fn a_line_stays_a_line_after_many_attempts() {
    let faulty = Faulty::new(vec![Fault::Status(503, Some("1")); 1000]);
    let policy = RetryPolicy::new().attempts(1000);
    let error = faulty.client().get().retry(policy).await.unwrap_err();
    assert_eq!((error.attempts(), error.earlier().len()), (1000, 999));
    assert!(error.to_string().len() < 500, "{error}");
}
