//! The keywords of a schema that hold subschemas.
//!
//! The generator has a table of its own, which is not used here: the generator is on trial.

use graphwright_source::pointer;
use serde_json::{Map, Value};

/// The schemas in the value of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    One,
    List,
    Map,
}

/// JSON Schema 2020-12, "Applying Subschemas", and `$defs`.
const KEYWORDS: [(&str, Holds); 17] = [
    ("$defs", Holds::Map),
    ("additionalProperties", Holds::One),
    ("allOf", Holds::List),
    ("anyOf", Holds::List),
    ("contains", Holds::One),
    ("definitions", Holds::Map),
    ("dependentSchemas", Holds::Map),
    ("else", Holds::One),
    ("if", Holds::One),
    ("items", Holds::One),
    ("not", Holds::One),
    ("oneOf", Holds::List),
    ("patternProperties", Holds::Map),
    ("prefixItems", Holds::List),
    ("properties", Holds::Map),
    ("propertyNames", Holds::One),
    ("then", Holds::One),
];

/// The direct subschemas of a schema, each with the rest of its pointer.
pub(super) fn subschemas(schema: &Map<String, Value>) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (keyword, holds) in KEYWORDS {
        match (holds, schema.get(keyword)) {
            (Holds::One, Some(schema @ Value::Object(_))) => {
                found.push((format!("/{keyword}"), schema));
            }
            (Holds::List, Some(Value::Array(schemas))) => {
                let schemas = schemas.iter().enumerate();
                found.extend(schemas.map(|(index, one)| (format!("/{keyword}/{index}"), one)));
            }
            (Holds::Map, Some(Value::Object(schemas))) => {
                let schemas = schemas.iter();
                found.extend(
                    schemas.map(|(key, one)| (pointer::join(&format!("/{keyword}"), key), one)),
                );
            }
            _ => {}
        }
    }
    found
}

/// The direct subschemas of a schema, to be changed.
pub(super) fn subschemas_mut(schema: &mut Map<String, Value>) -> Vec<&mut Value> {
    let mut found = Vec::new();
    for (keyword, value) in schema {
        let holds = KEYWORDS.iter().find(|(known, _)| known == keyword);
        match (holds, value) {
            (Some((_, Holds::One)), schema) => found.push(schema),
            (Some((_, Holds::List)), Value::Array(schemas)) => found.extend(schemas),
            (Some((_, Holds::Map)), Value::Object(schemas)) => {
                found.extend(schemas.iter_mut().map(|(_, schema)| schema));
            }
            _ => {}
        }
    }
    found
}
