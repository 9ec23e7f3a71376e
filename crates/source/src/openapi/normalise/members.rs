//! Keywords of 3.1 that have another name in 3.0, or none.

use super::super::keys;
use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value};

/// The keywords that become extensions unchanged.
const RENAMED: &[(&str, &str)] = &[
    ("prefixItems", keys::PREFIX_ITEMS),
    ("patternProperties", keys::PATTERN_PROPERTIES),
    ("contentMediaType", keys::CONTENT_MEDIA_TYPE),
    ("contentEncoding", keys::CONTENT_ENCODING),
];

/// Renames keywords that 3.0 does not have, and translates those that have a counterpart.
pub(super) fn normalise(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    set_content_format(members);
    for (old, new) in RENAMED {
        if let Some(value) = members.shift_remove(*old) {
            moves.note_moved(pointer::join(at, old), pointer::join(at, new));
            members.insert((*new).to_owned(), value);
        }
    }
    take_first_example(members, at, moves);
}

/// `contentEncoding: base64` is what 3.0 calls `format: byte`; raw bytes are `format: binary`.
fn set_content_format(members: &mut Map<String, Value>) {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let format = match (text("contentEncoding"), text("contentMediaType")) {
        (Some("base64"), _) => "byte",
        (None, Some("application/octet-stream")) => "binary",
        _ => return,
    };
    if !members.contains_key("format") {
        members.insert("format".to_owned(), Value::String(format.to_owned()));
        members
            .entry("type")
            .or_insert_with(|| Value::String("string".to_owned()));
    }
}

fn take_first_example(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    let Some(Value::Array(examples)) = members.shift_remove("examples") else {
        return;
    };
    if let (Some(first), false) = (examples.into_iter().next(), members.contains_key("example")) {
        moves.note_moved(
            pointer::index(&pointer::join(at, "examples"), 0),
            pointer::join(at, "example"),
        );
        members.insert("example".to_owned(), first);
    }
}
