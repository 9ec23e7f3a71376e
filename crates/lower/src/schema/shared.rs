//! Inline schemas that are one type wherever they stand, and what they are known by.

use crate::draft::{Hint, Role};
use crate::naming;
use crate::reader::Node;
use graphwright_ir::TypeId;
use graphwright_source::openapi::keys;
use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};
use std::hash::{Hash, Hasher};

/// Inline schemas that are one type wherever they stand.
#[derive(Debug, Default)]
pub(crate) struct Shared<'a> {
    /// Enums, by their names and values.
    pub(super) enums: HashMap<EnumKey, TypeId>,
    /// Titled schemas, by everything that they say of their values.
    pub(super) titled: HashMap<Titled<'a>, Home>,
    /// The components whose bodies are still to be lowered.
    pub(super) unfilled: VecDeque<(TypeId, Node<'a>)>,
}

/// The type of all titled schemas that are equal.
#[derive(Clone, Debug)]
pub(super) enum Home {
    /// That of the component at a pointer, which may still be without one.
    Component(String),
    /// That of an inline schema.
    Type(TypeId),
}

/// The properties that inline enums must have in common to be one type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct EnumKey {
    /// The name of the property or of `x-ms-enum`.
    name: String,
    /// The values in order, behind the format.
    values: String,
}

impl EnumKey {
    /// The key of an inline list, by the name that the document gives it, if any; `None` where it has no name.
    pub(super) fn of(node: &Node<'_>, hint: &Hint<'_>, given: Option<&str>) -> Option<Self> {
        let name = match (given, &hint.role) {
            (Some(name), _) => format!("x-ms-enum {name}"),
            (None, Role::Property(name)) if hint.item => format!("{name}[]"),
            (None, Role::Property(name)) => (*name).to_owned(),
            _ => return None,
        };
        let open = if node.flag(keys::EXTENSIBLE) { "+" } else { "" };
        let form = node.str("format").unwrap_or("");
        Some(Self {
            name,
            values: format!("{open}{form}{}", node.value("enum")?),
        })
    }
}

/// Keywords about the place where a schema stands, and not about the values that it describes.
const OF_THE_PLACE: [&str; 8] = [
    "default",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "writeOnly",
];

/// A schema with a title that could be a name. Two are equal if they say the same of their values,
/// whatever the order of their keys; descriptions inside of them count, since they become the documentation of fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titled<'a>(&'a Map<String, Value>);

impl<'a> Titled<'a> {
    /// A schema as one with a title; `None` where it has none that could be a name.
    pub(super) fn of(node: &Node<'a>) -> Option<Self> {
        let title = node.str("title")?;
        naming::is_name(title).then_some(Self(node.map))
    }

    /// The keywords that speak of its values.
    fn said(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        let all = self.0.iter();
        all.filter(|(key, _)| !OF_THE_PLACE.contains(&key.as_str()))
    }
}

impl PartialEq for Titled<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.said().count() == other.said().count()
            && self
                .said()
                .all(|(key, value)| other.0.get(key) == Some(value))
    }
}

impl Eq for Titled<'_> {}

impl Hash for Titled<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut said: Vec<_> = self.said().collect();
        said.sort_unstable_by_key(|(key, _)| *key);
        said.hash(state);
    }
}
