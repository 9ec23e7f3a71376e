//! Schemas of other documents, to be inserted where a document does not expect them.

use super::editor::version;
use crate::random::Rng;
use graphwright_source::pointer::{self, escape};
use serde_json::{Map, Value};

/// The maximum number of schemas that come with a donated one.
const MAX_SCHEMAS: usize = 12;

/// The documents that schemas are taken from.
#[derive(Debug, Default)]
pub struct Donors(Vec<Value>);

/// A donated schema and those that it refers to, by their names in the components.
pub(super) struct Graft {
    pub root: String,
    pub schemas: Map<String, Value>,
}

impl Donors {
    /// Keeps the documents whose `schemas` has only schemas.
    pub fn new(documents: impl IntoIterator<Item = Value>) -> Self {
        let has_schemas = |document: &Value| {
            let schemas = document.pointer("/components/schemas");
            let schemas = schemas.and_then(Value::as_object);
            schemas.is_some_and(|schemas| schemas.values().all(Value::is_object))
        };
        Self(documents.into_iter().filter(has_schemas).collect())
    }

    /// Picks a schema of a document with the same version. The names of the schemas get a prefix.
    pub(super) fn pick_graft(
        &self,
        recipient: &Value,
        prefix: &str,
        rng: &mut Rng,
    ) -> Option<Graft> {
        let minor = |document| version(document).get(..3).map(str::to_owned);
        let suitable: Vec<_> = self
            .0
            .iter()
            .filter(|donor| minor(donor) == minor(recipient))
            .collect();
        let donor = rng.pick(&suitable)?;
        let schemas = donor.pointer("/components/schemas")?.as_object()?;
        let names: Vec<&String> = schemas.keys().collect();
        let root = *rng.pick(&names)?;
        let closure = closure(schemas, root)?;
        let renamed = closure.into_iter().map(|(name, mut schema)| {
            prefix_references(&mut schema, prefix);
            (format!("{prefix}{name}"), schema)
        });
        Some(Graft {
            root: format!("{prefix}{root}"),
            schemas: renamed.collect(),
        })
    }
}

/// A schema and everything that it refers to; `None` if there is too much of it, or if a reference leads elsewhere.
fn closure(schemas: &Map<String, Value>, root: &str) -> Option<Map<String, Value>> {
    let mut closure = Map::new();
    let mut open = vec![root.to_owned()];
    while let Some(name) = open.pop() {
        if closure.contains_key(&name) {
            continue;
        }
        if closure.len() == MAX_SCHEMAS {
            return None;
        }
        let schema = schemas.get(&name)?;
        let mut is_closed = true;
        visit_references(schema, &mut |target| match component_name(target) {
            Some(name) => open.push(name),
            None => is_closed = false,
        });
        if !is_closed {
            return None;
        }
        closure.insert(name, schema.clone());
    }
    Some(closure)
}

/// The name of the component that a reference leads to; `None` for any other reference.
fn component_name(target: &str) -> Option<String> {
    let name = target.strip_prefix(SCHEMAS)?;
    let is_plain = !name.contains(['/', '%']);
    is_plain.then(|| pointer::unescape(name).into_owned())
}

const SCHEMAS: &str = "#/components/schemas/";

/// Calls `visit` with every reference, including those of discriminators.
fn visit_references(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member.as_str() {
                    Some(target) if key == "$ref" => visit(target),
                    _ if key == "mapping" => visit_mapping(member, visit),
                    _ => visit_references(member, visit),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| visit_references(item, visit)),
        _ => {}
    }
}

fn visit_mapping(mapping: &Value, visit: &mut dyn FnMut(&str)) {
    for target in mapping.as_object().into_iter().flat_map(Map::values) {
        match target.as_str() {
            Some(target) if target.contains('/') => visit(target),
            Some(name) => visit(&format!("{SCHEMAS}{}", escape(name))),
            None => visit_references(target, visit),
        }
    }
}

/// Adds the prefix to the name in every reference.
fn prefix_references(value: &mut Value, prefix: &str) {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix(SCHEMAS) {
                *text = format!("{SCHEMAS}{prefix}{name}");
            }
        }
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| prefix_references(member, prefix)),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| prefix_references(item, prefix)),
        _ => {}
    }
}
