//! Single-flight: concurrent callers share one request.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A request that at most one caller makes at a time, and whose outcome waiting callers share.
///
/// The first caller, the leader, makes the request itself, so that no runtime is needed to spawn it.
/// If the leader is dropped before the request is done, a waiter takes over.
pub(super) struct SingleFlight<T> {
    slot: Mutex<Slot<T>>,
}

struct Slot<T> {
    /// The number of the current request, or else of the last one.
    number: u64,
    has_leader: bool,
    /// The outcome of the last request that was completed, with its number.
    completed: Option<(u64, T)>,
    waiters: Vec<Waker>,
}

impl<T: Clone> SingleFlight<T> {
    pub(super) fn new() -> Self {
        Self {
            slot: Mutex::new(Slot {
                number: 0,
                has_leader: false,
                completed: None,
                waiters: Vec::new(),
            }),
        }
    }

    /// Waits for the outcome of the current request, or makes the request if there is none.
    pub(super) async fn share<F: Future<Output = T>>(&self, request: impl FnOnce() -> F) -> T {
        let waiter = Waiter {
            flight: self,
            number: None,
        };
        match waiter.await {
            Turn::Shared(outcome) => outcome,
            Turn::Lead(leader) => {
                let outcome = request().await;
                leader.complete(outcome.clone());
                outcome
            }
        }
    }
}

impl<T> SingleFlight<T> {
    fn slot(&self) -> MutexGuard<'_, Slot<T>> {
        // Nothing panics while it is locked.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A caller that waits for an outcome, or for its turn as the leader.
struct Waiter<'a, T> {
    flight: &'a SingleFlight<T>,
    /// The request that was current when it came. The outcome of an older one may be out of date.
    number: Option<u64>,
}

/// The end of waiting.
enum Turn<'a, T> {
    Shared(T),
    Lead(Leader<'a, T>),
}

impl<'a, T: Clone> Future for Waiter<'a, T> {
    type Output = Turn<'a, T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Turn<'a, T>> {
        let flight = self.flight;
        let mut slot = flight.slot();
        if let (Some(awaited), Some((completed, outcome))) = (self.number, &slot.completed) {
            if *completed >= awaited {
                return Poll::Ready(Turn::Shared(outcome.clone()));
            }
        }
        if slot.has_leader {
            self.number.get_or_insert(slot.number);
            let waker = context.waker();
            if !slot.waiters.iter().any(|other| other.will_wake(waker)) {
                slot.waiters.push(waker.clone());
            }
            return Poll::Pending;
        }
        slot.has_leader = true;
        slot.number += 1;
        Poll::Ready(Turn::Lead(Leader { flight }))
    }
}

/// The caller that makes the request. Dropping it, with or without an outcome, ends the request and
/// wakes the waiters.
struct Leader<'a, T> {
    flight: &'a SingleFlight<T>,
}

impl<T> Leader<'_, T> {
    fn complete(self, outcome: T) {
        let mut slot = self.flight.slot();
        slot.completed = Some((slot.number, outcome));
    }
}

impl<T> Drop for Leader<'_, T> {
    fn drop(&mut self) {
        let waiters = {
            let mut slot = self.flight.slot();
            slot.has_leader = false;
            std::mem::take(&mut slot.waiters)
        };
        waiters.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::SingleFlight;
    use std::cell::Cell;
    use std::future::{pending, poll_fn};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_waiter_shares_the_outcome_of_the_leader() {
        let (flight, open) = (SingleFlight::new(), Cell::new(false));
        let slow = || {
            poll_fn(|_| {
                if open.get() {
                    Poll::Ready(1)
                } else {
                    Poll::Pending
                }
            })
        };
        let mut first = pin!(flight.share(slow));
        let mut second = pin!(flight.share(|| async { 2 }));
        assert!(poll(first.as_mut()).is_pending());
        assert!(poll(second.as_mut()).is_pending());
        open.set(true);
        assert_eq!(poll(first), Poll::Ready(1));
        assert_eq!(poll(second), Poll::Ready(1));
        let third = pin!(flight.share(|| async { 3 }));
        assert_eq!(poll(third), Poll::Ready(3), "an outcome is not kept");
    }

    #[test]
    fn a_waiter_takes_over_from_a_leader_that_is_dropped() {
        let flight = SingleFlight::new();
        let mut second = pin!(flight.share(|| async { 2 }));
        {
            let mut first = pin!(flight.share(pending::<i32>));
            assert!(poll(first.as_mut()).is_pending());
            assert!(poll(second.as_mut()).is_pending());
        }
        assert_eq!(poll(second), Poll::Ready(2));
    }
}
