//! The deadline of a whole call.

use super::faulty::{Fault, Faulty};
use graphwright_client::{
    Call, Clock, ErrorKind, RetryPolicy, TokenError, TokenFuture, TokenProvider, TokenRequest,
};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_wait_that_would_pass_the_deadline_is_not_begun() {
    for (deadline, attempts) in [(10, 1), (11, 2), (60, 4)] {
        let busy = Fault::Status(429, Some("10"));
        let faulty = Faulty::new(vec![busy; 9]);
        let call = faulty.client().get().deadline(deadline * SECOND);
        let error = call.await.unwrap_err();
        assert_eq!(error.status(), Some(429), "the last outcome");
        assert_eq!(error.attempts(), attempts);
        assert!(faulty.clock.now() < deadline * SECOND);
    }
}

#[tokio::test]
async fn an_attempt_has_no_more_time_than_is_left() {
    let busy = Fault::Status(429, Some("4"));
    let faulty = Faulty::new(vec![busy; 2]).with_latency(SECOND);
    let client = faulty.builder().deadline(14 * SECOND).build().unwrap();
    client.get().timeout(8 * SECOND).await.unwrap();
    let timeouts: Vec<_> = faulty.take().iter().map(|seen| seen.timeout).collect();
    assert_eq!(timeouts, [8, 8, 4].map(|seconds| Some(seconds * SECOND)));
    // Without a timeout of the attempt, the time to the deadline is the limit.
    let unbounded = faulty.builder().timeout(None).build().unwrap();
    unbounded.get().deadline(3 * SECOND).await.unwrap();
    assert_eq!(faulty.take()[0].timeout, Some(3 * SECOND));
    unbounded.get().await.unwrap();
    assert_eq!(faulty.take()[0].timeout, None);
}

#[tokio::test]
async fn a_transport_that_hangs_is_abandoned() {
    for fault in [Fault::Hangs, Fault::HangsInBody(200)] {
        let faulty = Faulty::new([fault]);
        let error = faulty
            .client()
            .get()
            .deadline(5 * SECOND)
            .await
            .unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!((error.attempts(), faulty.clock.now()), (1, 5 * SECOND));
        assert!(
            error
                .to_string()
                .contains("timed out: the deadline of the call has passed")
        );
    }
}

struct Never;

impl TokenProvider for Never {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async {
            std::future::pending::<()>().await;
            Err(TokenError::new("never"))
        })
    }
}

#[tokio::test]
async fn a_token_that_never_comes_is_not_waited_for() {
    let faulty = Faulty::new([]);
    let client = faulty.builder().token(Never).build().unwrap();
    let error = client.get().deadline(5 * SECOND).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!((error.attempts(), faulty.take().len()), (0, 0));
    assert_eq!(faulty.clock.now(), 5 * SECOND);
}

#[tokio::test]
async fn without_time_nothing_is_sent() {
    let faulty = Faulty::new([]);
    let error = faulty.client().get().deadline(Duration::ZERO).await;
    assert_eq!(error.unwrap_err().attempts(), 0);
    assert_eq!(faulty.take().len(), 0);
}

#[tokio::test]
async fn a_deadline_also_passes_on_the_system_clock() {
    let faulty = Faulty::new([Fault::Hangs]);
    let clock = graphwright_client::SystemClock::new();
    let client = faulty.builder().clock(clock).build().unwrap();
    let begin = std::time::Instant::now();
    let call = client
        .get()
        .deadline(SECOND / 20)
        .retry(RetryPolicy::none());
    assert!(call.await.unwrap_err().is_timeout());
    assert!((SECOND / 20..SECOND * 5).contains(&begin.elapsed()));
}
