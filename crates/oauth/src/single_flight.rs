//! Many callers, one flight: who comes while something is being fetched waits for it and shares
//! what it brings.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// The one flight that may be in the air.
///
/// The caller that finds none flies itself, so that no runtime is needed to spawn on. Should it be
/// dropped on the way, one of those who wait takes its place.
pub(super) struct Flight<T> {
    board: Mutex<Board<T>>,
}

struct Board<T> {
    /// The number of the flight in the air, or of the last one.
    number: u64,
    is_flying: bool,
    /// What the last flight brought that was not broken off, with its number.
    landed: Option<(u64, T)>,
    waiting: Vec<Waker>,
}

impl<T: Clone> Flight<T> {
    pub(super) fn new() -> Self {
        Self {
            board: Mutex::new(Board {
                number: 0,
                is_flying: false,
                landed: None,
                waiting: Vec::new(),
            }),
        }
    }

    /// What the flight in the air brings; of one that is begun here where there is none.
    pub(super) async fn share<F: Future<Output = T>>(&self, fly: impl FnOnce() -> F) -> T {
        let boarding = Boarding {
            flight: self,
            number: None,
        };
        match boarding.await {
            Seat::Passenger(outcome) => outcome,
            Seat::Pilot(pilot) => {
                let outcome = fly().await;
                pilot.land(outcome.clone());
                outcome
            }
        }
    }
}

impl<T> Flight<T> {
    fn board(&self) -> MutexGuard<'_, Board<T>> {
        // Nothing panics while it is locked.
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A caller who waits for a seat.
struct Boarding<'a, T> {
    flight: &'a Flight<T>,
    /// The flight that was in the air when it came. An older one was begun for older needs.
    number: Option<u64>,
}

enum Seat<'a, T> {
    Passenger(T),
    Pilot(Pilot<'a, T>),
}

impl<'a, T: Clone> Future for Boarding<'a, T> {
    type Output = Seat<'a, T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Seat<'a, T>> {
        let flight = self.flight;
        let mut board = flight.board();
        if let (Some(mine), Some((landed, outcome))) = (self.number, &board.landed) {
            if *landed >= mine {
                return Poll::Ready(Seat::Passenger(outcome.clone()));
            }
        }
        if board.is_flying {
            self.number.get_or_insert(board.number);
            let waker = context.waker();
            if !board.waiting.iter().any(|other| other.will_wake(waker)) {
                board.waiting.push(waker.clone());
            }
            return Poll::Pending;
        }
        board.is_flying = true;
        board.number += 1;
        Poll::Ready(Seat::Pilot(Pilot { flight }))
    }
}

/// Ends the flight when it is dropped, with or without an outcome.
struct Pilot<'a, T> {
    flight: &'a Flight<T>,
}

impl<T> Pilot<'_, T> {
    fn land(self, outcome: T) {
        let mut board = self.flight.board();
        board.landed = Some((board.number, outcome));
    }
}

impl<T> Drop for Pilot<'_, T> {
    fn drop(&mut self) {
        let waiting = {
            let mut board = self.flight.board();
            board.is_flying = false;
            std::mem::take(&mut board.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::Flight;
    use std::cell::Cell;
    use std::future::{pending, poll_fn};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn who_comes_later_shares_what_the_first_brings() {
        let (flight, open) = (Flight::new(), Cell::new(false));
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
        assert_eq!(poll(third), Poll::Ready(3), "what has landed is not kept");
    }

    #[test]
    fn one_who_waits_takes_the_place_of_a_pilot_who_is_dropped() {
        let flight = Flight::new();
        let mut second = pin!(flight.share(|| async { 2 }));
        {
            let mut first = pin!(flight.share(pending::<i32>));
            assert!(poll(first.as_mut()).is_pending());
            assert!(poll(second.as_mut()).is_pending());
        }
        assert_eq!(poll(second), Poll::Ready(2));
    }
}
