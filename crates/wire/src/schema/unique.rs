//! Equal items in a list.

use crate::json::{Borrowed, Value};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// How deep a value is looked into for its hash. What lies deeper is told apart by comparing.
const MAX_DEPTH: usize = 16;

/// The indices of the first two items that are equal, by hash and then by value, so that a long
/// list costs no more than reading it.
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

/// Whether two values are the same, their members in any order. It is asked of items with the same
/// hash only, which is nearly always for the last time.
fn are_equal(one: &Borrowed<'_>, other: &Borrowed<'_>) -> bool {
    Value::from(one.clone()) == Value::from(other.clone())
}

/// A hash that equal values share: the members of an object count in any order.
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
