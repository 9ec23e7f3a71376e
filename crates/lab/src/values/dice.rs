//! Chance that can be had again: the same seed and the same place throw the same numbers.

use std::cell::Cell;

/// Numbers by `SplitMix64`, and how many schemas may still be followed before only what must be there is made.
#[derive(Debug)]
pub(crate) struct Dice {
    state: Cell<u64>,
    left: Cell<u32>,
}

/// How many schemas a value of chance is made of, more or less.
const ENOUGH: u32 = 300;

impl Dice {
    /// Dice for a place: the numbers depend on the seed and on the text, and on nothing else.
    pub(crate) fn new(seed: u64, place: &str) -> Self {
        // FNV-1a, since the numbers must stay the same from release to release of the standard library.
        let hash = place.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self {
            state: Cell::new(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            left: Cell::new(ENOUGH),
        }
    }

    fn next(&self) -> u64 {
        let state = self.state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.state.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; 0 where that is 0.
    pub(crate) fn below(&self, number: usize) -> usize {
        let number = u64::try_from(number).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % number).unwrap_or_default()
    }

    /// Whether something happens that happens once in so many times.
    pub(crate) fn once_in(&self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some things.
    pub(crate) fn one_of<'t, T>(&self, things: &'t [T]) -> Option<&'t T> {
        things.get(self.below(things.len()))
    }

    /// Begins a value anew, with the numbers that come next.
    pub(crate) fn begin(&self) {
        self.left.set(ENOUGH);
    }

    /// Counts a schema; `false` where there were enough.
    pub(crate) fn counts(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn a_seed_and_a_place_decide() {
        let thrown = |seed, place| {
            let dice = Dice::new(seed, place);
            (0..8).map(|_| dice.below(6)).collect::<Vec<_>>()
        };
        assert_eq!(thrown(1, "#/a"), thrown(1, "#/a"));
        assert_ne!(thrown(1, "#/a"), thrown(2, "#/a"));
        assert_ne!(thrown(1, "#/a"), thrown(1, "#/b"));
        assert!(thrown(1, "#/a").iter().all(|number| *number < 6));
    }
}
