//! Variations of a single schema: presence, values, types and bounds.

use super::editor::{Editor, is_inline, is_object, plain_type, reference, schema_pointer};
use super::objects::Kind;
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// Makes an optional property required, or a required one optional.
pub(super) fn toggle_required(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_object)?;
    let names: Vec<String> = editor
        .object_at(&at, "properties")?
        .keys()
        .cloned()
        .collect();
    let name = editor.rng.pick(&names)?.clone();
    let required = editor.list_at(&at, "required")?;
    let before = required.len();
    required.retain(|other| *other != json!(name));
    if required.len() == before {
        required.push(json!(name));
    }
    let is_empty = required.is_empty();
    if is_empty {
        editor.members_at(&at)?.shift_remove("required");
    }
    Some(format!("{at}: {name}"))
}

/// Makes a schema nullable, or not nullable, in each notation.
pub(super) fn toggle_nullable(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, Value::is_object)?;
    let is_31 = editor.is_31();
    let in_type = editor.one_in(2);
    let schema = editor.document.pointer_mut(&at)?;
    let kind = schema["type"].as_str().map(str::to_owned);
    let has_values = schema.get("enum").is_some() || schema.get("const").is_some();
    *schema = match kind {
        None if !is_inline(schema) && is_31 => json!({ "anyOf": [schema, { "type": "null" }] }),
        None if !is_inline(schema) => json!({ "allOf": [schema], "nullable": true }),
        Some(kind) if is_31 && in_type && !has_values => {
            let mut schema = schema.take();
            schema["type"] = json!([kind, "null"]);
            schema
        }
        Some(_) if is_31 => json!({ "oneOf": [{ "type": "null" }, schema] }),
        Some(_) => {
            let is_nullable = schema["nullable"] == json!(true);
            let mut schema = schema.take();
            schema["nullable"] = json!(!is_nullable);
            schema
        }
        None => return None,
    };
    Some(at)
}

/// Makes a property read-only, write-only or deprecated.
pub(super) fn restrict_access(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_inline)?;
    let flag = editor.pick_word(&["readOnly", "writeOnly", "deprecated"]);
    let schema = editor.members_at(&at)?;
    for other in ["readOnly", "writeOnly"] {
        schema.shift_remove(other);
    }
    schema.insert(flag.to_owned(), json!(true));
    Some(format!("{at}: {flag}"))
}

/// Adds a default to a schema of scalars or arrays.
pub(super) fn add_default(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, |schema| {
        matches!(
            plain_type(schema),
            Some("string" | "integer" | "number" | "boolean" | "array")
        ) && schema.get("format").is_none()
    })?;
    let kind = editor.members_at(&at)?.get("type")?.as_str()?.to_owned();
    let value = match kind.as_str() {
        "array" => json!([]),
        kind => random_schema::value(kind, editor)?,
    };
    editor
        .members_at(&at)?
        .insert("default".to_owned(), value.clone());
    Some(format!("{at}: {value}"))
}

/// Restricts a schema of scalars to listed values: awkward names, negative numbers, a single value, null, a `const`, names
/// by an extension, a default among them.
pub(super) fn restrict_values(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, |schema| {
        matches!(
            plain_type(schema),
            Some("string" | "integer" | "number" | "boolean")
        )
    })?;
    let kind = editor.members_at(&at)?.get("type")?.as_str()?.to_owned();
    let mut values: Vec<Value> = Vec::new();
    for _ in 0..=editor.rng.below(12) {
        let value = random_schema::value(&kind, editor)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let (is_const, with_names) = (editor.is_31() && editor.one_in(4), editor.one_in(5));
    let names: Vec<&str> = values
        .iter()
        .map(|_| editor.pick_word(&words::NAMES))
        .collect();
    let (default, null) = (editor.one_in(3), editor.one_in(6));
    let is_31 = editor.is_31();
    let schema = editor.members_at(&at)?;
    if is_const {
        schema.insert("const".to_owned(), values.swap_remove(0));
        return Some(format!("{at}: const"));
    }
    if default {
        schema.insert("default".to_owned(), values.first()?.clone());
    }
    if with_names {
        schema.insert("x-enum-varnames".to_owned(), json!(names));
    }
    if null && !is_31 {
        schema.insert("nullable".to_owned(), json!(true));
        values.push(Value::Null);
    }
    schema.insert("enum".to_owned(), json!(values));
    Some(format!("{at}: {}", json!(values)))
}

/// Sets the additional properties of an object: anything, nothing, or members of a type.
pub(super) fn set_additional(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_object)?;
    let members = match editor.rng.below(5) {
        0 => json!(true),
        1 => json!(false),
        2 => json!({}),
        _ => random_schema::schema(editor, 2),
    };
    if editor.is_31() && editor.one_in(3) {
        let pattern = editor.pick_word(&["^x-", "^[a-z]+$", ".*"]);
        editor
            .members_at(&at)?
            .insert("patternProperties".to_owned(), json!({ pattern: members }));
        return Some(format!("{at}: patternProperties"));
    }
    editor
        .members_at(&at)?
        .insert("additionalProperties".to_owned(), members);
    Some(at)
}

/// Adds bounds to a schema: lengths, numbers, patterns, counts.
pub(super) fn add_bounds(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, |schema| schema["type"].is_string())?;
    let kind = editor.members_at(&at)?.get("type")?.as_str()?.to_owned();
    let is_31 = editor.is_31();
    let more = match kind.as_str() {
        "string" => {
            let pattern = editor.pick_word(&[
                "^[a-z]+$",
                r"\d{3}",
                "(?=x)y",
                r"^\p{L}+$",
                "^.{1,10}$",
                r"^[\w-]*\/$",
            ]);
            json!({ "minLength": 0, "maxLength": 4096, "pattern": pattern })
        }
        "integer" | "number" if is_31 => {
            json!({ "exclusiveMinimum": -1, "exclusiveMaximum": 1e9, "multipleOf": 1 })
        }
        "integer" => {
            json!({ "minimum": 0, "exclusiveMinimum": true, "maximum": 18_446_744_073_709_551_615_u64 })
        }
        "number" => json!({ "minimum": -0.5, "maximum": 1e300, "multipleOf": 0.01 }),
        "array" => json!({ "minItems": 0, "maxItems": 1000, "uniqueItems": true }),
        "object" => json!({ "minProperties": 0, "maxProperties": 100 }),
        _ => return None,
    };
    let Value::Object(more) = more else {
        return None;
    };
    editor.members_at(&at)?.extend(more);
    Some(at)
}

/// Changes the format of a string or number, perhaps to one that nobody defined.
pub(super) fn change_format(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, |schema| {
        matches!(plain_type(schema), Some("string" | "integer" | "number"))
    })?;
    let kind = editor.members_at(&at)?.get("type")?.as_str()?.to_owned();
    let formats = match kind.as_str() {
        "string" => random_schema::STRINGS,
        "integer" => random_schema::INTEGERS,
        _ => random_schema::NUMBERS,
    };
    let format = editor.pick_word(formats);
    editor
        .members_at(&at)?
        .insert("format".to_owned(), json!(format));
    Some(format!("{at}: {format}"))
}

/// Replaces a schema by one that accepts anything, in each notation.
pub(super) fn make_free_form(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, |schema| plain_type(schema).is_some())?;
    let mut forms = vec![
        json!({}),
        json!({ "type": "object" }),
        json!({ "description": "Anything." }),
        json!({ "type": "object", "additionalProperties": true }),
        json!({ "type": "object", "properties": {} }),
        json!({ "type": "array", "items": {} }),
    ];
    if editor.is_31() {
        forms.push(json!(true));
        forms.push(json!({ "type": ["string", "number", "boolean", "object", "array", "null"] }));
    }
    let form = editor.rng.pick(&forms)?.clone();
    *editor.document.pointer_mut(&at)? = form.clone();
    Some(format!("{at}: {form}"))
}

/// Adds a title to an inline schema, which may become its name.
pub(super) fn add_title(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_inline)?;
    let title = words::awkward_name("Title", &mut editor.rng);
    editor
        .members_at(&at)?
        .insert("title".to_owned(), json!(title));
    Some(format!("{at}: {title}"))
}

/// Adds a property that leads back to its object: directly, in a list, a map, a union or through another schema.
pub(super) fn add_recursion(editor: &mut Editor<'_>) -> Option<String> {
    let name = editor.pick_schema_name(is_object)?;
    let this = reference(&name);
    let (form, schema) = match editor.rng.below(7) {
        0 => ("itself", this),
        1 => ("list", json!({ "type": "array", "items": this })),
        2 => (
            "map",
            json!({ "type": "object", "additionalProperties": this }),
        ),
        3 => ("union", json!({ "oneOf": [this, { "type": "string" }] })),
        4 => (
            "allOf",
            json!({ "allOf": [this], "description": "The one above." }),
        ),
        5 => {
            let other = json!({ "type": "object", "properties": { "back": this } });
            ("another", editor.add_schema(&format!("{name}Link"), other)?)
        }
        _ => {
            let alias = editor.add_schema(&format!("{name}Alias"), this)?;
            ("alias", alias)
        }
    };
    let property = editor.pick_word(&["parent", "children", "next", "self", "tree"]);
    let at = schema_pointer(&name);
    editor
        .object_at(&at, "properties")?
        .insert(property.to_owned(), schema);
    Some(format!("{at}/properties/{property}: {form}"))
}

/// Replaces a schema by one that only 3.1 has: tuples, several types, encoded content, local definitions.
pub(super) fn use_31_schema(editor: &mut Editor<'_>) -> Option<String> {
    if !editor.is_31() {
        return None;
    }
    let at = editor.pick_object(Kind::Schema, |schema| plain_type(schema).is_some())?;
    let form = match editor.rng.below(7) {
        0 => {
            json!({ "type": "array", "prefixItems": [random_schema::schema(editor, 1), random_schema::schema(editor, 1)], "items": false })
        }
        1 => {
            json!({ "type": "array", "prefixItems": [{ "type": "string" }], "items": random_schema::schema(editor, 1) })
        }
        2 => json!({ "type": ["string", "integer"] }),
        3 => {
            json!({ "type": ["object", "null"], "properties": { "a": random_schema::schema(editor, 1) } })
        }
        4 => {
            json!({ "type": "string", "contentEncoding": "base64", "contentMediaType": "image/png" })
        }
        5 => {
            json!({ "type": ["array", "string", "null"], "items": random_schema::schema(editor, 1) })
        }
        _ => {
            json!({ "$defs": { "Inner": { "type": "string" } }, "type": "object", "properties": { "a": random_schema::schema(editor, 1) } })
        }
    };
    *editor.document.pointer_mut(&at)? = form.clone();
    Some(format!("{at}: {form}"))
}

/// Requires a member that the object does not describe.
pub(super) fn require_undescribed(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_object)?;
    let name = words::awkward_name("missing", &mut editor.rng);
    let required = editor.list_at(&at, "required")?;
    if !required.contains(&json!(name)) {
        required.push(json!(name));
    }
    Some(format!("{at}: {name}"))
}

/// Adds a property of a list or object with a default that is not empty.
pub(super) fn add_large_default(editor: &mut Editor<'_>) -> Option<String> {
    let name = words::awkward_name("setting", &mut editor.rng);
    let schema = match editor.rng.below(4) {
        0 => {
            json!({ "type": "array", "items": { "type": "string" }, "default": ["a", "b\"\\", "é"] })
        }
        1 => {
            json!({ "type": "object", "additionalProperties": { "type": "integer" }, "default": { "a": 1, "self": -2 } })
        }
        2 => {
            json!({ "type": "object", "properties": { "type": { "type": "string", "default": "x" } }, "default": { "type": "y" } })
        }
        _ => {
            json!({ "type": "array", "items": { "type": "array", "items": { "type": "number" } }, "default": [[1, 2.5], []] })
        }
    };
    editor.add_property(&name, schema)
}

/// Adds a property of inline objects and lists, several levels deep.
pub(super) fn add_deep_property(editor: &mut Editor<'_>) -> Option<String> {
    let mut schema = random_schema::scalar(editor);
    for _ in 0..editor.rng.below(9) {
        let name = words::awkward_name("inner", &mut editor.rng);
        schema = match editor.rng.below(4) {
            0 => json!({ "type": "array", "items": schema }),
            1 => json!({ "type": "object", "additionalProperties": schema }),
            _ => json!({ "type": "object", "properties": { name: schema } }),
        };
    }
    let name = words::awkward_name("outer", &mut editor.rng);
    editor.add_property(&name, schema)
}
