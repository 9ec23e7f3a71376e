//! Random numbers for jitter and for the ids of requests. They are not secure.
//!
//! The generator is `SplitMix64`, whose state is one atomic integer: calls of a client share it
//! without a lock.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The increment of `SplitMix64`.
const INCREMENT: u64 = 0x9e37_79b9_7f4a_7c15;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// A sequence of random numbers, shared by the calls of a client.
pub(crate) struct Random(AtomicU64);

impl Random {
    /// Starts a sequence from a seed, or from a seed of its own if there is none.
    pub(crate) fn new(seed: Option<u64>) -> Self {
        // Every `RandomState` has its own keys, which come from the system.
        let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(INCREMENT));
        Self(AtomicU64::new(seed))
    }

    pub(crate) fn next_u64(&self) -> u64 {
        let state = self
            .0
            .fetch_add(INCREMENT, Ordering::Relaxed)
            .wrapping_add(INCREMENT);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A uniformly distributed time below `longest`.
    pub(crate) fn duration_below(&self, longest: Duration) -> Duration {
        let part = u128::from(self.next_u64());
        let nanos = (longest.as_nanos().min(u128::from(u64::MAX)) * part) >> 64;
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    /// An id in the form of a UUID of version 4 (RFC 9562, section 5.4).
    pub(crate) fn id(&self) -> String {
        let [mut high, mut low] = [self.next_u64(), self.next_u64()].map(u64::to_be_bytes);
        high[6] = 0x40 | (high[6] & 0x0f);
        low[0] = 0x80 | (low[0] & 0x3f);
        let mut id = String::with_capacity(36);
        for (index, byte) in high.into_iter().chain(low).enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                id.push('-');
            }
            for digit in [byte >> 4, byte & 0xf] {
                id.push(char::from(HEX[usize::from(digit)]));
            }
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Random;
    use std::time::Duration;

    #[test]
    fn a_seed_makes_a_sequence() {
        // The first numbers of the reference implementation, <https://prng.di.unimi.it/splitmix64.c>.
        let random = Random::new(Some(0));
        assert_eq!(random.next_u64(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(random.next_u64(), 0x6e78_9e6a_a1b9_65f4);
        assert_ne!(Random::new(None).next_u64(), Random::new(None).next_u64());
    }

    #[test]
    fn times_fill_the_range_and_stay_in_it() {
        let random = Random::new(Some(1));
        let longest = Duration::from_secs(8);
        let mut eighths = [0; 8];
        for _ in 0..8000 {
            let time = random.duration_below(longest);
            assert!(time < longest, "{time:?}");
            eighths[usize::try_from(time.as_secs()).unwrap()] += 1;
        }
        assert!(
            eighths.iter().all(|count| (800..1200).contains(count)),
            "{eighths:?}"
        );
        assert_eq!(random.duration_below(Duration::ZERO), Duration::ZERO);
        assert!(random.duration_below(Duration::MAX) <= Duration::MAX);
    }

    #[test]
    fn an_id_is_a_uuid() {
        let random = Random::new(Some(0));
        assert_eq!(random.id(), "e220a839-7b1d-4daf-ae78-9e6aa1b965f4");
        assert_ne!(random.id(), random.id());
    }
}
