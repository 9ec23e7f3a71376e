//! A document of a wanted size, made of copies of another one, so that documents of all sizes have the shape of a real API.
//!
//! The last copy is cut: it has the first paths, with everything that they refer to, so that no reference dangles.

use super::copy::Copy;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The members of the document that are not copied.
const ONCE: [&str; 5] = ["openapi", "info", "servers", "security", "tags"];

/// Scales a document to a size in bytes, as JSON without white space.
pub(super) fn scaled(base: &Value, bytes: usize) -> Value {
    let parts = Parts::of(base);
    let mut document = Map::new();
    for key in ONCE {
        if let Some(value) = base.get(key) {
            document.insert(key.to_owned(), value.clone());
        }
    }
    let mut copies = Copies {
        paths: Map::new(),
        components: Map::new(),
        left: bytes,
    };
    let mut number = 0;
    while copies.left > 0 && !parts.paths.is_empty() {
        copies.add(&parts, number);
        number += 1;
    }
    if let Some(schemes) = base.pointer("/components/securitySchemes") {
        copies
            .components
            .insert("securitySchemes".to_owned(), schemes.clone());
    }
    document.insert("paths".to_owned(), Value::Object(copies.paths));
    document.insert("components".to_owned(), Value::Object(copies.components));
    Value::Object(document)
}

/// A path or component of a document.
struct Part<'a> {
    value: &'a Value,
    /// The approximate size of its text and its name.
    bytes: usize,
    /// The components that it refers to, by index.
    refers: Vec<usize>,
}

/// The parts of a document.
struct Parts<'a> {
    paths: Vec<(&'a str, Part<'a>)>,
    /// Kind and name.
    components: Vec<((&'a str, &'a str), Part<'a>)>,
}

impl<'a> Parts<'a> {
    fn of(base: &'a Value) -> Self {
        let mut components = Vec::new();
        for (kind, group) in members(base, "components") {
            if kind != "securitySchemes" {
                let group = group.as_object().into_iter().flatten();
                components.extend(group.map(|(name, value)| ((kind, name.as_str()), value)));
            }
        }
        let known: HashMap<String, usize> = components
            .iter()
            .enumerate()
            .map(|(index, ((kind, name), _))| (format!("#/components/{kind}/{name}"), index))
            .collect();
        let part = |name: &str, value: &'a Value| {
            let mut refers = Vec::new();
            references(value, &known, &mut refers);
            Part {
                value,
                bytes: name.len() + value.to_string().len(),
                refers,
            }
        };
        Self {
            paths: members(base, "paths")
                .map(|(path, value)| (path, part(path, value)))
                .collect(),
            components: components
                .into_iter()
                .map(|(key, value)| (key, part(key.1, value)))
                .collect(),
        }
    }
}

fn members<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let members = value.get(key).and_then(Value::as_object);
    members
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

/// Collects the components that a value refers to: every text in it that is the pointer of one.
fn references(value: &Value, known: &HashMap<String, usize>, found: &mut Vec<usize>) {
    match value {
        Value::String(text) => found.extend(known.get(text)),
        Value::Array(items) => items.iter().for_each(|item| references(item, known, found)),
        Value::Object(members) => members
            .values()
            .for_each(|member| references(member, known, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The copies so far.
struct Copies {
    paths: Map<String, Value>,
    components: Map<String, Value>,
    /// The bytes that are missing.
    left: usize,
}

impl Copies {
    /// Adds a copy, or as much of it as is missing; at least one path.
    fn add(&mut self, parts: &Parts<'_>, number: usize) {
        let copy = Copy::with_number(number);
        let mut reached = vec![false; parts.components.len()];
        for (path, part) in &parts.paths {
            if self.left == 0 {
                break;
            }
            self.spend(part.bytes);
            self.paths.insert(copy.path(path), copy.value(part.value));
            let mut open = part.refers.clone();
            while let Some(index) = open.pop() {
                let Some(((kind, name), component)) = parts.components.get(index) else {
                    continue;
                };
                if std::mem::replace(&mut reached[index], true) {
                    continue;
                }
                open.extend(&component.refers);
                self.spend(component.bytes);
                let group = self
                    .components
                    .entry(*kind)
                    .or_insert_with(|| Value::Object(Map::new()));
                if let Some(group) = group.as_object_mut() {
                    group.insert(copy.component(name), copy.value(component.value));
                }
            }
        }
    }

    fn spend(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    /// A document with a path and two schemas for each resource.
    fn resources(number: usize) -> Value {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let (mut paths, mut schemas) = (Map::new(), Map::new());
        for index in 0..number {
            let (name, owner) = (format!("Thing{index}"), format!("Owner{index}"));
            let response = json!({"description": "Done.", "content": {"application/json": {"schema": reference(&name)}}});
            let operations = ["get", "put"].map(|method| {
                let id = format!("{method}{name}");
                let operation =
                    json!({"operationId": id, "tags": [name], "responses": {"200": response}});
                (method.to_owned(), operation)
            });
            paths.insert(
                format!("/things-{index}"),
                Value::Object(operations.into_iter().collect()),
            );
            schemas.insert(name, json!({"type": "object", "properties": {"owner": reference(&owner), "error": reference("Error")}}));
            schemas.insert(
                owner,
                json!({"type": "object", "description": "x".repeat(300)}),
            );
        }
        schemas.insert("Error".to_owned(), json!({"type": "object"}));
        json!({"openapi": "3.0.3", "paths": paths, "components": {"schemas": schemas}})
    }

    /// The references of a document that lead nowhere.
    fn dangling(document: &Value) -> Vec<String> {
        let mut found = BTreeSet::new();
        collect(document, &mut found);
        let lost = |pointer: &String| document.pointer(pointer.trim_start_matches('#')).is_none();
        found.into_iter().filter(lost).collect()
    }

    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(members) => members.iter().for_each(|(key, value)| match value {
                Value::String(text) if key == "$ref" || text.starts_with("#/") => {
                    found.insert(text.clone());
                }
                other => collect(other, found),
            }),
            _ => {}
        }
    }

    #[test]
    fn a_document_has_the_wanted_size_and_no_dangling_reference() {
        let base = resources(60);
        let whole = base.to_string().len();
        for bytes in [whole / 7, whole, whole * 3 + whole / 2] {
            let scaled = scaled(&base, bytes);
            let text = scaled.to_string().len();
            // The last path may be too much, and the names of copies are longer.
            assert!(
                text.abs_diff(bytes) < 5000 + bytes / 20,
                "{text} of {bytes}"
            );
            assert_eq!(dangling(&scaled), [] as [&str; 0]);
        }
    }

    #[test]
    fn copies_have_different_names() {
        let base = resources(6);
        let scaled = scaled(&base, base.to_string().len() * 3);
        let mut ids = BTreeSet::new();
        let items = members(&scaled, "paths").filter_map(|(_, item)| item.as_object());
        for (_, operation) in items.flatten().filter(|(key, _)| *key != "parameters") {
            let id = operation["operationId"].as_str().expect("an id");
            assert!(ids.insert(id.to_owned()), "{id} occurs twice");
        }
        assert!(ids.len() > 20, "{ids:?}");
    }

    #[test]
    fn a_document_without_paths_is_not_copied() {
        let scaled = scaled(&serde_json::json!({"openapi": "3.0.0"}), 1000);
        assert_eq!(scaled["paths"], serde_json::json!({}));
    }
}
