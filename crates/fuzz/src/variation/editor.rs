//! The document that is being changed, with the helpers of variations.

use super::donors::Donors;
use super::objects::{self, Kind};
use crate::random::Rng;
use graphwright_source::pointer;
use serde_json::{Map, Value, json};

/// A document that is being changed.
pub(super) struct Editor<'a> {
    pub document: Value,
    pub donors: &'a Donors,
    /// The random numbers of the current step: a step does not depend on how many numbers earlier ones used.
    pub rng: Rng,
}

impl Editor<'_> {
    /// Returns whether the document may use features of OpenAPI 3.1.
    pub(super) fn is_31(&self) -> bool {
        version(&self.document).starts_with("3.1")
    }

    /// Returns `true` once in `times` calls, on average.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.rng.one_in(times)
    }

    /// Picks an item of a list.
    pub(super) fn pick_item<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        self.rng.pick(items).copied()
    }

    /// Picks a word of a list; an empty word if the list is empty.
    pub(super) fn pick_word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick_item(words).unwrap_or_default()
    }

    /// Picks a suitable object of a kind; the pointer to it.
    pub(super) fn pick_object(
        &mut self,
        kind: Kind,
        is_suitable: impl Fn(&Value) -> bool,
    ) -> Option<String> {
        objects::pick(&self.document, kind, is_suitable, &mut self.rng)
    }

    /// The members of the object at a pointer.
    pub(super) fn members_at(&mut self, pointer: &str) -> Option<&mut Map<String, Value>> {
        self.document.pointer_mut(pointer)?.as_object_mut()
    }

    /// The object under a key, which is added if it is missing.
    pub(super) fn object_at(
        &mut self,
        pointer: &str,
        key: &str,
    ) -> Option<&mut Map<String, Value>> {
        let value = self
            .members_at(pointer)?
            .entry(key)
            .or_insert_with(|| json!({}));
        value.as_object_mut()
    }

    /// The array under a key, which is added if it is missing.
    pub(super) fn list_at(&mut self, pointer: &str, key: &str) -> Option<&mut Vec<Value>> {
        let value = self
            .members_at(pointer)?
            .entry(key)
            .or_insert_with(|| json!([]));
        value.as_array_mut()
    }

    /// A section of the components, which is added if it is missing.
    pub(super) fn components(&mut self, section: &str) -> Option<&mut Map<String, Value>> {
        self.object_at("", "components")?;
        self.object_at("/components", section)
    }

    /// Adds a schema to the components, under a free name; the reference to it.
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

    /// Picks a suitable schema of the components; its name.
    pub(super) fn pick_schema_name(
        &mut self,
        is_suitable: impl Fn(&Value) -> bool,
    ) -> Option<String> {
        let schemas = self.document.pointer("/components/schemas")?.as_object()?;
        let names: Vec<&String> = schemas
            .iter()
            .filter(|(_, schema)| is_suitable(schema))
            .map(|(name, _)| name)
            .collect();
        self.rng.pick(&names).map(|name| (*name).clone())
    }

    /// Adds a property to an object of the document; the pointer to the property.
    pub(super) fn add_property(&mut self, name: &str, schema: Value) -> Option<String> {
        let at = self.pick_object(Kind::Schema, is_object)?;
        let required = self.one_in(3);
        let properties = self.object_at(&at, "properties")?;
        if properties.contains_key(name) {
            return None;
        }
        properties.insert(name.to_owned(), schema);
        if required {
            self.list_at(&at, "required")?.push(json!(name));
        }
        Some(pointer::join(&format!("{at}/properties"), name))
    }
}

/// The OpenAPI version that a document declares.
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

/// Returns whether a schema is an object with properties, and not a reference.
pub(super) fn is_object(schema: &Value) -> bool {
    schema.get("properties").is_some_and(Value::is_object) && is_inline(schema)
}

/// Returns whether a value is an object, and not a reference.
pub(super) fn is_inline(value: &Value) -> bool {
    value.is_object() && value.get("$ref").is_none()
}

/// The type of a schema with a single type, without listed values and composition.
pub(super) fn plain_type(schema: &Value) -> Option<&str> {
    let more = ["enum", "const", "allOf", "oneOf", "anyOf", "default"];
    let is_plain = more.iter().all(|keyword| schema.get(*keyword).is_none());
    schema["type"].as_str().filter(|_| is_plain)
}
