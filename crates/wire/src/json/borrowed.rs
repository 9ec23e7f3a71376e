//! A JSON value whose strings are borrowed from its text.

use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// A JSON value whose strings are borrowed from its text.
///
/// [`Schema`](crate::Schema)s check this type. In a [`Value`], every string and key is an
/// allocation and every object a hash table. Here, only strings with escapes are copied, and an
/// object is a list. Parsing and checking the body of a request takes a third of the time that way.
#[derive(Clone, Debug)]
pub enum Borrowed<'t> {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, without escapes.
    String(Cow<'t, str>),
    /// A list.
    Array(Vec<Self>),
    /// An object: keys without escapes, in the order of the text.
    Object(Vec<Member<'t>>),
}

/// A member of an object: its key and its value.
pub type Member<'t> = (Cow<'t, str>, Borrowed<'t>);

impl<'t> From<&'t Value> for Borrowed<'t> {
    fn from(value: &'t Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::String(text.into()),
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(map) => {
                let members = map.iter();
                Self::Object(
                    members
                        .map(|(key, value)| (key.into(), value.into()))
                        .collect(),
                )
            }
        }
    }
}

/// Of members with the same key, the last one is kept.
impl From<Borrowed<'_>> for Value {
    fn from(value: Borrowed<'_>) -> Self {
        match value {
            Borrowed::Null => Self::Null,
            Borrowed::Bool(value) => Self::Bool(value),
            Borrowed::Number(number) => Self::Number(number),
            Borrowed::String(text) => Self::String(text.into_owned()),
            Borrowed::Array(items) => items.into_iter().map(Self::from).collect(),
            Borrowed::Object(members) => {
                let members = members.into_iter();
                let members = members.map(|(key, value)| (key.into_owned(), value.into()));
                Self::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}
