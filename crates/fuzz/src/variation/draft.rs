//! A document that is being varied, and what variations do with it.

use super::donors::Donors;
use super::objects::{self, Kind};
use crate::random::Rng;
use graphwright_source::pointer;
use serde_json::{Map, Value, json};

/// A document that is being varied.
pub(super) struct Draft<'a> {
    pub document: Value,
    pub donors: &'a Donors,
    /// Chance, anew for each step, so that a step does not depend on how much the ones before drew.
    pub rng: Rng,
}

impl Draft<'_> {
    /// Whether the forms of 3.1 are allowed.
    pub(super) fn is_31(&self) -> bool {
        version(&self.document).starts_with("3.1")
    }

    /// Whether a chance of one in `of` came true.
    pub(super) fn chance(&mut self, of: usize) -> bool {
        self.rng.below(of) == 0
    }

    /// One of some values that are easily copied.
    pub(super) fn one<T: Copy>(&mut self, things: &[T]) -> Option<T> {
        self.rng.pick(things).copied()
    }

    /// A word of a list; empty where the list is.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.one(words).unwrap_or_default()
    }

    /// A pointer to an object of a kind that fits.
    pub(super) fn pick(&mut self, kind: Kind, fits: impl Fn(&Value) -> bool) -> Option<String> {
        objects::pick(&self.document, kind, fits, &mut self.rng)
    }

    /// The members of an object.
    pub(super) fn at(&mut self, pointer: &str) -> Option<&mut Map<String, Value>> {
        self.document.pointer_mut(pointer)?.as_object_mut()
    }

    /// The object under a key, which is made where it is not there.
    pub(super) fn object(&mut self, pointer: &str, key: &str) -> Option<&mut Map<String, Value>> {
        let value = self.at(pointer)?.entry(key).or_insert_with(|| json!({}));
        value.as_object_mut()
    }

    /// The list under a key, which is made where it is not there.
    pub(super) fn list(&mut self, pointer: &str, key: &str) -> Option<&mut Vec<Value>> {
        let value = self.at(pointer)?.entry(key).or_insert_with(|| json!([]));
        value.as_array_mut()
    }

    /// A section of the components, which is made where it is not there.
    pub(super) fn components(&mut self, section: &str) -> Option<&mut Map<String, Value>> {
        self.object("", "components")?;
        self.object("/components", section)
    }

    /// Adds a schema under a name that is not taken; the reference to it.
    pub(super) fn add_schema(&mut self, name: &str, schema: Value) -> Option<Value> {
        let schemas = self.components("schemas")?;
        let mut free = name.to_owned();
        let mut number = 2;
        while schemas.contains_key(&free) {
            free = format!("{name}{number}");
            number += 1;
        }
        schemas.insert(free.clone(), schema);
        Some(reference(&free))
    }

    /// The name of a schema of the components that fits.
    pub(super) fn named_schema(&mut self, fits: impl Fn(&Value) -> bool) -> Option<String> {
        let schemas = self.document.pointer("/components/schemas")?.as_object()?;
        let names: Vec<&String> = schemas
            .iter()
            .filter(|(_, schema)| fits(schema))
            .map(|(name, _)| name)
            .collect();
        self.rng.pick(&names).map(|name| (*name).clone())
    }

    /// Adds a property to some object; where it was added.
    pub(super) fn add_property(&mut self, name: &str, schema: Value) -> Option<String> {
        let place = self.pick(Kind::Schema, is_object)?;
        let required = self.chance(3);
        let properties = self.object(&place, "properties")?;
        if properties.contains_key(name) {
            return None;
        }
        properties.insert(name.to_owned(), schema);
        if required {
            self.list(&place, "required")?.push(json!(name));
        }
        Some(pointer::join(&format!("{place}/properties"), name))
    }
}

/// The version that a document says it has.
pub(super) fn version(document: &Value) -> &str {
    document["openapi"].as_str().unwrap_or_default()
}

/// The pointer to a schema of the components.
pub(super) fn schema_pointer(name: &str) -> String {
    pointer::join("/components/schemas", name)
}

/// A reference to a schema of the components.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": pointer::join("#/components/schemas", name) })
}

/// Whether a schema is an object with properties and refers to nothing.
pub(super) fn is_object(schema: &Value) -> bool {
    schema.get("properties").is_some_and(Value::is_object) && is_inline(schema)
}

/// Whether something stands here and is not referred to.
pub(super) fn is_inline(value: &Value) -> bool {
    value.is_object() && value.get("$ref").is_none()
}

/// The one type of a schema that has neither values of its own nor combinations.
pub(super) fn plain_type(schema: &Value) -> Option<&str> {
    let more = ["enum", "const", "allOf", "oneOf", "anyOf", "default"];
    let is_plain = more.iter().all(|keyword| schema.get(*keyword).is_none());
    schema["type"].as_str().filter(|_| is_plain)
}
