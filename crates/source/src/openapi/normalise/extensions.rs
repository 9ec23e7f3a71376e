//! Extensions that mean the same as a keyword of 3.0, or as one of [`super::super::keys`].

use super::super::grammar::Kind;
use super::super::keys;
use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value};

/// Extensions that are another name for a keyword.
const SYNONYMS: &[(&str, &str)] = &[("x-nullable", "nullable"), ("x-deprecated", "deprecated")];

/// `x-nullable` becomes `nullable`, unless that is present too.
pub(super) fn normalise(
    members: &mut Map<String, Value>,
    kind: &Kind,
    at: &str,
    moves: &mut Moves,
) {
    for (extension, keyword) in SYNONYMS {
        let has_extension = members.contains_key(*extension) && kind.field(extension).is_some();
        if has_extension && !members.contains_key(*keyword) {
            rename(members, extension, keyword, at, moves);
        }
    }
}

/// `x-extensible-enum` of a string becomes an `enum` with an extension, unless the schema has one.
pub(super) fn rename_known_values(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    const KNOWN: &str = "x-extensible-enum";
    let values = members.get(KNOWN).and_then(Value::as_array);
    let is_list = values.is_some_and(|values| !values.is_empty());
    let is_text = members.get("type").is_some_and(|ty| ty == "string");
    if is_list && is_text && !members.contains_key("enum") {
        rename(members, KNOWN, "enum", at, moves);
        members.insert(keys::EXTENSIBLE.to_owned(), Value::Bool(true));
    }
}

fn rename(members: &mut Map<String, Value>, old: &str, new: &str, at: &str, moves: &mut Moves) {
    if let Some(value) = members.shift_remove(old) {
        moves.note_moved(pointer::join(at, old), pointer::join(at, new));
        members.insert(new.to_owned(), value);
    }
}
