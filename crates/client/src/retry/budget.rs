//! How much a client may repeat in all, so that a server that is down is not hammered.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many successes pay for a repeat.
const SUCCESSES: u64 = 10;

/// A token bucket, shared by all calls of a client. It begins full; a repeat takes one out, and ten
/// calls that succeed put one in.
///
/// Time does not fill it: as long as nothing succeeds, each call is still tried once, and the first
/// successes bring the repeats back.
pub(crate) struct Budget {
    /// In tenths, so that a success is a whole number.
    level: AtomicU64,
    capacity: u64,
}

impl Budget {
    pub(crate) fn new(repeats: u32) -> Self {
        let capacity = u64::from(repeats) * SUCCESSES;
        Self {
            level: AtomicU64::new(capacity),
            capacity,
        }
    }

    /// Takes one repeat, if there is one left.
    pub(crate) fn withdraw(&self) -> bool {
        let taken = self
            .level
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |level| {
                level.checked_sub(SUCCESSES)
            });
        taken.is_ok()
    }

    /// Counts a call that succeeded.
    pub(crate) fn deposit(&self) {
        let add = |level: u64| (level < self.capacity).then_some(level + 1);
        // A full bucket stays as it is.
        let _full = self
            .level
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn ten_successes_pay_for_a_repeat() {
        let budget = Budget::new(2);
        budget.deposit();
        assert_eq!([(); 3].map(|()| budget.withdraw()), [true, true, false]);
        (0..9).for_each(|_| budget.deposit());
        assert!(!budget.withdraw());
        budget.deposit();
        assert_eq!([(); 2].map(|()| budget.withdraw()), [true, false]);
        (0..1000).for_each(|_| budget.deposit());
        assert_eq!([(); 3].map(|()| budget.withdraw()), [true, true, false]);
        assert!(!Budget::new(0).withdraw());
    }
}
