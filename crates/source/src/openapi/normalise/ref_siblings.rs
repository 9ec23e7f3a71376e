//! Siblings of a schema's `$ref`, which 3.1 applies and 3.0 ignores although documents mean them.

use super::super::grammar::SCHEMA;
use super::super::keys;
use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value, json};

/// `{$ref, nullable}` becomes `{allOf: [{$ref}], nullable}`.
pub(super) fn normalise(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    if !members.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    let siblings: Vec<Value> = members
        .keys()
        .filter(|key| *key != "$ref" && SCHEMA.field(key).is_some())
        .map(|key| json!(key))
        .collect();
    if siblings.is_empty() {
        return;
    }
    let Some(target) = members.shift_remove("$ref") else {
        return;
    };
    let branch = json!({ "$ref": target });
    let index = match members.entry("allOf").or_insert_with(|| json!([])) {
        Value::Array(branches) => {
            branches.push(branch);
            branches.len() - 1
        }
        _ => return,
    };
    let place = pointer::index(&pointer::join(at, "allOf"), index);
    moves.note_moved(pointer::join(at, "$ref"), pointer::join(&place, "$ref"));
    moves.note_derived(at.to_owned(), place);
    members.insert(keys::REF_SIBLINGS.to_owned(), Value::Array(siblings));
}
