//! Objects: the base of the two serde impls of a generated struct.
//!
//! serde's derive writes a visitor, a field enum and its visitor for every struct, which is most of
//! the compile time of a large model. Here the visitor is shared: a struct brings one `match` over
//! its wire names ([`Object::read`]) and one list of its fields ([`Writer`]).
//!
//! Reading is lenient in what servers are known to do: members come in any order, the last of two
//! with the same key counts, and `null` for an optional field is the same as its absence. If the
//! document allows that `null`, it is kept with the additional members, so that it is written
//! again.

mod writer;

pub use serde::de::MapAccess;
pub use writer::{Members, Writer};

use crate::Additional;
use crate::integer::{Integer, Lenient};
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A struct that is read from a JSON object.
pub trait Object<'de>: Sized {
    /// The name of the type, for the message about a value that is not an object.
    const NAME: &'static str;

    /// Reads the fields, in the order of the input.
    fn read<A: MapAccess<'de>>(fields: Fields<'de, A>) -> Result<Self, A::Error>;
}

/// Decodes an object. This is the whole body of a generated `Deserialize`.
pub fn deserialize<'de, T: Object<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Returns the value of a required field. Fails if its key was absent or had `null`.
pub fn required<T, E: de::Error>(slot: Option<T>, wire_name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(wire_name))
}

/// The members of an object that is being read. Each [`next`](Self::next) must be followed by
/// exactly one of the other methods, which reads the value of the member.
pub struct Fields<'de, A> {
    map: A,
    input: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    /// The key of the next member; `None` after the last one.
    // Not an iterator: the value of the member is still to be read from the same input.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Key<'de>>, A::Error> {
        self.map.next_key_seed(KeySeed)
    }

    /// Reads the member's value into a field.
    pub fn read<T: Deserialize<'de>>(&mut self, slot: &mut T) -> Result<(), A::Error> {
        *slot = self.map.next_value()?;
        Ok(())
    }

    /// Reads the member's value into a field that holds integers, in any notation: `1.0` is one
    /// too.
    pub fn read_integer<T: Integer>(&mut self, slot: &mut T) -> Result<(), A::Error> {
        let Lenient(value) = self.map.next_value()?;
        *slot = value;
        Ok(())
    }

    /// Reads the value of a member that may be absent and may be `null`. The field is `None` for
    /// both. A `null` is kept in `additional`, and is written again unless the field is set.
    pub fn read_nullable<T: Deserialize<'de>>(
        &mut self,
        slot: &mut Option<T>,
        key: Key<'de>,
        additional: &mut Additional,
    ) -> Result<(), A::Error> {
        *slot = self.map.next_value()?;
        if slot.is_none() {
            additional.insert(key, serde_json::Value::Null);
        }
        Ok(())
    }

    /// Like [`read_nullable`](Self::read_nullable), for a field that holds integers.
    pub fn read_nullable_integer<T: Integer>(
        &mut self,
        slot: &mut Option<T>,
        key: Key<'de>,
        additional: &mut Additional,
    ) -> Result<(), A::Error> {
        self.read_integer(slot)?;
        if slot.is_none() {
            additional.insert(key, serde_json::Value::Null);
        }
        Ok(())
    }

    /// Keeps a member that no field names.
    pub fn keep(&mut self, key: Key<'de>, additional: &mut Additional) -> Result<(), A::Error> {
        let value: serde_json::Value = self.map.next_value()?;
        additional.insert(key, value);
        Ok(())
    }

    /// Keeps a member that no field names, if the document has a schema for such members.
    pub fn keep_typed<T: Deserialize<'de>>(
        &mut self,
        key: Key<'de>,
        additional: &mut BTreeMap<String, T>,
    ) -> Result<(), A::Error> {
        let value = self.map.next_value()?;
        additional.insert(key.into(), value);
        Ok(())
    }

    /// Like [`keep_typed`](Self::keep_typed), for members that are integers.
    pub fn keep_integer<T: Integer>(
        &mut self,
        key: Key<'de>,
        additional: &mut BTreeMap<String, T>,
    ) -> Result<(), A::Error> {
        let Lenient(value) = self.map.next_value()?;
        additional.insert(key.into(), value);
        Ok(())
    }

    /// Drops a member that no field names.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }
}

impl<A> fmt::Debug for Fields<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fields")
    }
}

/// The key of a member, borrowed from the input unless it has escapes there.
#[derive(Clone, Debug)]
pub struct Key<'de>(KeyText<'de>);

#[derive(Clone, Debug)]
enum KeyText<'de> {
    Borrowed(&'de str),
    Owned(String),
}

impl Key<'_> {
    /// The key without escapes.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            KeyText::Borrowed(text) => text,
            KeyText::Owned(text) => text,
        }
    }
}

impl From<Key<'_>> for String {
    fn from(key: Key<'_>) -> Self {
        match key.0 {
            KeyText::Borrowed(text) => text.to_owned(),
            KeyText::Owned(text) => text,
        }
    }
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(KeyText::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Key<'de>, E> {
        Ok(Key(KeyText::Owned(text.to_owned())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Key<'de>, E> {
        Ok(Key(KeyText::Owned(text)))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object, {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Fields {
            map,
            input: PhantomData,
        })
    }
}
