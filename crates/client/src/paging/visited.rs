//! The pages of a list that were requested, so that none is requested twice.

use http::Uri;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// The hashes of addresses, eight bytes each, so that a list of a million pages takes a few megabytes.
///
/// A collision of two addresses would end a list early. With hashes of 64 bits under a random key that
/// is not to be expected within the pages that anybody reads.
#[derive(Debug, Default)]
pub(super) struct Visited {
    hasher: RandomState,
    seen: HashSet<u64>,
}

impl Visited {
    /// Adds an address; `false` if it was there already.
    pub(super) fn insert(&mut self, address: &Uri) -> bool {
        self.seen.insert(self.hasher.hash_one(address))
    }

    /// The number of addresses.
    pub(super) fn len(&self) -> usize {
        self.seen.len()
    }
}
