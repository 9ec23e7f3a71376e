//! What a [`Builder`] says of repeats and time.

use super::Builder;
use crate::{Clock, Core, RetryPolicy};
use std::sync::Arc;
use std::time::Duration;

impl<C: From<Core>> Builder<C> {
    /// Sets how often and after what wait requests are sent again, where they may be;
    /// [`RetryPolicy::none`] sends everything once.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = policy;
        self
    }

    /// Sets how many repeats there may be in all before successes must pay for them, ten for one:
    /// 20 unless it is set. What the server itself asked to be repeated after a wait is not counted.
    pub fn retry_budget(mut self, repeats: u32) -> Self {
        self.retry_budget = repeats;
        self
    }

    /// Sets the longest time of a whole call, with the token, all attempts and the waits between
    /// them: no bound unless it is set. A wait that would pass it is not begun; the call then gives
    /// what the last attempt gave.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.options.deadline = deadline.into();
        self
    }

    /// Goes by another clock than [`SystemClock`](crate::SystemClock).
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Makes the waits between attempts and the ids of requests the same each time, for tests.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
}
