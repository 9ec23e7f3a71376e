//! The waits between attempts, their number, and the budget of retries.

use super::faulty::{Fault, Faulty, OK};
use graphwright_client::{Call, RetryPolicy, TransportErrorKind};
use std::time::Duration;

const DOWN: Fault = Fault::Status(503, None);

/// The times between the requests of one call.
fn waits(faulty: &Faulty) -> Vec<Duration> {
    let seen = faulty.take();
    let pairs = seen.iter().zip(seen.iter().skip(1));
    pairs
        .map(|(one, next)| next.at.checked_sub(one.at).unwrap())
        .collect()
}

async fn check_retry_after(text: &'static str, expected: f64) {
    for status in [429, 503] {
        let faulty = Faulty::new([Fault::Status(status, Some(text))]);
        faulty.client().create().await.unwrap();
        assert_eq!(
            waits(&faulty),
            [Duration::from_secs_f64(expected)],
            "{text}"
        );
    }
}

#[tokio::test]
async fn retry_after_decides_the_wait() {
    check_retry_after("0", 0.0).await;
    check_retry_after("7", 7.0).await;
    check_retry_after("2.128", 2.128).await;
    // The clock of the test is at 08:49:37.
    check_retry_after("Sun, 06 Nov 1994 08:49:47 GMT", 10.0).await;
    check_retry_after("Sunday, 06-Nov-94 08:49:47 GMT", 10.0).await;
    check_retry_after("Sun Nov  6 08:49:47 1994", 10.0).await;
    check_retry_after("Sun, 06 Nov 1994 08:49:00 GMT", 0.0).await;
}

#[tokio::test]
async fn a_retry_after_is_not_cut_short() {
    let faulty = Faulty::new([Fault::Status(429, Some("121"))]);
    let error = faulty.client().get().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(121)));
    assert_eq!(faulty.take().len(), 1);
    faulty.then([Fault::Status(429, Some("121"))]);
    let patient = RetryPolicy::new().longest_retry_after(Duration::from_secs(121));
    faulty.client().get().retry(patient).await.unwrap();
}

#[tokio::test]
async fn otherwise_the_wait_is_random_below_a_ceiling_that_doubles() {
    let policy = RetryPolicy::new()
        .attempts(6)
        .backoff(Duration::from_secs(1), Duration::from_secs(5));
    let ceilings = [1, 2, 4, 5, 5].map(Duration::from_secs);
    let mut sums = [Duration::ZERO; 5];
    for seed in 0..200 {
        let faulty = Faulty::new(vec![DOWN; 6]);
        let client = faulty.builder().seed(seed).retry(policy).build().unwrap();
        client.get().await.unwrap_err();
        let waits = waits(&faulty);
        assert_eq!(waits.len(), 5);
        for ((sum, wait), ceiling) in sums.iter_mut().zip(waits).zip(ceilings) {
            assert!(wait < ceiling, "{wait:?}");
            *sum += wait;
        }
    }
    for (sum, ceiling) in sums.into_iter().zip(ceilings) {
        let mean = sum.as_secs_f64() / 200.0 / ceiling.as_secs_f64();
        assert!(
            (0.42..0.58).contains(&mean),
            "half of the ceiling, not {mean}"
        );
    }
}

#[tokio::test]
async fn a_seed_makes_the_waits_the_same() {
    let waits_of = async |seed| {
        let faulty = Faulty::new([DOWN, DOWN, DOWN]);
        let client = faulty.builder().seed(seed).build().unwrap();
        client.get().await.unwrap();
        waits(&faulty)
    };
    assert_eq!(waits_of(1).await, waits_of(1).await);
    assert_ne!(waits_of(1).await, waits_of(2).await);
}

#[tokio::test]
async fn a_server_that_is_down_is_not_overloaded() {
    let faulty = Faulty::new(vec![DOWN; 1000]);
    let client = faulty.builder().retry_budget(10).build().unwrap();
    for _ in 0..100 {
        client.get().await.unwrap_err();
    }
    assert_eq!(faulty.take().len(), 100 + 10);

    // Ten successes pay for one repeat. Handles share the budget.
    faulty.then([]);
    for _ in 0..10 {
        client.clone().get().await.unwrap();
    }
    faulty.then(vec![DOWN; 1000]);
    faulty.take();
    client.get().await.unwrap_err();
    assert_eq!(faulty.take().len(), 2);
}

#[tokio::test]
async fn a_wait_that_the_server_asked_for_is_not_counted() {
    let busy = Fault::Status(429, Some("1"));
    let faulty = Faulty::new(vec![busy; 3]);
    let client = faulty.builder().retry_budget(0).build().unwrap();
    client.get().await.unwrap();
    assert_eq!(faulty.take().len(), 4);
    // A `Retry-After` of zero is not a wait.
    faulty.then([Fault::Status(429, Some("0"))]);
    client.get().await.unwrap_err();
}

#[tokio::test]
async fn the_first_attempt_counts() {
    let down = Fault::Fails(TransportErrorKind::Connect);
    for (policy, expected) in [
        (RetryPolicy::new(), 4),
        (RetryPolicy::none(), 1),
        (RetryPolicy::new().attempts(2), 2),
    ] {
        let faulty = Faulty::new(vec![down.clone(); 9]);
        let error = faulty.client().create().retry(policy).await.unwrap_err();
        assert_eq!(faulty.take().len(), expected);
        assert_eq!(usize::try_from(error.attempts()), Ok(expected));
    }
    let faulty = Faulty::new([down, OK]);
    faulty.client().get().no_retry().await.unwrap_err();
    let client = faulty.builder().retry(RetryPolicy::none()).build().unwrap();
    faulty.then([DOWN]);
    client.get().await.unwrap_err();
    assert_eq!(faulty.take().len(), 2);
}
