//! What a form asks of a schema: which member is a list, which an object, which a file.

use super::definition::{AdditionalMembers, Kind, Schema};

/// How many alternatives may be inside one another.
const MAX_DEPTH: usize = 16;

/// How a member of a form is written.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'s> {
    /// Bytes as they are.
    File,
    /// One text: a string, a number, a boolean.
    Text,
    /// A list, whose items are all written under the list's name.
    List(&'s Schema),
    /// An object, or what may be one: JSON, or members of its own.
    Object,
    /// Anything, which is JSON where the sender says so and text otherwise.
    Any,
}

impl Schema {
    /// What is asked of a member of an object; of alternatives, the first that names it decides.
    /// `None` where nothing is said of it.
    pub fn member(&self, name: &str) -> Option<&Schema> {
        self.member_within(name, MAX_DEPTH)
    }

    /// Whether a member has a name of its own here, rather than being one of any others.
    pub fn names(&self, name: &str) -> bool {
        matches!(self.resolve().kind, Kind::Object(members) if members.property(name).is_some())
    }

    /// The property whose value is an object with a property of this name, where this object has
    /// none: an object that is written as its members (`style: form`, `explode: true`).
    pub fn flattened(&self, name: &str) -> Option<&'static str> {
        let Kind::Object(members) = self.resolve().kind else {
            return None;
        };
        if members.property(name).is_some() {
            return None;
        }
        let mut objects = members.properties.iter();
        let (object, _) = objects.find(|(_, schema)| schema.names(name))?;
        Some(object)
    }

    /// Whether nothing but objects is of this kind.
    pub fn is_object(&self) -> bool {
        self.is_object_within(MAX_DEPTH)
    }

    /// How a value of this kind is written in a form.
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
            // A cycle of references allows nothing.
            Kind::Reference(_) => Shape::Text,
        }
    }

    fn is_object_within(&self, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match self.resolve().kind {
            Kind::Object(_) | Kind::Tagged { .. } => true,
            Kind::AllOf(schemas) => schemas.iter().any(|schema| schema.is_object_within(depth)),
            _ => false,
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
