//! A document of the shape of all of Microsoft Graph: 7,000 paths, 11,000 operations, base types with discriminators, 20 MB.
//!
//! It is made of the partitions of Graph in the test data, which are a twentieth of it. Paths are copied until there are as
//! many as in Graph. The copies share six sets of components, which are somewhat more schemas than Graph has. The
//! partitions are older than Graph's discriminators, so that these are added where Graph has them now: to types that others
//! extend.

use super::copy::Copy;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The number of paths.
const PATHS: usize = 7000;

/// The number of sets of components that the copies of paths share.
const SETS: usize = 6;

/// The number of sets of tags. They make some 225 tags, since a crate has at most 300 features.
const TAGS: usize = 5;

/// The number of base types with a discriminator.
const BASES: usize = 130;

/// The property of discriminators.
const TAG: &str = "@odata.type";

/// Builds the document; `None` without a path to copy.
pub(super) fn document(partitions: &[Value]) -> Option<Value> {
    let paths = merge(partitions, "/paths");
    if paths.is_empty() {
        return None;
    }
    let kinds = partitions
        .iter()
        .flat_map(|partition| members(partition, "/components"));
    let kinds: BTreeSet<&String> = kinds.map(|(kind, _)| kind).collect();
    let components = kinds.into_iter().map(|kind| {
        let group = merge(partitions, &format!("/components/{kind}"));
        let group = match kind.as_str() {
            "securitySchemes" => group,
            _ => copy_components(&group),
        };
        (kind.clone(), Value::Object(group))
    });
    let components: Map<String, Value> = components.collect();
    Some(json!({
        "openapi": "3.0.1",
        "info": {"title": "Graph", "version": "v1.0"},
        "servers": [{"url": "https://graph.microsoft.com/v1.0"}],
        "paths": copy_paths(&paths),
        "components": components,
    }))
}

/// The document as JSON, with one space of indentation.
pub(super) fn to_json(document: &Value) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::new();
    let indented = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, indented);
    serde::Serialize::serialize(document, &mut serializer)?;
    Ok(text)
}

fn members<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let members = value.pointer(pointer).and_then(Value::as_object);
    members.into_iter().flatten()
}

/// Merges the members of all partitions at a pointer; of two with the same name, the first one counts.
fn merge(partitions: &[Value], pointer: &str) -> Map<String, Value> {
    let mut merged = Map::new();
    for (name, value) in partitions
        .iter()
        .flat_map(|partition| members(partition, pointer))
    {
        merged.entry(name).or_insert_with(|| value.clone());
    }
    merged
}

/// Copies paths.
fn copy_paths(paths: &Map<String, Value>) -> Map<String, Value> {
    let copies = (0..).flat_map(|number| {
        let copy = Copy {
            paths: number,
            tags: number % TAGS,
            components: number % SETS,
        };
        paths
            .iter()
            .map(move |(path, item)| (copy.path(path), copy.value(item)))
    });
    copies.take(PATHS).collect()
}

/// Copies the components of a kind, one set after the other. Base types get a discriminator.
fn copy_components(group: &Map<String, Value>) -> Map<String, Value> {
    let subtypes = subtypes(group);
    let mut sets = Map::new();
    let mut bases = 0;
    for copy in (0..SETS).map(Copy::with_number) {
        for (name, component) in group {
            let mut component = copy.value(component);
            if let Some(subtypes) = subtypes.get(name.as_str())
                && bases < BASES
            {
                bases += 1;
                add_discriminator(&mut component, subtypes, copy);
            }
            sets.insert(copy.component(name), component);
        }
    }
    sets
}

/// The schemas that extend each base type, by its name.
fn subtypes(schemas: &Map<String, Value>) -> BTreeMap<&str, Vec<&str>> {
    let mut subtypes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, schema) in schemas {
        let parts = schema["allOf"].as_array().into_iter().flatten();
        for base in parts.filter_map(|part| part["$ref"].as_str()) {
            if let Some(base) = base.strip_prefix("#/components/schemas/") {
                subtypes.entry(base).or_default().push(name);
            }
        }
    }
    subtypes
}

/// Adds a discriminator to a base type: its property, and the mapping to its subtypes.
fn add_discriminator(schema: &mut Value, subtypes: &[&str], copy: Copy) {
    let extended = schema.get("allOf").and_then(Value::as_array);
    let own = extended.and_then(|parts| parts.iter().position(|part| part.get("$ref").is_none()));
    let own = match own {
        Some(own) => &mut schema["allOf"][own],
        None => schema,
    };
    let row = |subtype: &&str| {
        let name = copy.component(subtype);
        let pointer = format!("#/components/schemas/{name}");
        (format!("#{name}"), Value::String(pointer))
    };
    let mapping: Map<String, Value> = subtypes.iter().map(row).collect();
    own["properties"][TAG] = json!({"type": "string"});
    match own["required"].as_array_mut() {
        Some(required) => required.push(json!(TAG)),
        None => own["required"] = json!([TAG]),
    }
    own["discriminator"] = json!({"propertyName": TAG, "mapping": mapping});
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partition() -> Value {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        json!({
            "paths": {"/a": {"get": {"operationId": "a", "tags": ["t"], "responses": {
                "200": {"content": {"application/json": {"schema": reference("base")}}},
            }}}},
            "components": {
                "schemas": {
                    "base": {"type": "object", "properties": {"id": {"type": "string"}}},
                    "sub": {"allOf": [reference("base"), {"type": "object", "properties": {}}]},
                    "leaf": {"allOf": [reference("sub")]},
                },
                "responses": {"error": {"description": "Why not."}},
            },
        })
    }

    #[test]
    fn the_document_has_as_many_paths_and_sets_as_graph() {
        let document = document(&[partition()]).expect("paths");
        let count = |pointer: &str| members(&document, pointer).count();
        assert_eq!(count("/paths"), PATHS);
        assert_eq!(count("/components/schemas"), 3 * SETS);
        assert_eq!(count("/components/responses"), SETS);
        let get = &document["paths"]["/x7/a"]["get"];
        assert_eq!(get["operationId"], "x7-a");
        assert_eq!(get["tags"], json!(["x2-t"]));
        let schema = &get["responses"]["200"]["content"]["application/json"]["schema"];
        assert_eq!(schema["$ref"], "#/components/schemas/x1-base");
    }

    #[test]
    fn base_types_have_discriminators() {
        let document = document(&[partition()]).expect("paths");
        let schemas = &document["components"]["schemas"];
        let mapping = &schemas["x2-base"]["discriminator"]["mapping"];
        assert_eq!(*mapping, json!({"#x2-sub": "#/components/schemas/x2-sub"}));
        let sub = &schemas["sub"]["allOf"][1];
        assert_eq!(sub["required"], json!([TAG]));
        assert_eq!(sub["discriminator"]["propertyName"], TAG);
        assert_eq!(schemas["leaf"].get("discriminator"), None);
        assert_eq!(
            document.to_string().matches("discriminator").count(),
            2 * SETS
        );
    }

    #[test]
    fn without_paths_there_is_nothing_to_copy() {
        assert_eq!(document(&[json!({"components": {}})]), None);
    }
}
