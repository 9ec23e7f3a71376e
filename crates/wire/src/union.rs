//! Unions: one value of several types, and a table that selects the type.
//!
//! A generated union is an enum, a small table and a `match`. A value is read once into JSON, the
//! table selects a variant, and the variant is decoded from that JSON. A value that fits no variant
//! is kept verbatim by the fallback variant, if the enum has one. Its content ([`Unlisted`]) can be
//! made by decoding only.
//!
//! # Generated code
//!
//! ```
//! use graphwright_wire::json::{Error, Value};
//! use graphwright_wire::union::{self, Dispatch, Union, Unlisted};
//! use serde::{Deserialize, Deserializer, Serialize, Serializer};
//! # use graphwright_wire::object::{self, Fields, MapAccess, Object, Writer};
//! # #[derive(Clone, Debug, PartialEq)]
//! # pub struct Cat { pub kind: String, pub lives: Option<i64> }
//! # impl<'de> Object<'de> for Cat {
//! #     const NAME: &'static str = "Cat";
//! #     fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
//! #         let (mut kind, mut lives) = (None, None);
//! #         while let Some(key) = fields.next()? {
//! #             match key.as_str() {
//! #                 "kind" => fields.read(&mut kind),
//! #                 "lives" => fields.read(&mut lives),
//! #                 _ => fields.skip(),
//! #             }?;
//! #         }
//! #         Ok(Self { kind: object::required(kind, "kind")?, lives })
//! #     }
//! # }
//! # impl<'de> Deserialize<'de> for Cat {
//! #     fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
//! #         object::deserialize(d)
//! #     }
//! # }
//! # impl Serialize for Cat {
//! #     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
//! #         Writer::new(serializer)
//! #             .required("kind", &self.kind)
//! #             .optional("lives", &self.lives)
//! #             .end()
//! #     }
//! # }
//! # type Dog = Cat;
//!
//! /// An animal.
//! #[derive(Clone, Debug, PartialEq)]
//! #[non_exhaustive]
//! pub enum Animal {
//!     /// `cat`.
//!     Cat(Cat),
//!
//!     /// `dog`.
//!     Dog(Dog),
//!
//!     /// A value that the document does not describe, verbatim.
//!     Unknown(Unlisted),
//! }
//!
//! impl Union for Animal {
//!     const NAME: &'static str = "Animal";
//!     const VARIANTS: &'static [&'static str] = &["Cat", "Dog"];
//!     const DISPATCH: Dispatch = Dispatch::Tag("kind", &[("cat", 0), ("dog", 1)]);
//!
//!     fn variant(index: usize, value: Value) -> Result<Self, Error> {
//!         match index {
//!             0 => union::decode(value).map(Self::Cat),
//!             _ => union::decode(value).map(Self::Dog),
//!         }
//!     }
//!
//!     fn unlisted(value: Unlisted) -> Option<Self> {
//!         Some(Self::Unknown(value))
//!     }
//! }
//!
//! impl<'de> Deserialize<'de> for Animal {
//!     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
//!         union::deserialize(deserializer)
//!     }
//! }
//!
//! impl Serialize for Animal {
//!     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
//!         match self {
//!             Self::Cat(value) => value.serialize(serializer),
//!             Self::Dog(value) => value.serialize(serializer),
//!             Self::Unknown(value) => value.serialize(serializer),
//!         }
//!     }
//! }
//!
//! let text = r#"{"kind":"axolotl","gills":6}"#;
//! let animal: Animal = graphwright_wire::json::from_str(text)?;
//! assert!(matches!(&animal, Animal::Unknown(value) if value.get()["gills"] == 6));
//! assert_eq!(graphwright_wire::json::to_string(&animal)?, text);
//! # Ok::<(), Error>(())
//! ```

use crate::integer::{float_to_integer, normalise_integer};
use crate::json::{Error, Value};
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer};
use serde::{Serialize, Serializer};
use std::fmt;

/// An enum whose variants hold one type each.
pub trait Union: Sized {
    /// The name of the type, for messages.
    const NAME: &'static str;

    /// The names of the variants, for messages. The indexes of [`DISPATCH`](Self::DISPATCH) refer
    /// to this list.
    const VARIANTS: &'static [&'static str];

    /// The rule that selects the variant of a value.
    const DISPATCH: Dispatch;

    /// Decodes the selected variant. The index is below the number of variants.
    fn variant(index: usize, value: Value) -> Result<Self, Error>;

    /// The fallback variant, which keeps a value that fits no other; `None` if there is none.
    fn unlisted(value: Unlisted) -> Option<Self>;
}

/// The rule that selects the variant of a value, with indexes of variants.
#[derive(Clone, Copy, Debug)]
pub enum Dispatch {
    /// By the string in the property of this name, the discriminator.
    Tag(&'static str, &'static [(&'static str, usize)]),
    /// By the first shape that the value matches.
    Shape(&'static [(Shape, usize)]),
    /// By decoding: the first variant that decodes, in order.
    Ordered,
}

/// The shape of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `null`.
    Null,
    /// A boolean.
    Bool,
    /// A number without a fraction other than zero.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// A list.
    Array,
    /// Any object.
    Object,
    /// An object with these keys, some with a constant value.
    ObjectWith(&'static [(&'static str, Option<Constant>)]),
}

/// The constant value of a key.
#[derive(Clone, Copy, Debug)]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

/// A value that the document does not describe, verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted(Value);

impl Unlisted {
    /// The value.
    pub const fn get(&self) -> &Value {
        &self.0
    }
}

impl Serialize for Unlisted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Decodes a union. This is the whole body of a generated `Deserialize`.
///
/// Fails if the selected variant does not decode, and if no variant fits and there is no fallback.
pub fn deserialize<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = normalise_integer(Value::deserialize(deserializer)?);
    match T::DISPATCH {
        Dispatch::Tag(property, tags) => decode_by_tag(property, tags, value),
        Dispatch::Shape(shapes) => decode_by_shape(shapes, value),
        Dispatch::Ordered => decode_in_order(value),
    }
}

/// Decodes the content of a variant.
pub fn decode<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    T::deserialize(value)
}

fn decode_by_tag<T: Union, E: de::Error>(
    property: &'static str,
    tags: &[(&str, usize)],
    value: Value,
) -> Result<T, E> {
    let tag = value.get(property).and_then(Value::as_str);
    let row = tags.iter().find(|(listed, _)| Some(*listed) == tag);
    match (row, tag) {
        (Some((_, index)), _) => decode_variant(*index, value),
        (None, Some(tag)) => {
            let message = format!(
                "`{property}` of {} is {tag:?}, which is not listed",
                T::NAME
            );
            fall_back(value, || message)
        }
        (None, None) => fall_back(value, || {
            format!(
                "{} has no string in `{property}`, which selects its type",
                T::NAME
            )
        }),
    }
}

fn decode_by_shape<T: Union, E: de::Error>(
    shapes: &[(Shape, usize)],
    value: Value,
) -> Result<T, E> {
    let row = shapes.iter().find(|(shape, _)| shape.matches(&value));
    if let Some((_, index)) = row {
        return decode_variant(*index, value);
    }
    let variants = T::VARIANTS.join(", ");
    fall_back(value, || {
        format!("{} has the shape of none of {variants}", T::NAME)
    })
}

fn decode_in_order<T: Union, E: de::Error>(value: Value) -> Result<T, E> {
    let mut reasons = Vec::new();
    for (index, name) in T::VARIANTS.iter().enumerate() {
        match T::variant(index, value.clone()) {
            Ok(variant) => return Ok(variant),
            Err(error) => reasons.push(format!("{name}: {error}")),
        }
    }
    fall_back(value, || {
        format!("{} decodes as no variant ({})", T::NAME, reasons.join("; "))
    })
}

fn decode_variant<T: Union, E: de::Error>(index: usize, value: Value) -> Result<T, E> {
    T::variant(index, value).map_err(|error| {
        let name = T::VARIANTS.get(index).unwrap_or(&"variant");
        E::custom(format_args!("{} as {name}: {error}", T::NAME))
    })
}

fn fall_back<T: Union, E: de::Error, M: fmt::Display>(
    value: Value,
    reason: impl FnOnce() -> M,
) -> Result<T, E> {
    T::unlisted(Unlisted(value)).ok_or_else(|| E::custom(reason()))
}

impl Shape {
    fn matches(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null)
            | (Self::Bool, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Array, Value::Array(_))
            | (Self::Object, Value::Object(_)) => true,
            (Self::Integer, Value::Number(number)) => !number.is_f64(),
            (Self::ObjectWith(keys), Value::Object(map)) => keys.iter().all(|(key, constant)| {
                let member = map.get(*key);
                member.is_some_and(|member| constant.is_none_or(|constant| constant.equals(member)))
            }),
            _ => false,
        }
    }
}

impl Constant {
    fn equals(self, value: &Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Integer(number) => {
                let integer = value
                    .as_i64()
                    .or_else(|| value.as_f64().and_then(float_to_integer));
                integer == Some(number)
            }
            Self::Bool(flag) => value.as_bool() == Some(flag),
        }
    }
}
