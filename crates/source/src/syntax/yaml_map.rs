//! A YAML mapping while it is being read.

use super::outline::MERGE;
use serde_json::map::Entry;
use serde_json::{Map, Value};

/// The members so far, and the key that waits for its value.
#[derive(Default)]
pub(super) struct OpenMap {
    members: Map<String, Value>,
    key: Option<String>,
    /// What stands at the key `<<`: members for which the mapping has none of its own.
    merged: Vec<Value>,
    /// How many keys there were, equal ones counted apart.
    pub keys: usize,
}

impl OpenMap {
    /// Whether the next scalar is a key.
    pub(super) fn wants_key(&self) -> bool {
        self.key.is_none()
    }

    pub(super) fn set_key(&mut self, key: String) {
        self.keys += 1;
        self.key = Some(key);
    }

    /// Puts a value at the key that waits for one. The first of two equal keys stays; `false` says
    /// that this was not the first.
    pub(super) fn put(&mut self, value: Value) -> bool {
        let key = self.key.take().unwrap_or_default();
        if key == MERGE && is_mergeable(&value) {
            self.merged.push(value);
            return true;
        }
        match self.members.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// The finished mapping.
    pub(super) fn finish(mut self) -> Value {
        for (key, value) in self.merged.into_iter().flat_map(members_of) {
            self.members.entry(key).or_insert(value);
        }
        Value::Object(self.members)
    }
}

/// Whether a value can stand at the key `<<`: a mapping, or a list of mappings.
fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(Value::is_object),
        value => value.is_object(),
    }
}

/// The members of a mapping, or of each mapping of a list; the first of two equal keys counts.
fn members_of(value: Value) -> Vec<(String, Value)> {
    match value {
        Value::Object(members) => members.into_iter().collect(),
        Value::Array(items) => items.into_iter().flat_map(members_of).collect(),
        _ => Vec::new(),
    }
}
