//! The deadline of a whole call.

use crate::Clock;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

/// The moment, on a clock, at which a call must have ended, if there is one.
pub(crate) struct Deadline<'a> {
    clock: &'a dyn Clock,
    at: Option<Duration>,
}

/// The deadline has passed.
#[derive(Debug)]
pub(crate) struct Passed;

impl<'a> Deadline<'a> {
    /// A deadline after this time; none if `None`.
    pub(crate) fn start(clock: &'a dyn Clock, time: Option<Duration>) -> Self {
        let at = time.map(|time| clock.now().saturating_add(time));
        Self { clock, at }
    }

    /// The time that is left; `None` without a deadline.
    pub(crate) fn time_left(&self) -> Option<Duration> {
        self.at.map(|at| at.saturating_sub(self.clock.now()))
    }

    /// Returns whether something that takes this long ends before the deadline.
    pub(crate) fn allows(&self, time: Duration) -> bool {
        self.time_left().is_none_or(|left| time < left)
    }

    /// Waits for a future, but not beyond the deadline. The future is `Unpin` so that large ones are
    /// pinned by the caller and not moved here.
    pub(crate) async fn within<F: Future + Unpin>(
        &self,
        mut future: F,
    ) -> Result<F::Output, Passed> {
        let Some(left) = self.time_left() else {
            return Ok(future.await);
        };
        if left.is_zero() {
            return Err(Passed);
        }
        let mut alarm = self.clock.sleep(left);
        poll_fn(|context| match Pin::new(&mut future).poll(context) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => alarm.as_mut().poll(context).map(|()| Err(Passed)),
        })
        .await
    }
}
