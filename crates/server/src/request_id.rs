//! The id of a request, which callers quote and operators search for.

use graphwright_wire::Uuid;
use http::HeaderValue;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// The id that the runtime assigned to a request, which is sent in the header `request-id`.
///
/// It has the format of a version 4 UUID and is unique, also across restarts. It is derived from a
/// counter and a random start, which is fast; it is not secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(Uuid);

impl RequestId {
    /// Generates an id.
    pub(crate) fn generate() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        static START: OnceLock<[u64; 2]> = OnceLock::new();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        // The standard library takes the keys of its hasher from the system's randomness.
        let [high, low] =
            START.get_or_init(|| [0u8, 1].map(|half| RandomState::new().hash_one(half)));
        let bits = u128::from(mix(high.wrapping_add(count))) << 64
            | u128::from(mix(low.wrapping_add(count)));
        Self(Uuid::from_u128(bits & !VERSION_AND_VARIANT | VERSION_4))
    }

    /// The id as a UUID.
    pub fn as_uuid(self) -> Uuid {
        self.0
    }

    /// The id as the value of a header. `None` cannot happen, since a UUID is hexadecimal.
    pub(crate) fn header(self) -> Option<HeaderValue> {
        let mut text = Uuid::encode_buffer();
        HeaderValue::from_str(self.0.hyphenated().encode_lower(&mut text)).ok()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The bits that RFC 9562 section 5.4 fixes.
const VERSION_AND_VARIANT: u128 = 0xf << 76 | 0b11 << 62;
/// The values of these bits.
const VERSION_4: u128 = 0x4 << 76 | 0b10 << 62;

/// Scrambles a number, injectively: the finaliser of `SplitMix64` (Steele, Lea, Flood 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::RequestId;
    use std::collections::HashSet;

    #[test]
    fn ids_differ_and_look_like_uuids() {
        let ids: HashSet<String> = (0..1000)
            .map(|_| RequestId::generate().to_string())
            .collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            assert_eq!(id.len(), 36);
            assert_eq!(&id[14..15], "4", "{id}");
            assert!("89ab".contains(&id[19..20]), "{id}");
        }
    }
}
