//! Numbers that look random and are the same for the same seed, on every machine.

/// `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one input of a run.
    pub(crate) fn new(seed: u64, input: u64) -> Self {
        let mut random = Self(seed);
        let start = random.number() ^ input;
        Self(start)
    }

    /// A number of any size.
    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.number() % end).unwrap_or_default()
    }

    /// One of some things, if there are any.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(things.len()))
    }

    /// Where something of `length` begins and ends, of mostly a few parts.
    pub(crate) fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        let most = if self.below(4) == 0 {
            length - start
        } else {
            4
        };
        let end = start + 1 + self.below(most.min(length - start));
        start..end.min(length)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let numbers = |seed, input| {
            let mut random = Random::new(seed, input);
            [(); 8].map(|()| random.below(1000))
        };
        assert_eq!(numbers(1, 2), numbers(1, 2));
        assert_ne!(numbers(1, 2), numbers(1, 3));
        assert_ne!(numbers(1, 2), numbers(2, 2));
    }

    #[test]
    fn ranges_are_inside() {
        let mut random = Random::new(0, 0);
        for length in 1..200 {
            let range = random.range(length);
            assert!(range.start < range.end && range.end <= length, "{range:?}");
        }
        assert_eq!(random.range(0), 0..0);
        assert_eq!(random.pick::<u8>(&[]), None);
    }
}
