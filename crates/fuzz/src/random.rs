//! Random numbers that can be repeated: the same seed gives the same sequence on every machine and in every
//! version of this project.
//!
//! Seeds are written down: in the samples of CI, in the command that replays a fault, in notes about a measurement.
//! So the algorithm is fixed here instead of taken from a library, since none promises its sequences across major
//! versions. The tests below hold the values: a change of a sequence changes every seeded sample.

use std::ops::Range;

/// A generator of random numbers: `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", 2014).
#[derive(Clone, Debug)]
pub struct Rng {
    state: u64,
}

/// The increment of the state: 2^64 divided by the golden ratio.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Rng {
    /// A generator for an input of a run, by its number.
    pub fn for_input(seed: u64, input: u64) -> Self {
        let first = Self { state: seed }.next_u64();
        Self {
            state: first ^ input,
        }
    }

    /// A generator for something with a name, such as a document: independent of everything with another name.
    pub fn for_name(seed: u64, name: &str) -> Self {
        Self {
            state: hash(name) ^ seed.wrapping_mul(GAMMA),
        }
    }

    /// Returns the next number.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next_u64() % end).unwrap_or_default()
    }

    /// Returns `true` once in `times` calls, on average.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Returns one of the items, or `None` if there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Returns a range within `0..length`, mostly a short one.
    pub fn range(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length);
        let longest = if self.one_in(4) { length - start } else { 4 };
        let end = start + 1 + self.below(longest.min(length - start));
        start..end.min(length)
    }
}

/// Returns the FNV-1a hash of a text: the same on every machine, which the hashers of the standard library do not
/// promise.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{Rng, hash};

    #[test]
    fn sequences_never_change() {
        let mut rng = Rng { state: 1_234_567 };
        // The first values of the reference implementation.
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
        ];
        assert_eq!([(); 4].map(|()| rng.next_u64()), expected);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
        let mut input = Rng::for_input(1, 2);
        assert_eq!(
            [(); 6].map(|()| input.below(1000)),
            [227, 667, 849, 672, 944, 238]
        );
        let mut name = Rng::for_name(1, "#/a");
        assert_eq!(
            [(); 6].map(|()| name.below(1000)),
            [464, 238, 960, 34, 125, 668]
        );
    }

    #[test]
    fn seed_and_input_decide() {
        let numbers = |seed, input| {
            let mut rng = Rng::for_input(seed, input);
            [(); 8].map(|()| rng.below(1000))
        };
        assert_eq!(numbers(1, 2), numbers(1, 2));
        assert_ne!(numbers(1, 2), numbers(1, 3));
        assert_ne!(numbers(1, 2), numbers(2, 2));
    }

    #[test]
    fn seed_and_name_decide() {
        let numbers = |seed, name| {
            let mut rng = Rng::for_name(seed, name);
            [(); 8].map(|()| rng.below(6))
        };
        assert_eq!(numbers(1, "#/a"), numbers(1, "#/a"));
        assert_ne!(numbers(1, "#/a"), numbers(2, "#/a"));
        assert_ne!(numbers(1, "#/a"), numbers(1, "#/b"));
        assert!(numbers(1, "#/a").iter().all(|number| *number < 6));
    }

    #[test]
    fn ranges_are_inside() {
        let mut rng = Rng::for_input(0, 0);
        for length in 1..200 {
            let range = rng.range(length);
            assert!(range.start < range.end && range.end <= length, "{range:?}");
        }
        assert_eq!(rng.range(0), 0..0);
        assert_eq!(rng.pick::<u8>(&[]), None);
    }
}
