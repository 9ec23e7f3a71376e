//! Random schemas, as an author might add them.

use super::editor::{Editor, reference};
use super::words;
use serde_json::{Map, Value, json};

/// A schema with at most `depth` further levels.
pub(super) fn schema(editor: &mut Editor<'_>, depth: usize) -> Value {
    let kind = if depth == 0 { 0 } else { editor.rng.below(8) };
    match kind {
        0..=2 => scalar(editor),
        3 => editor
            .pick_schema_name(|_| true)
            .map_or_else(|| scalar(editor), |name| reference(&name)),
        4 => json!({ "type": "array", "items": schema(editor, depth - 1) }),
        5 => json!({ "type": "object", "additionalProperties": schema(editor, depth - 1) }),
        6 => insert_donated(editor).unwrap_or_else(|| scalar(editor)),
        _ => object(editor, depth - 1),
    }
}

/// Adds a schema of another document to the components, with everything that it refers to; the reference to it.
pub(super) fn insert_donated(editor: &mut Editor<'_>) -> Option<Value> {
    let prefix = editor.pick_word(&["", "Other", "donor.", "x-", "_"]);
    let graft = editor
        .donors
        .pick_graft(&editor.document, prefix, &mut editor.rng)?;
    let schemas = editor.components("schemas")?;
    if graft.schemas.keys().any(|name| schemas.contains_key(name)) {
        return None;
    }
    schemas.extend(graft.schemas);
    Some(reference(&graft.root))
}

/// An object with a few properties, some of them required.
pub(super) fn object(editor: &mut Editor<'_>, depth: usize) -> Value {
    let mut properties = Map::new();
    for _ in 0..editor.rng.below(5) {
        let name = words::awkward_name("item", &mut editor.rng);
        let schema = schema(editor, depth);
        properties.insert(name, schema);
    }
    let mut required: Vec<String> = properties.keys().cloned().collect();
    required.retain(|_| editor.rng.below(3) == 0);
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// A string, number or boolean, with a format or bounds.
pub(super) fn scalar(editor: &mut Editor<'_>) -> Value {
    match editor.rng.below(5) {
        0 => formatted("integer", INTEGERS, editor),
        1 => formatted("number", NUMBERS, editor),
        2 => json!({ "type": "boolean" }),
        _ => formatted("string", STRINGS, editor),
    }
}

/// A schema of a type, mostly with a format.
fn formatted(kind: &str, formats: &[&'static str], editor: &mut Editor<'_>) -> Value {
    let format = editor.pick_word(formats);
    if format.is_empty() {
        json!({ "type": kind })
    } else {
        json!({ "type": kind, "format": format })
    }
}

/// Formats of integers, some of which nobody defined.
pub(super) const INTEGERS: &[&str] = &[
    "", "int32", "int64", "uint32", "uint64", "int8", "unixtime", "id",
];

/// Formats of numbers.
pub(super) const NUMBERS: &[&str] = &["", "float", "double", "decimal", "money"];

/// Formats of strings.
pub(super) const STRINGS: &[&str] = &[
    "",
    "",
    "uuid",
    "date-time",
    "date",
    "time",
    "duration",
    "email",
    "uri",
    "hostname",
    "ipv4",
    "ipv6",
    "byte",
    "binary",
    "password",
    "decimal",
    "int64",
    "json",
    "HTML",
    "phone number",
];

/// A value of a scalar type; `None` for another type.
pub(super) fn value(kind: &str, editor: &mut Editor<'_>) -> Option<Value> {
    match kind {
        "string" => Some(json!(editor.pick_word(&words::NAMES))),
        "integer" => editor
            .pick_item(&[0, 1, -1, 7, 2_147_483_647, 9_007_199_254_740_993_i64])
            .map(|n| json!(n)),
        "number" => editor
            .pick_item(&[0.0, 1.0, -0.5, 2.75, 1e21, 1e-9])
            .map(|n| json!(n)),
        "boolean" => Some(json!(editor.one_in(2))),
        _ => None,
    }
}
