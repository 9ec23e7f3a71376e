//! Schemas of forms: how the members of a form are written.

use super::definition::{AdditionalMembers, Kind, Schema};

/// The maximum depth of nested alternatives.
const MAX_DEPTH: usize = 16;

/// The notation of a member of a form.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'s> {
    /// A file: raw bytes.
    File,
    /// One text: a string, a number, a boolean.
    Text,
    /// A list, whose items all have the name of the list.
    List(&'s Schema),
    /// An object, or a value that may be one: JSON, or a field per member.
    Object,
    /// Any value: JSON if the sender declares it, text otherwise.
    Any,
}

impl Schema {
    /// The schema of a member of an object; of alternatives, the first that has one. `None` if the
    /// schema does not mention the member.
    pub fn member(&self, name: &str) -> Option<&Schema> {
        self.member_within(name, MAX_DEPTH)
    }

    /// Returns whether the object has a property of this name.
    pub fn names(&self, name: &str) -> bool {
        matches!(self.resolve().kind, Kind::Object(members) if members.property(name).is_some())
    }

    /// The property whose value is an object with a property of this name, or a map, if this object has no
    /// such member: an object that is written as its members (`style: form`, `explode: true`).
    pub fn flattened(&self, name: &str) -> Option<&'static str> {
        let Kind::Object(members) = self.resolve().kind else {
            return None;
        };
        if members.property(name).is_some() {
            return None;
        }
        let objects = || members.properties.iter();
        let named = objects().find(|(_, schema)| schema.names(name));
        let map = || {
            let is_free = !matches!(members.additional, AdditionalMembers::Typed(_));
            objects().find(|(_, schema)| is_free && schema.is_map())
        };
        named.or_else(map).map(|(object, _)| *object)
    }

    /// Returns whether the schema is an object whose members all have one type, whatever their names.
    fn is_map(&self) -> bool {
        let kind = self.resolve().kind;
        matches!(kind, Kind::Object(members) if members.properties.is_empty()
            && matches!(members.additional, AdditionalMembers::Typed(_)))
    }

    /// The notation of the value in a form.
    pub fn shape(&self) -> Shape<'_> {
        match &self.resolve().kind {
            Kind::Any => Shape::Any,
            Kind::String(text) if text.format == Some("binary") => Shape::File,
            Kind::Null | Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::String(_) => {
                Shape::Text
            }
            Kind::Array(items) => Shape::List(items.item),
            Kind::Object(_) | Kind::Tagged { .. } | Kind::AllOf(_) => Shape::Object,
            Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas) => {
                let is_text = |schema: &Schema| {
                    matches!(
                        schema.resolve().kind,
                        Kind::Null
                            | Kind::Boolean
                            | Kind::Integer(_)
                            | Kind::Number(_)
                            | Kind::String(_)
                    )
                };
                if schemas.iter().all(is_text) {
                    Shape::Text
                } else {
                    Shape::Any
                }
            }
            // A cycle of references allows no value.
            Kind::Reference(_) => Shape::Text,
        }
    }

    fn member_within(&self, name: &str, depth: usize) -> Option<&Schema> {
        let depth = depth.checked_sub(1)?;
        match &self.resolve().kind {
            Kind::Object(members) => members.property(name).or(match members.additional {
                AdditionalMembers::Typed(schema) => Some(schema),
                AdditionalMembers::Any | AdditionalMembers::Refused => None,
            }),
            Kind::AnyOf(schemas) | Kind::ExactlyOneOf(schemas) | Kind::AllOf(schemas) => schemas
                .iter()
                .find_map(|schema| schema.member_within(name, depth)),
            Kind::Tagged { variants, .. } => variants
                .iter()
                .find_map(|(_, schema)| schema.member_within(name, depth)),
            _ => None,
        }
    }
}
