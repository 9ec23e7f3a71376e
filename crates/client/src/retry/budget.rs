//! A limit on the repeats of a whole client, so that a server that is down is not overloaded.

use std::sync::atomic::{AtomicU64, Ordering};

/// The number of successes that pay for a repeat.
const SUCCESSES_PER_REPEAT: u64 = 10;

/// A token bucket, shared by all calls of a client. It begins full. A repeat takes one token, and
/// ten calls that succeed return one.
///
/// It does not refill with time: as long as nothing succeeds, each call is still tried once, and
/// the first successes make repeats possible again.
pub(crate) struct Budget {
    /// In tenths of a repeat, so that a success is a whole number.
    level: AtomicU64,
    capacity: u64,
}

impl Budget {
    pub(crate) fn new(repeats: u32) -> Self {
        let capacity = u64::from(repeats) * SUCCESSES_PER_REPEAT;
        Self {
            level: AtomicU64::new(capacity),
            capacity,
        }
    }

    /// Takes one repeat out; `false` if there is none left.
    pub(crate) fn withdraw(&self) -> bool {
        let taken = self
            .level
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |level| {
                level.checked_sub(SUCCESSES_PER_REPEAT)
            });
        taken.is_ok()
    }

    /// Counts a call that succeeded.
    pub(crate) fn deposit(&self) {
        let add = |level: u64| (level < self.capacity).then_some(level + 1);
        // A full bucket stays full.
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
