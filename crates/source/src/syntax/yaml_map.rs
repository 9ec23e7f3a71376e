//! A YAML mapping under construction.

use super::outline::MERGE;
use serde_json::map::Entry;
use serde_json::{Map, Value};

/// The members so far, and the key whose value comes next.
#[derive(Default)]
pub(super) struct OpenMap {
    members: Map<String, Value>,
    key: Option<String>,
    /// The values of the key `<<`: their members apply unless the mapping has its own.
    merged: Vec<Value>,
    /// The number of keys, counting equal ones separately.
    pub keys: usize,
}

impl OpenMap {
    /// Returns whether the next scalar is a key.
    pub(super) fn wants_key(&self) -> bool {
        self.key.is_none()
    }

    pub(super) fn set_key(&mut self, key: String) {
        self.keys += 1;
        self.key = Some(key);
    }

    /// Adds the value of the current key. The first of two equal keys is kept; returns `false` if this was not
    /// the first.
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

/// Returns whether a value can be merged: a mapping, or a list of mappings.
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
