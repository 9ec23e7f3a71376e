//! The timer of one connection.
//!
//! hyper takes an alarm for each head that it waits for and drops it once the head is there. Setting
//! one of tokio's and taking it back costs more than the rest that a connection does for a request,
//! so a connection keeps a single one, which is set anew only when it rings.

use hyper::rt::{Sleep, Timer};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::time;

/// A timer for deadlines that come one after the other, each no earlier than the one before.
#[derive(Clone, Default)]
pub(super) struct Alarm(Arc<Mutex<Option<Pin<Box<time::Sleep>>>>>);

impl Timer for Alarm {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        Box::pin(Until {
            deadline: deadline.into(),
            alarm: self.clone(),
        })
    }

    fn now(&self) -> Instant {
        time::Instant::now().into()
    }
}

/// Ends at a deadline.
struct Until {
    deadline: time::Instant,
    alarm: Alarm,
}

impl Future for Until {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut shared = self.alarm.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clock = shared.get_or_insert_with(|| Box::pin(time::sleep_until(self.deadline)));
        while clock.as_mut().poll(context).is_ready() {
            if clock.deadline() >= self.deadline {
                return Poll::Ready(());
            }
            // It rang for a deadline that was met.
            clock.as_mut().reset(self.deadline);
        }
        Poll::Pending
    }
}

impl Sleep for Until {}
