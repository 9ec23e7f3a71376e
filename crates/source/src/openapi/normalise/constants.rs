//! `const` and the members of `enum`.

use super::super::findings::{At, Findings, Message};
use super::super::keys;
use super::super::pointer_map::Moves;
use super::super::wording::describe;
use crate::diagnostic::Code;
use crate::pointer;
use serde_json::{Map, Number, Value, json};

/// `const: 1` becomes `enum: [1]` with an extension.
pub(super) fn normalise(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    if let Some(value) = members.shift_remove("const") {
        moves.note_moved(
            pointer::join(at, "const"),
            pointer::index(&pointer::join(at, "enum"), 0),
        );
        members.insert("enum".to_owned(), json!([value]));
        members.insert(keys::CONST.to_owned(), Value::Bool(true));
    }
}

/// Converts the members of `enum` to the schema's type: in YAML, `[2020, yes]` without quotes is a number and a
/// string.
pub(super) fn convert_values(
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
    let Some(Value::Array(values)) = members.get_mut("enum") else {
        return;
    };
    let place = pointer::join(at, "enum");
    let mut index = 0;
    values.retain_mut(|value| {
        let place = pointer::index(&place, index);
        index += 1;
        if has_type(value, &kind) {
            return true;
        }
        let read = convert(value, &kind);
        if !matches!((&*value, &read), (Value::Number(_), Some(Value::Number(_)))) {
            let old = moves.original(&place);
            findings.report(Code::ENUM_MISMATCH, At::Value(&old), || {
                message(value, &kind, read.as_ref())
            });
        }
        read.is_some_and(|read| {
            *value = read;
            true
        })
    });
}

/// The message about a value of another type than its enum, with the value that it is read as.
fn message(value: &Value, kind: &str, read: Option<&Value>) -> Message {
    let found = describe(value);
    let article = if matches!(kind, "array" | "integer" | "object") {
        "an"
    } else {
        "a"
    };
    if read.is_some() {
        Message::new(format!(
            "{found} in the `enum` of {article} {kind}; it is read as {article} {kind}"
        ))
        .help(if kind == "string" {
            "put it in quotes"
        } else {
            "remove the quotes"
        })
    } else {
        Message::new(format!(
            "{found} in the `enum` of {article} {kind} is impossible; it is left out"
        ))
    }
}

fn has_type(value: &Value, kind: &str) -> bool {
    match (kind, value) {
        ("integer", Value::Number(number)) => number.is_i64(),
        (_, Value::Null)
        | ("string", Value::String(_))
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        _ => false,
    }
}

/// The value of the type with the same spelling as this one.
fn convert(value: &Value, kind: &str) -> Option<Value> {
    match (kind, value) {
        ("string", Value::Number(_) | Value::Bool(_)) => Some(Value::String(value.to_string())),
        ("boolean", Value::String(text)) => text.parse().ok().map(Value::Bool),
        ("number", Value::String(text)) => text.parse::<Number>().ok().map(Value::Number),
        ("integer", Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
        ("integer", Value::Number(number)) => super::numbers::as_whole(number).map(Value::from),
        _ => None,
    }
}
