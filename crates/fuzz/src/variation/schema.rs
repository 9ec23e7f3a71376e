//! Variations of one schema: what it says about presence, values and form.

use super::draft::{Draft, is_inline, is_object, plain_type, reference, schema_pointer};
use super::objects::Kind;
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// A property that had to be there need not, or the other way round.
pub(super) fn required(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_object)?;
    let names: Vec<String> = draft
        .object(&place, "properties")?
        .keys()
        .cloned()
        .collect();
    let name = draft.rng.pick(&names)?.clone();
    let required = draft.list(&place, "required")?;
    let before = required.len();
    required.retain(|other| *other != json!(name));
    if required.len() == before {
        required.push(json!(name));
    }
    let is_empty = required.is_empty();
    if is_empty {
        draft.at(&place)?.shift_remove("required");
    }
    Some(format!("{place}: {name}"))
}

/// What may be null may not, or the other way round, in each form that there is for it.
pub(super) fn nullable(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, Value::is_object)?;
    let is_31 = draft.is_31();
    let in_type = draft.chance(2);
    let schema = draft.document.pointer_mut(&place)?;
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
    Some(place)
}

/// A property is read or written only, or is no longer for use.
pub(super) fn access(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_inline)?;
    let flag = draft.word(&["readOnly", "writeOnly", "deprecated"]);
    let schema = draft.at(&place)?;
    for other in ["readOnly", "writeOnly"] {
        schema.shift_remove(other);
    }
    schema.insert(flag.to_owned(), json!(true));
    Some(format!("{place}: {flag}"))
}

/// A schema of scalars has a default of its type.
pub(super) fn default(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, |schema| {
        matches!(
            plain_type(schema),
            Some("string" | "integer" | "number" | "boolean" | "array")
        ) && schema.get("format").is_none()
    })?;
    let kind = draft.at(&place)?.get("type")?.as_str()?.to_owned();
    let value = match kind.as_str() {
        "array" => json!([]),
        kind => random_schema::value(kind, draft)?,
    };
    draft
        .at(&place)?
        .insert("default".to_owned(), value.clone());
    Some(format!("{place}: {value}"))
}

/// A schema of scalars lists its values: awkward names, negative numbers, one value, null among them,
/// `const`, names of Rust by an extension, a default that is one of them.
pub(super) fn values(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, |schema| {
        matches!(
            plain_type(schema),
            Some("string" | "integer" | "number" | "boolean")
        )
    })?;
    let kind = draft.at(&place)?.get("type")?.as_str()?.to_owned();
    let mut values: Vec<Value> = Vec::new();
    for _ in 0..=draft.rng.below(12) {
        let value = random_schema::value(&kind, draft)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let (is_const, with_names) = (draft.is_31() && draft.chance(4), draft.chance(5));
    let names: Vec<&str> = values.iter().map(|_| draft.word(&words::NAMES)).collect();
    let (default, null) = (draft.chance(3), draft.chance(6));
    let is_31 = draft.is_31();
    let schema = draft.at(&place)?;
    if is_const {
        schema.insert("const".to_owned(), values.swap_remove(0));
        return Some(format!("{place}: const"));
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
    Some(format!("{place}: {}", json!(values)))
}

/// An object keeps what it does not name: anything, nothing, or members of a type.
pub(super) fn additional(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_object)?;
    let members = match draft.rng.below(5) {
        0 => json!(true),
        1 => json!(false),
        2 => json!({}),
        _ => random_schema::schema(draft, 2),
    };
    if draft.is_31() && draft.chance(3) {
        let pattern = draft.word(&["^x-", "^[a-z]+$", ".*"]);
        draft
            .at(&place)?
            .insert("patternProperties".to_owned(), json!({ pattern: members }));
        return Some(format!("{place}: patternProperties"));
    }
    draft
        .at(&place)?
        .insert("additionalProperties".to_owned(), members);
    Some(place)
}

/// A schema is bounded: lengths, numbers, patterns, counts.
pub(super) fn bounds(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, |schema| schema["type"].is_string())?;
    let kind = draft.at(&place)?.get("type")?.as_str()?.to_owned();
    let is_31 = draft.is_31();
    let more = match kind.as_str() {
        "string" => {
            let pattern = draft.word(&[
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
    draft.at(&place)?.extend(more);
    Some(place)
}

/// A string or number has another format, one that nobody defined among them.
pub(super) fn format(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, |schema| {
        matches!(plain_type(schema), Some("string" | "integer" | "number"))
    })?;
    let kind = draft.at(&place)?.get("type")?.as_str()?.to_owned();
    let formats = match kind.as_str() {
        "string" => random_schema::STRINGS,
        "integer" => random_schema::INTEGERS,
        _ => random_schema::NUMBERS,
    };
    let format = draft.word(formats);
    draft.at(&place)?.insert("format".to_owned(), json!(format));
    Some(format!("{place}: {format}"))
}

/// Anything may stand where something was asked for: free-form in each way of writing it.
pub(super) fn free_form(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, |schema| plain_type(schema).is_some())?;
    let mut forms = vec![
        json!({}),
        json!({ "type": "object" }),
        json!({ "description": "Anything." }),
        json!({ "type": "object", "additionalProperties": true }),
        json!({ "type": "object", "properties": {} }),
        json!({ "type": "array", "items": {} }),
    ];
    if draft.is_31() {
        forms.push(json!(true));
        forms.push(json!({ "type": ["string", "number", "boolean", "object", "array", "null"] }));
    }
    let form = draft.rng.pick(&forms)?.clone();
    *draft.document.pointer_mut(&place)? = form.clone();
    Some(format!("{place}: {form}"))
}

/// An inline schema has a title, which may become its name.
pub(super) fn title(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_inline)?;
    let title = words::name("Title", &mut draft.rng);
    draft.at(&place)?.insert("title".to_owned(), json!(title));
    Some(format!("{place}: {title}"))
}

/// A schema leads back to itself: directly, in a list, a map, a union or through another.
pub(super) fn recursion(draft: &mut Draft<'_>) -> Option<String> {
    let name = draft.named_schema(is_object)?;
    let this = reference(&name);
    let (form, schema) = match draft.rng.below(7) {
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
            ("another", draft.add_schema(&format!("{name}Link"), other)?)
        }
        _ => {
            let alias = draft.add_schema(&format!("{name}Alias"), this)?;
            ("alias", alias)
        }
    };
    let property = draft.word(&["parent", "children", "next", "self", "tree"]);
    let place = schema_pointer(&name);
    draft
        .object(&place, "properties")?
        .insert(property.to_owned(), schema);
    Some(format!("{place}/properties/{property}: {form}"))
}

/// Forms that only 3.1 has: tuples, several types, encoded content, definitions within.
pub(super) fn modern(draft: &mut Draft<'_>) -> Option<String> {
    if !draft.is_31() {
        return None;
    }
    let place = draft.pick(Kind::Schema, |schema| plain_type(schema).is_some())?;
    let form = match draft.rng.below(7) {
        0 => {
            json!({ "type": "array", "prefixItems": [random_schema::schema(draft, 1), random_schema::schema(draft, 1)], "items": false })
        }
        1 => {
            json!({ "type": "array", "prefixItems": [{ "type": "string" }], "items": random_schema::schema(draft, 1) })
        }
        2 => json!({ "type": ["string", "integer"] }),
        3 => {
            json!({ "type": ["object", "null"], "properties": { "a": random_schema::schema(draft, 1) } })
        }
        4 => {
            json!({ "type": "string", "contentEncoding": "base64", "contentMediaType": "image/png" })
        }
        5 => {
            json!({ "type": ["array", "string", "null"], "items": random_schema::schema(draft, 1) })
        }
        _ => {
            json!({ "$defs": { "Inner": { "type": "string" } }, "type": "object", "properties": { "a": random_schema::schema(draft, 1) } })
        }
    };
    *draft.document.pointer_mut(&place)? = form.clone();
    Some(format!("{place}: {form}"))
}

/// An object requires a member that it does not describe.
pub(super) fn undescribed(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_object)?;
    let name = words::name("missing", &mut draft.rng);
    let required = draft.list(&place, "required")?;
    if !required.contains(&json!(name)) {
        required.push(json!(name));
    }
    Some(format!("{place}: {name}"))
}

/// Lists and objects have defaults that are not empty.
pub(super) fn large_default(draft: &mut Draft<'_>) -> Option<String> {
    let name = words::name("setting", &mut draft.rng);
    let schema = match draft.rng.below(4) {
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
    draft.add_property(&name, schema)
}

/// Objects and lists stand in each other, several levels deep, and none has a name of its own.
pub(super) fn deep(draft: &mut Draft<'_>) -> Option<String> {
    let mut schema = random_schema::scalar(draft);
    for _ in 0..draft.rng.below(9) {
        let name = words::name("inner", &mut draft.rng);
        schema = match draft.rng.below(4) {
            0 => json!({ "type": "array", "items": schema }),
            1 => json!({ "type": "object", "additionalProperties": schema }),
            _ => json!({ "type": "object", "properties": { name: schema } }),
        };
    }
    let name = words::name("outer", &mut draft.rng);
    draft.add_property(&name, schema)
}
