//! Values of parameters, which are text until a schema gives them types.

use super::definition::{AdditionalMembers, Kind, Schema};
use super::{Code, Mode, Violation};
use crate::json;
use crate::pointer;
use crate::style;
use serde_json::{Map, Value};

/// The maximum depth of nested values and alternatives.
const MAX_DEPTH: usize = 16;

/// The notation that the values of a parameter have in a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// One text.
    Single,
    /// Items.
    List,
    /// Members.
    Object,
    /// One text or items: the number of texts decides.
    Any,
}

impl Schema {
    /// The notation of the values that the schema allows.
    pub fn arity(&self) -> Arity {
        self.arity_within(MAX_DEPTH)
    }

    fn arity_within(&self, depth: usize) -> Arity {
        let Some(depth) = depth.checked_sub(1) else {
            return Arity::Single;
        };
        match self.resolve().kind {
            Kind::Array(_) => Arity::List,
            Kind::Object(_) | Kind::Tagged { .. } => Arity::Object,
            Kind::Any => Arity::Any,
            Kind::AllOf(schemas) => {
                let mut arities = schemas.iter().map(|schema| schema.arity_within(depth));
                arities
                    .find(|arity| *arity != Arity::Any)
                    .unwrap_or(Arity::Any)
            }
            Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas) => {
                let values = schemas
                    .iter()
                    .filter(|schema| !matches!(schema.resolve().kind, Kind::Null));
                let mut arities = values.map(|schema| schema.arity_within(depth));
                let first = arities.next().unwrap_or(Arity::Single);
                if arities.all(|arity| arity == first) {
                    first
                } else {
                    Arity::Any
                }
            }
            _ => Arity::Single,
        }
    }

    /// Returns whether an object may have a member of this name.
    pub fn takes_member(&self, name: &str) -> bool {
        self.takes_member_within(name, MAX_DEPTH)
    }

    fn takes_member_within(&self, name: &str, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match &self.resolve().kind {
            Kind::Object(members) => {
                members.property(name).is_some()
                    || !matches!(members.additional, AdditionalMembers::Refused)
            }
            Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas) | Kind::AllOf(schemas) => schemas
                .iter()
                .any(|schema| schema.takes_member_within(name, depth)),
            Kind::Tagged { variants, .. } => variants
                .iter()
                .any(|(_, schema)| schema.takes_member_within(name, depth)),
            _ => false,
        }
    }

    /// Gives the texts of a parameter the types of the schema, so that parameters can be checked like bodies.
    ///
    /// A text where a list is expected is its only item, and an empty one the empty list: within an object
    /// the two have the same notation. Of alternatives, the first counts that can be read and that allows
    /// the result. Fails if a text cannot be a value of its kind. Bounds are left to [`Schema::check`].
    pub fn type_parameter(&self, value: &style::Value) -> Result<Value, Violation> {
        self.type_within(value, "", MAX_DEPTH)
    }

    fn type_within(
        &self,
        value: &style::Value,
        place: &str,
        depth: usize,
    ) -> Result<Value, Violation> {
        let depth = depth.checked_sub(1).ok_or_else(|| self.unreadable(place))?;
        match (&self.resolve().kind, value) {
            (_, style::Value::Null) => Ok(Value::Null),
            (Kind::Any, value) => Ok(untyped(value)),
            (Kind::Array(items), value) => {
                let Some(values) = items_of(value) else {
                    return Err(self.unreadable(place));
                };
                let items = values.into_iter().enumerate().map(|(index, value)| {
                    items
                        .item
                        .type_within(value, &format!("{place}/{index}"), depth)
                });
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            (Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas), value) => {
                let mut values = schemas.iter().filter_map(|schema| {
                    let value = schema.type_within(value, place, depth).ok()?;
                    schema
                        .check(&value, Mode::Request)
                        .is_empty()
                        .then_some(value)
                });
                values.next().ok_or_else(|| self.unreadable(place))
            }
            (
                Kind::Object(_) | Kind::Tagged { .. } | Kind::AllOf(_),
                style::Value::Object(members),
            ) => self.type_members(members, place, depth),
            (Kind::AllOf(schemas), value) => match schemas.first() {
                Some(first) => first.type_within(value, place, depth),
                None => Ok(untyped(value)),
            },
            (Kind::Object(_) | Kind::Tagged { .. }, style::Value::Scalar(text))
                if text.is_empty() =>
            {
                Ok(Value::Object(Map::new()))
            }
            (Kind::Object(_) | Kind::Tagged { .. }, style::Value::Scalar(text)) => {
                let object = json::from_str(text).ok().filter(Value::is_object);
                object.ok_or_else(|| self.unreadable(place))
            }
            (_, style::Value::Scalar(text) | style::Value::Literal(text)) => {
                self.parse_text(text).map_err(|violation| Violation {
                    pointer: place.to_owned() + &violation.pointer,
                    ..violation
                })
            }
            _ => Err(self.unreadable(place)),
        }
    }

    fn type_members(
        &self,
        members: &[(String, style::Value)],
        place: &str,
        depth: usize,
    ) -> Result<Value, Violation> {
        let mut object = Map::new();
        for (name, value) in members {
            let place = pointer::join(place, name);
            let value = match self.member(name) {
                Some(schema) => schema.type_within(value, &place, depth)?,
                None => untyped(value),
            };
            object.insert(name.clone(), value);
        }
        Ok(Value::Object(object))
    }

    fn unreadable(&self, place: &str) -> Violation {
        Violation::new(place, Code::Type, self.must_be(self.describe_kind()))
    }
}

/// The items of a list: written as such, as a single text, or by index.
fn items_of(value: &style::Value) -> Option<Vec<&style::Value>> {
    match value {
        style::Value::List(items) => Some(items.iter().collect()),
        style::Value::Scalar(text) if text.is_empty() => Some(Vec::new()),
        style::Value::Scalar(_) | style::Value::Literal(_) => Some(vec![value]),
        style::Value::Object(members) => members
            .iter()
            .map(|(key, value)| key.parse::<usize>().is_ok().then_some(value))
            .collect(),
        _ => None,
    }
}

/// A value whose texts stay text.
fn untyped(value: &style::Value) -> Value {
    match value {
        style::Value::Scalar(text) | style::Value::Literal(text) => Value::from(text.as_str()),
        style::Value::List(items) => items.iter().map(untyped).collect(),
        style::Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), untyped(value)));
            Value::Object(members.collect())
        }
        style::Value::Null | style::Value::File(_) => Value::Null,
    }
}
