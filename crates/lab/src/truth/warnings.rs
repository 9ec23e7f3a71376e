//! The generator's warnings by schema: a failure with a warning is a known limit, one without is a defect.

use graphwright::message::{About, Message};
use graphwright_source::{Place, pointer};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The warnings that a type does not accept everything that its schema does, or in another way.
const CODES: [&str; 6] = [
    "all-of-conflict",
    "ambiguous-choice",
    "enum-mismatch",
    "invalid-keyword",
    "not-expressed",
    "untyped",
];

/// A pseudo-code for schemas without a `type`, whose keywords decide about the type. JSON Schema accepts values of every
/// other type for them, which no author means.
const NO_TYPE: &str = "no `type`, so that its keywords decide";

/// The warnings of a document, and the references between its schemas.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    /// By the pointers of schemas that are not subschemas.
    schemas: HashMap<String, SchemaWarnings>,
}

/// The warnings within a schema.
#[derive(Debug, Default)]
struct SchemaWarnings {
    /// The pointers of the schemas that it refers to.
    targets: Vec<String>,
    codes: BTreeSet<&'static str>,
}

impl Warnings {
    /// Collects the warnings about the schemas at some pointers.
    pub(super) fn new(document: &Value, schemas: &[String], messages: &[Message]) -> Self {
        let known: HashSet<&str> = schemas.iter().map(String::as_str).collect();
        let mut all: HashMap<_, SchemaWarnings> = HashMap::new();
        for at in schemas {
            let targets = reference_targets(document, at).into_iter();
            let targets = targets.filter_map(|target| outer_schema(target, &known));
            let warnings = all.entry(at.clone()).or_default();
            warnings.targets = targets.map(str::to_owned).collect();
            if lacks_type(document, at) {
                warnings.codes.insert(NO_TYPE);
            }
        }
        for message in messages
            .iter()
            .filter(|message| CODES.contains(&message.code))
        {
            if let About::Input(origin) = &message.about
                && let Place::Value(at) | Place::Key(at) = &origin.place
                && let Some(schema) = outer_schema(at, &known)
                && let Some(warnings) = all.get_mut(schema)
            {
                warnings.codes.insert(message.code);
            }
        }
        Self { schemas: all }
    }

    /// The codes of the warnings in a schema and in those that it leads to.
    pub(super) fn codes(&self, schema: &str) -> BTreeSet<&'static str> {
        let mut codes = BTreeSet::new();
        let mut seen = HashSet::from([schema]);
        let mut open = vec![schema];
        while let Some(warnings) = open.pop().and_then(|at| self.schemas.get(at)) {
            codes.extend(&warnings.codes);
            let targets = warnings.targets.iter().map(String::as_str);
            open.extend(targets.filter(|at| seen.insert(at)));
        }
        codes
    }
}

/// Returns whether a schema has keywords of objects or arrays and no type.
fn lacks_type(document: &Value, at: &str) -> bool {
    let has = |key: &&str| pointer::get(document, at).is_some_and(|one| one.get(key).is_some());
    ["properties", "required", "items"].iter().any(has) && !has(&"type")
}

/// The targets of the references within a schema.
fn reference_targets<'d>(document: &'d Value, at: &str) -> Vec<&'d str> {
    let mut targets = Vec::new();
    let mut open: Vec<&Value> = pointer::get(document, at).into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                targets.extend(members.get("$ref").and_then(Value::as_str));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    targets
}

/// The outermost schema around a pointer.
fn outer_schema<'a>(mut at: &'a str, known: &HashSet<&str>) -> Option<&'a str> {
    while !known.contains(at) {
        (at, _) = at.rsplit_once('/')?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use graphwright_source::{FileId, Origin, Severity};
    use serde_json::json;

    #[test]
    fn a_warning_counts_for_every_schema_that_leads_to_it() {
        let document = json!({"components": {"schemas": {
            "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {"type": "object", "items": {"not": {}}, "properties": {"a": {"$ref": "#/components/schemas/A"}}},
            "C": {"type": "string"},
            "D": {"items": {"type": "string"}},
        }}});
        let at = |name: &str| format!("#/components/schemas/{name}");
        let schemas = ["A", "B", "C", "D"].map(at);
        let message = Message {
            severity: Severity::Warning,
            code: "not-expressed",
            text: String::new(),
            about: About::Input(Origin::pointer(FileId(0), at("B/items/not"))),
            help: None,
            related: None,
        };
        let warnings = Warnings::new(&document, &schemas, &[message]);
        let codes = |name| warnings.codes(&at(name)).into_iter().collect::<Vec<_>>();
        assert_eq!(codes("A"), ["not-expressed"]);
        assert_eq!(codes("B"), ["not-expressed"]);
        assert!(codes("C").is_empty());
        assert_eq!(codes("D"), [NO_TYPE]);
    }
}
