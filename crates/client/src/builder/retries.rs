//! Retries, deadlines and the clock of a builder.

use super::Builder;
use crate::{Clock, Core, RetryPolicy};
use std::sync::Arc;
use std::time::Duration;

impl<C: From<Core>> Builder<C> {
    /// Sets how often requests are retried, and after what wait; [`RetryPolicy::none`] turns retries
    /// off.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = policy;
        self
    }

    /// Sets how many repeats the client may make before successes must pay for them, ten for one: 20
    /// by default. A repeat that the server asked for after a wait is not counted.
    pub fn retry_budget(mut self, repeats: u32) -> Self {
        self.retry_budget = repeats;
        self
    }

    /// Sets the longest time of a whole call, with the token, all attempts and the waits between
    /// them: unlimited by default. A wait that would pass the deadline is not begun; the result of the
    /// last attempt is then that of the call.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.options.deadline = deadline.into();
        self
    }

    /// Sets the clock, instead of [`SystemClock`](crate::SystemClock).
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets the seed of the waits between attempts and of the request ids, so that they are the same
    /// each time, for tests.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
}
