//! The pages of one list that were asked for, so that none is asked for twice.

use http::Uri;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Hashes of addresses, eight bytes for each: a list of a million pages is known by a few megabytes.
///
/// Two addresses of one hash would end a list early; with 64 bits under a key of the process that
/// takes more pages than anybody reads.
#[derive(Debug, Default)]
pub(super) struct Visited {
    hasher: RandomState,
    seen: HashSet<u64>,
}

impl Visited {
    /// Notes an address; `false` where it was there before.
    pub(super) fn insert(&mut self, address: &Uri) -> bool {
        self.seen.insert(self.hasher.hash_one(address))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.seen.len()
    }
}
