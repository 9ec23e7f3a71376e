//! Equal items in a list.

use crate::json::{Borrowed, Value};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// The depth to which a value is hashed. Values that differ further down are distinguished by
/// comparison.
const MAX_DEPTH: usize = 16;

/// Returns the indexes of the first two equal items. Items are compared by hash first, so that a
/// long list takes linear time.
pub(super) fn find_equal(items: &[Borrowed<'_>]) -> Option<(usize, usize)> {
    let state = RandomState::new();
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let same_hash = seen.entry(hash(item, &state, 0)).or_default();
        let mut same_hash_items = same_hash
            .iter()
            .filter_map(|at| Some((*at, items.get(*at)?)));
        if let Some((first, _)) = same_hash_items.find(|(_, other)| are_equal(other, item)) {
            return Some((first, index));
        }
        same_hash.push(index);
    }
    None
}

/// Returns whether two values are equal, with members in any order. It is called for items of the
/// same hash only, which are nearly always equal.
fn are_equal(left: &Borrowed<'_>, right: &Borrowed<'_>) -> bool {
    Value::from(left.clone()) == Value::from(right.clone())
}

/// Hashes a value; the order of members does not matter.
fn hash(value: &Borrowed<'_>, state: &RandomState, depth: usize) -> u64 {
    let mut hasher = state.build_hasher();
    match value {
        _ if depth >= MAX_DEPTH => {}
        Borrowed::Null => 0.hash(&mut hasher),
        Borrowed::Bool(value) => value.hash(&mut hasher),
        Borrowed::Number(number) => number.hash(&mut hasher),
        Borrowed::String(text) => text.hash(&mut hasher),
        Borrowed::Array(items) => {
            for item in items {
                hash(item, state, depth + 1).hash(&mut hasher);
            }
        }
        Borrowed::Object(map) => {
            let members = map
                .iter()
                .map(|(key, value)| state.hash_one((key, hash(value, state, depth + 1))));
            members.fold(0, u64::wrapping_add).hash(&mut hasher);
        }
    }
    hasher.finish()
}
