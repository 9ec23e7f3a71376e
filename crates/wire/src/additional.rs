//! Additional members: those of an object that its document does not name.

use crate::json::{Map, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::hash::{Hash, Hasher};

/// Members that no field names, verbatim and in the order of the input.
///
/// Two are equal if they have the same members in any order. An empty one takes one word and no
/// allocation, since most objects have none.
#[derive(Clone, Default)]
pub struct Additional(Option<Box<Map<String, Value>>>);

impl Additional {
    /// No members.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The member with this key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.as_ref()?.get(key)
    }

    /// Adds a member, and returns the value that the key had before.
    ///
    /// If a field of the same object has this key, the member is written only if the field is not.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0
            .get_or_insert_default()
            .insert(key.into(), value.into())
    }

    /// Removes the member with this key; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.as_mut()?.shift_remove(key)
    }

    /// Returns whether there is a member with this key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The number of members.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |map| map.len())
    }

    /// Returns whether there are no members.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members, in the order of the input.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.0.as_ref().map(|map| map.iter()))
    }
}

impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => self.is_empty() && other.is_empty(),
        }
    }
}

impl Eq for Additional {}

/// Hashes the number of members only, since equal ones may have any order.
impl Hash for Additional {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
    }
}

impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl From<Map<String, Value>> for Additional {
    fn from(map: Map<String, Value>) -> Self {
        Self((!map.is_empty()).then(|| Box::new(map)))
    }
}

impl From<Additional> for Map<String, Value> {
    fn from(additional: Additional) -> Self {
        additional.0.map(|map| *map).unwrap_or_default()
    }
}

impl<K: Into<String>, V: Into<Value>> Extend<(K, V)> for Additional {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, members: I) {
        for (key, value) in members {
            self.insert(key, value);
        }
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Additional {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let mut additional = Self::new();
        additional.extend(members);
        additional
    }
}

impl<'a> IntoIterator for &'a Additional {
    type Item = (&'a String, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<'de> Deserialize<'de> for Additional {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for Additional {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

/// An iterator over the members of an [`Additional`], in the order of the input.
#[derive(Clone, Debug)]
pub struct Iter<'a>(Option<serde_json::map::Iter<'a>>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a String, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.as_mut()?.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.0.as_ref().map_or(0, ExactSizeIterator::len);
        (len, Some(len))
    }
}

impl ExactSizeIterator for Iter<'_> {}
