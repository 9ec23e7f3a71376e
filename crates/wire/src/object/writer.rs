//! Writing an object, field by field.

use crate::{Additional, Patch};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// Writes an object: one call a field, and [`end`](Self::end).
///
/// The first error is kept, and what follows it is not written; so a chain of calls has one place
/// where it can fail.
///
/// Members that no field names come after the fields. One that has the key of a field is written
/// only if the field is not: an object never has a key twice.
#[derive(Debug)]
#[must_use = "an object is written when `end` is called"]
pub struct Writer<'a, S: Serializer, M: Members + ?Sized = ()> {
    /// The object so far, or why it could not be written.
    map: Result<S::SerializeMap, S::Error>,
    /// What no field names; written last.
    additional: &'a M,
    /// Keys of `additional` that a field has written already. Empty but for a program that puts
    /// a field's key there itself, so it allocates nothing.
    taken: Vec<&'static str>,
}

impl<S: Serializer> Writer<'static, S> {
    /// Begins an object that has fields alone.
    pub fn new(serializer: S) -> Self {
        Self::with(serializer, &())
    }
}

impl<'a, S: Serializer, M: Members> Writer<'a, S, M> {
    /// Begins an object that has fields and, after them, members that no field names.
    pub fn with(serializer: S, additional: &'a M) -> Self {
        Self {
            map: serializer.serialize_map(None),
            additional,
            taken: Vec::new(),
        }
    }

    /// Writes a field that is always there.
    pub fn required<T: Serialize + ?Sized>(mut self, key: &'static str, value: &T) -> Self {
        if let Ok(map) = &mut self.map {
            match map.serialize_entry(key, value) {
                Ok(()) if self.additional.has(key) => self.taken.push(key),
                Ok(()) => {}
                Err(error) => self.map = Err(error),
            }
        }
        self
    }

    /// Writes a field, or leaves it out.
    pub fn optional<T: Serialize>(self, key: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required(key, value),
            None => self,
        }
    }

    /// Writes a field whose key must be there, with `null` for `None`.
    pub fn nullable<T: Serialize>(self, key: &'static str, value: &Option<T>) -> Self {
        self.required(key, value)
    }

    /// Writes a field of an update: nothing, `null` or the value.
    pub fn patch<T: Serialize>(self, key: &'static str, value: &Patch<T>) -> Self {
        match value {
            Patch::Keep => self,
            Patch::Clear => self.required(key, &()),
            Patch::Set(value) => self.required(key, value),
        }
    }

    /// Writes the members that no field names and closes the object. Fails with the first error.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        let mut map = self.map?;
        self.additional.write(&self.taken, &mut map)?;
        map.end()
    }
}

/// Members that no field names, for a [`Writer`]: [`Additional`], a map of one type, or none.
pub trait Members {
    /// Whether there is a member with this key.
    fn has(&self, key: &str) -> bool;

    /// Writes the members, but not those whose keys are taken.
    fn write<W: SerializeMap>(&self, taken: &[&str], map: &mut W) -> Result<(), W::Error>;
}

impl Members for () {
    fn has(&self, _: &str) -> bool {
        false
    }

    fn write<W: SerializeMap>(&self, _: &[&str], _: &mut W) -> Result<(), W::Error> {
        Ok(())
    }
}

impl Members for Additional {
    // Asked once a field, and nearly always empty.
    #[inline]
    fn has(&self, key: &str) -> bool {
        !self.is_empty() && self.contains_key(key)
    }

    fn write<W: SerializeMap>(&self, taken: &[&str], map: &mut W) -> Result<(), W::Error> {
        write_members(self, taken, map)
    }
}

impl<T: Serialize> Members for BTreeMap<String, T> {
    fn has(&self, key: &str) -> bool {
        self.contains_key(key)
    }

    fn write<W: SerializeMap>(&self, taken: &[&str], map: &mut W) -> Result<(), W::Error> {
        write_members(self, taken, map)
    }
}

/// The members of both, which have no key in common.
impl<A: Members, B: Members> Members for (&A, &B) {
    fn has(&self, key: &str) -> bool {
        self.0.has(key) || self.1.has(key)
    }

    fn write<W: SerializeMap>(&self, taken: &[&str], map: &mut W) -> Result<(), W::Error> {
        self.0.write(taken, map)?;
        self.1.write(taken, map)
    }
}

fn write_members<'a, T: Serialize + 'a, W: SerializeMap>(
    members: impl IntoIterator<Item = (&'a String, &'a T)>,
    taken: &[&str],
    map: &mut W,
) -> Result<(), W::Error> {
    members
        .into_iter()
        .filter(|(key, _)| !taken.contains(&key.as_str()))
        .try_for_each(|(key, value)| map.serialize_entry(key, value))
}
