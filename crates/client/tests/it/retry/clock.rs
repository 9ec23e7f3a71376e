//! A virtual clock, on which every wait ends at once.

use graphwright_client::{Clock, SleepFuture};
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, SystemTime};

/// A sleep advances the clock when it is first polled. A deadline is only polled while something
/// else is pending, so it passes at once when a transport stalls, and never before.
#[derive(Clone, Default)]
pub(crate) struct VirtualClock(Arc<Mutex<Duration>>);

impl VirtualClock {
    pub(crate) fn advance(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap()
    }

    /// The time since 1994-11-06T08:49:37Z, the example of RFC 9110.
    fn time_of_day(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777) + self.now()
    }

    fn sleep(&self, duration: Duration) -> SleepFuture<'_> {
        let wake = self.now().saturating_add(duration);
        Box::pin(poll_fn(move |_| {
            let mut now = self.0.lock().unwrap();
            *now = wake.max(*now);
            Poll::Ready(())
        }))
    }
}
