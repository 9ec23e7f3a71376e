//! Writing an object field by field.

use crate::{Additional, Patch};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// Writes an object: one call per field, and [`end`](Self::end).
///
/// The first error is kept, and nothing is written after it, so that only `end` can fail.
///
/// Additional members come after the fields. One with the key of a field is written only if the
/// field is not: an object never has a key twice.
#[derive(Debug)]
#[must_use = "an object is written when `end` is called"]
pub struct Writer<'a, S: Serializer, M: Members + ?Sized = ()> {
    /// The object so far, or the error that ended it.
    map: Result<S::SerializeMap, S::Error>,
    /// The members that no field names; written last.
    additional: &'a M,
    /// Keys of `additional` that a field has written already. Nearly always empty, so that it
    /// allocates nothing: only a program can put the key of a field there.
    written_keys: Vec<&'static str>,
}

impl<S: Serializer> Writer<'static, S> {
    /// Begins an object of fields only.
    pub fn new(serializer: S) -> Self {
        Self::with(serializer, &())
    }
}

impl<'a, S: Serializer, M: Members> Writer<'a, S, M> {
    /// Begins an object of fields and, after them, additional members.
    pub fn with(serializer: S, additional: &'a M) -> Self {
        Self {
            map: serializer.serialize_map(None),
            additional,
            written_keys: Vec::new(),
        }
    }

    /// Writes a field that is always present.
    pub fn required<T: Serialize + ?Sized>(mut self, key: &'static str, value: &T) -> Self {
        if let Ok(map) = &mut self.map {
            match map.serialize_entry(key, value) {
                Ok(()) if self.additional.has(key) => self.written_keys.push(key),
                Ok(()) => {}
                Err(error) => self.map = Err(error),
            }
        }
        self
    }

    /// Writes a field, or omits it for `None`.
    pub fn optional<T: Serialize>(self, key: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required(key, value),
            None => self,
        }
    }

    /// Writes a field whose key is always present, with `null` for `None`.
    pub fn nullable<T: Serialize>(self, key: &'static str, value: &Option<T>) -> Self {
        self.required(key, value)
    }

    /// Writes a field of an update: omits it, or writes `null` or the value.
    pub fn patch<T: Serialize>(self, key: &'static str, value: &Patch<T>) -> Self {
        match value {
            Patch::Keep => self,
            Patch::Clear => self.required(key, &()),
            Patch::Set(value) => self.required(key, value),
        }
    }

    /// Writes the additional members and ends the object. Fails with the first error.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        let mut map = self.map?;
        self.additional.write(&self.written_keys, &mut map)?;
        map.end()
    }
}

/// Additional members for a [`Writer`]: an [`Additional`], a map of one type, or none.
pub trait Members {
    /// Returns whether there is a member with this key.
    fn has(&self, key: &str) -> bool;

    /// Writes the members except those with these keys.
    fn write<W: SerializeMap>(&self, except: &[&str], map: &mut W) -> Result<(), W::Error>;
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
    // Called once per field, and nearly always empty.
    #[inline]
    fn has(&self, key: &str) -> bool {
        !self.is_empty() && self.contains_key(key)
    }

    fn write<W: SerializeMap>(&self, except: &[&str], map: &mut W) -> Result<(), W::Error> {
        write_members(self, except, map)
    }
}

impl<T: Serialize> Members for BTreeMap<String, T> {
    fn has(&self, key: &str) -> bool {
        self.contains_key(key)
    }

    fn write<W: SerializeMap>(&self, except: &[&str], map: &mut W) -> Result<(), W::Error> {
        write_members(self, except, map)
    }
}

/// The members of both, which must have no key in common.
impl<A: Members, B: Members> Members for (&A, &B) {
    fn has(&self, key: &str) -> bool {
        self.0.has(key) || self.1.has(key)
    }

    fn write<W: SerializeMap>(&self, except: &[&str], map: &mut W) -> Result<(), W::Error> {
        self.0.write(except, map)?;
        self.1.write(except, map)
    }
}

fn write_members<'a, T: Serialize + 'a, W: SerializeMap>(
    members: impl IntoIterator<Item = (&'a String, &'a T)>,
    except: &[&str],
    map: &mut W,
) -> Result<(), W::Error> {
    members
        .into_iter()
        .filter(|(key, _)| !except.contains(&key.as_str()))
        .try_for_each(|(key, value)| map.serialize_entry(key, value))
}
