//! The policy of retries: their number, and the waits before them.

use crate::random::Random;
use std::time::Duration;

/// How often a request is sent, and how long to wait before each repeat.
///
/// *Which* requests are repeated is not up to the policy: a request that is not idempotent (most
/// `POST`s) is never repeated if the server may have acted on it, and a body that is a stream is
/// never sent twice.
///
/// The server's `Retry-After` decides the wait. Without one it is a random time below 0.5 seconds,
/// a bound that doubles with each attempt up to 20 seconds ("full jitter", so that clients that
/// failed together do not return together).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    first_backoff: Duration,
    longest_backoff: Duration,
    longest_retry_after: Duration,
}

impl RetryPolicy {
    /// Four attempts in all, a backoff of 0.5 to 20 seconds, and at most two minutes of a server's
    /// `Retry-After`.
    pub const fn new() -> Self {
        Self {
            attempts: 4,
            first_backoff: Duration::from_millis(500),
            longest_backoff: Duration::from_secs(20),
            longest_retry_after: Duration::from_secs(120),
        }
    }

    /// Sends every request once, even after a 401.
    pub const fn none() -> Self {
        Self::new().attempts(1)
    }

    /// Sets the number of attempts, the first one included; 0 is the same as 1.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Sets the upper bound of the wait before the second attempt, and of any wait.
    pub const fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first_backoff = first;
        self.longest_backoff = longest;
        self
    }

    /// Sets the longest `Retry-After` that is waited for. If the server asks for more, the call fails
    /// at once, and [`Error::retry_after`](crate::Error::retry_after) returns the time.
    pub const fn longest_retry_after(mut self, longest: Duration) -> Self {
        self.longest_retry_after = longest;
        self
    }

    /// Returns whether anything is sent twice.
    pub(crate) fn repeats(&self) -> bool {
        self.allows_after(1)
    }

    /// Returns whether another attempt may follow this many.
    pub(crate) fn allows_after(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// Returns how long to wait after this many attempts; `None` if the server asks for too long.
    pub(crate) fn wait(
        &self,
        attempts: u32,
        retry_after: Option<Duration>,
        random: &Random,
    ) -> Option<Duration> {
        match retry_after {
            Some(wait) => (wait <= self.longest_retry_after).then_some(wait),
            None => Some(random.duration_below(self.ceiling(attempts))),
        }
    }

    /// The upper bound of the wait after this many attempts.
    fn ceiling(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.first_backoff
            .saturating_mul(1 << doublings)
            .min(self.longest_backoff)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::RetryPolicy;
    use crate::random::Random;
    use std::time::Duration;

    #[test]
    fn the_ceiling_doubles_up_to_the_cap() {
        let policy = RetryPolicy::new();
        let ceilings = (1..8).map(|attempts| policy.ceiling(attempts).as_millis());
        assert!(ceilings.eq([500, 1000, 2000, 4000, 8000, 16000, 20000]));
        assert_eq!(policy.ceiling(u32::MAX), Duration::from_secs(20));
        let endless = policy.backoff(Duration::MAX, Duration::MAX);
        assert_eq!(endless.ceiling(9), Duration::MAX);
    }

    #[test]
    fn what_the_server_says_is_kept_to_or_not_tried() {
        let random = Random::new(Some(1));
        let policy = RetryPolicy::new().longest_retry_after(Duration::from_secs(3));
        let told = |seconds| policy.wait(1, Some(Duration::from_secs_f64(seconds)), &random);
        assert_eq!(told(0.0), Some(Duration::ZERO));
        assert_eq!(told(3.0), Some(Duration::from_secs(3)));
        assert_eq!(told(3.001), None);
        assert!(policy.wait(1, None, &random).unwrap() < Duration::from_millis(500));
    }

    #[test]
    fn one_attempt_is_the_least() {
        assert_eq!(RetryPolicy::none(), RetryPolicy::new().attempts(0));
        assert!(!RetryPolicy::none().allows_after(1));
        assert!(RetryPolicy::new().allows_after(3) && !RetryPolicy::new().allows_after(4));
    }
}
