//! Enums on the wire, with the listed values of a document and, if open, a variant for any other.
//!
//! The content of that fallback variant ([`Unlisted`], [`UnlistedInteger`]) can be made by decoding
//! only. So a program cannot send an unlisted value by mistake, but it can send back one that it
//! received.

use crate::integer::float_to_integer;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An enum over strings that keeps values which the document does not list.
pub trait OpenEnum: Sized {
    /// The variant of a listed value.
    fn listed(value: &str) -> Option<Self>;

    /// The variant that keeps any other value.
    fn unlisted(value: Unlisted) -> Self;
}

/// An enum over integers that keeps values which the document does not list.
pub trait OpenIntegerEnum: Sized {
    /// The variant of a listed value.
    fn listed(value: i64) -> Option<Self>;

    /// The variant that keeps any other value.
    fn unlisted(value: UnlistedInteger) -> Self;
}

/// An enum over strings that has the listed values and no others.
pub trait ClosedEnum: Sized {
    /// The listed values, for the message about any other.
    const VALUES: &'static [&'static str];

    /// The variant of a listed value.
    fn listed(value: &str) -> Option<Self>;
}

/// A string that the document does not list, verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unlisted(Box<str>);

impl Unlisted {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An integer that the document does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnlistedInteger(i64);

impl UnlistedInteger {
    /// The value on the wire.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnlistedInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Decodes an open enum over strings. Listed values allocate nothing.
pub fn deserialize<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Open(PhantomData))
}

/// Decodes an open enum over integers.
///
/// Fails for integers beyond signed 64 bits, and for numbers with a fraction.
pub fn deserialize_integer<'de, T: OpenIntegerEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_i64(OpenInteger(PhantomData))
}

/// Decodes a closed enum over strings. Fails for an unlisted value, and names the listed ones.
pub fn deserialize_closed<'de, T: ClosedEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Closed(PhantomData))
}

struct Open<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for Open<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Ok(T::listed(value).unwrap_or_else(|| T::unlisted(Unlisted(value.into()))))
    }
}

struct OpenInteger<T>(PhantomData<T>);

impl<T: OpenIntegerEnum> Visitor<'_> for OpenInteger<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Ok(T::listed(value).unwrap_or_else(|| T::unlisted(UnlistedInteger(value))))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(E::invalid_value(
                de::Unexpected::Unsigned(value),
                &"a 64-bit integer",
            )),
        }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        match float_to_integer(value) {
            Some(value) => self.visit_i64(value),
            None => Err(E::invalid_type(de::Unexpected::Float(value), &self)),
        }
    }
}

struct Closed<T>(PhantomData<T>);

impl<T: ClosedEnum> Visitor<'_> for Closed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        T::listed(value).ok_or_else(|| E::unknown_variant(value, T::VALUES))
    }
}
