//! Keywords that do not apply to values of the schema's type, such as `minLength` of an integer.
//!
//! JSON Schema lets such keywords pass without effect, so they are left out.

use super::super::findings::{At, Findings, Message};
use super::super::pointer_map::Moves;
use crate::diagnostic::Code;
use crate::pointer;
use serde_json::{Map, Value};

/// The keywords that only apply to values of some types, and those types.
const CONCERNS: &[(&str, &[&str])] = &[
    ("pattern", &["string"]),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("format", &["string", "number", "integer"]),
    ("multipleOf", &["number", "integer"]),
    ("minimum", &["number", "integer"]),
    ("maximum", &["number", "integer"]),
    ("exclusiveMinimum", &["number", "integer"]),
    ("exclusiveMaximum", &["number", "integer"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("items", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
];

/// Removes the keywords that do not apply to the type of a schema.
pub(super) fn normalise(
    members: &mut Map<String, Value>,
    at: &str,
    moves: &Moves,
    findings: &mut Findings<'_>,
) {
    let Some(kind) = members
        .get("type")
        .and_then(Value::as_str)
        .map(str::to_owned)
    else {
        return;
    };
    members.retain(|key, _| {
        let Some((_, kinds)) = CONCERNS.iter().find(|(keyword, _)| keyword == key) else {
            return true;
        };
        let fits = kinds.contains(&&*kind);
        if !fits {
            let old = moves.original(&pointer::join(at, key));
            if !findings.broken.contains(&old) {
                findings.report(Code::UNUSED_KEYWORD, At::Key(&old), || {
                    Message::new(format!("`{key}` does not apply to values of type `{kind}`"))
                });
            }
        }
        fits
    });
}
