//! Integers in JSON: `1.0` and `1e3` are integers too (JSON Schema Core 2020-12, section 4.2.3),
//! and languages with one type of number write them so.
//!
//! serde's own impls accept numbers without fraction and exponent only, so fields that hold
//! integers, and lists and maps of them, are read by the trait of this module.

use crate::Patch;
use crate::json::{Number, Value};
use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A type that is read from integers in any notation.
pub trait Integer: Sized {
    /// Decodes a value. Fails for a number with a fraction other than zero, and for one out of
    /// range.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Converts a float to the integer that it equals, if that is a signed one of 64 bits.
pub(crate) fn float_to_integer(float: f64) -> Option<i64> {
    /// 2^63, the first float beyond.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "without a fraction and in range, as the condition says"
    )]
    (float.fract() == 0.0 && (-BEYOND..BEYOND).contains(&float)).then_some(float as i64)
}

/// Converts a float that equals an integer; `None` for any other number.
pub(crate) fn without_fraction(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    float_to_integer(float).map(Number::from)
}

/// Converts a float that equals an integer, and returns any other value unchanged.
pub(crate) fn normalise_integer(value: Value) -> Value {
    match &value {
        Value::Number(number) => match without_fraction(number) {
            Some(integer) => Value::Number(integer),
            None => value,
        },
        _ => value,
    }
}

/// A value that is decoded by the rules of this module.
pub(crate) struct Lenient<T>(pub T);

impl<'de, T: Integer> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Integer for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_i64(IntegerVisitor(stringify!($ty), PhantomData))
            }
        }
    )*};
}

integers!(i32 i64 u64);

impl<T: Integer> Integer for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<Lenient<T>>::deserialize(deserializer)?;
        Ok(value.map(|Lenient(value)| value))
    }
}

impl<T: Integer> Integer for Patch<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::read(deserializer).map(Self::from)
    }
}

impl<T: Integer> Integer for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Lenient<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|Lenient(item)| item).collect())
    }
}

impl<T: Integer> Integer for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = BTreeMap::<String, Lenient<T>>::deserialize(deserializer)?;
        let members = members.into_iter();
        Ok(members.map(|(key, Lenient(value))| (key, value)).collect())
    }
}

/// Holds the name of the type, for messages.
struct IntegerVisitor<T>(&'static str, PhantomData<T>);

impl<T: TryFrom<i64> + TryFrom<u64>> Visitor<'_> for IntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        let integer = float_to_integer(value).and_then(|value| T::try_from(value).ok());
        integer.ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }
}
