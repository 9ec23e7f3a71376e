//! The timer of one connection.
//!
//! hyper sets a timer for each head that it waits for, and drops it when the head has arrived.
//! Registering and deregistering a timer of tokio takes longer than all other work of a connection
//! for a request. So a connection keeps one timer, which is reset only when it fires.

use hyper::rt::{Sleep, Timer};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::time;

/// A timer for a sequence of deadlines, each no earlier than the one before.
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

/// Completes at a deadline.
struct Until {
    deadline: time::Instant,
    alarm: Alarm,
}

impl Future for Until {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut shared = self.alarm.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sleep = shared.get_or_insert_with(|| Box::pin(time::sleep_until(self.deadline)));
        while sleep.as_mut().poll(context).is_ready() {
            if sleep.deadline() >= self.deadline {
                return Poll::Ready(());
            }
            // It fired for an earlier deadline.
            sleep.as_mut().reset(self.deadline);
        }
        Poll::Pending
    }
}

impl Sleep for Until {}
