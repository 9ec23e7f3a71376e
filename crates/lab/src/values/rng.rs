//! The random numbers behind generated values, and a bound on how large a value grows.

use graphwright_fuzz::random::Rng;
use std::cell::{Cell, RefCell};

/// The number of schemas that a random value is made of, before only its required parts are generated.
const BUDGET: u32 = 300;

/// A random number generator that is shared by reference, and the budget of the current value.
#[derive(Debug)]
pub(crate) struct ValueRng {
    numbers: RefCell<Rng>,
    budget: Cell<u32>,
}

impl ValueRng {
    /// A generator for a location: its numbers depend on the seed and on this text, and on nothing else.
    pub(crate) fn new(seed: u64, location: &str) -> Self {
        Self {
            numbers: RefCell::new(Rng::for_name(seed, location)),
            budget: Cell::new(BUDGET),
        }
    }

    /// Returns a number below another; 0 if that is 0.
    pub(crate) fn below(&self, end: usize) -> usize {
        self.numbers.borrow_mut().below(end)
    }

    /// Returns `true` once in `times` calls, on average.
    pub(crate) fn one_in(&self, times: usize) -> bool {
        self.numbers.borrow_mut().one_in(times)
    }

    /// Returns one of the items, or `None` if there are none.
    pub(crate) fn pick<'t, T>(&self, items: &'t [T]) -> Option<&'t T> {
        self.numbers.borrow_mut().pick(items)
    }

    /// Starts another value: with a full budget, and with the numbers that come next.
    pub(crate) fn start_value(&self) {
        self.budget.set(BUDGET);
    }

    /// Spends a schema of the budget; `false` if nothing was left.
    pub(crate) fn spend(&self) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(1));
        left > 0
    }
}
