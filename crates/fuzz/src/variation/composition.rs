//! Variations of composed schemas: unions with and without a discriminator, inheritance, null.

use super::editor::{Editor, is_inline, is_object, plain_type, reference, schema_pointer};
use super::objects::Kind;
use super::random_schema;
use super::words;
use graphwright_source::pointer::escape;
use serde_json::{Value, json};

/// Replaces a schema by one of another document.
pub(super) fn replace_by_donated(editor: &mut Editor<'_>) -> Option<String> {
    // A component that others inherit from must stay an object.
    let at = editor.pick_object(Kind::Schema, |schema| plain_type(schema).is_some())?;
    let donated = random_schema::insert_donated(editor)?;
    *editor.document.pointer_mut(&at)? = donated.clone();
    Some(format!("{at}: {donated}"))
}

/// Adds a property with any schema to an object.
pub(super) fn add_random_property(editor: &mut Editor<'_>) -> Option<String> {
    let name = words::awkward_name("extra", &mut editor.rng);
    let schema = random_schema::schema(editor, 3);
    editor.add_property(&name, schema)
}

/// Makes a schema the only part of an `allOf`, or one of several parts that agree.
pub(super) fn wrap_in_all_of(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, Value::is_object)?;
    let more = match editor.rng.below(3) {
        0 => None,
        1 => Some(json!({ "description": "More about it." })),
        _ => Some(random_schema::object(editor, 1)),
    };
    let schema = editor.document.pointer_mut(&at)?;
    // Only objects can be extended.
    let more = more.filter(|more| more.get("type").is_none() || is_object(schema));
    let parts: Vec<Value> = [Some(schema.take()), more].into_iter().flatten().collect();
    *schema = json!({ "allOf": parts });
    Some(at)
}

/// Makes a schema an alternative of a union with scalars, lists, objects or null.
pub(super) fn make_union(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, Value::is_object)?;
    let keyword = editor.pick_word(&["oneOf", "anyOf"]);
    let mut branches = Vec::new();
    for _ in 0..=editor.rng.below(3) {
        branches.push(random_schema::schema(editor, 2));
    }
    if editor.is_31() && editor.one_in(3) {
        branches.push(json!({ "type": "null" }));
    }
    let nullable = !editor.is_31() && editor.one_in(4);
    let schema = editor.document.pointer_mut(&at)?;
    branches.insert(0, schema.take());
    *schema = json!({ keyword: branches });
    if nullable {
        schema["nullable"] = json!(true);
    }
    Some(format!("{at}: {keyword}"))
}

/// Adds a union of objects of the document with a discriminator, with or without a mapping.
pub(super) fn add_tagged_union(editor: &mut Editor<'_>) -> Option<String> {
    let tag = editor.pick_word(&["type", "kind", "@type", "$kind", "Self", "objectType"]);
    let mut names = Vec::new();
    for _ in 0..=editor.rng.below(3) {
        let name = editor.pick_schema_name(is_object)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in &names {
        let at = schema_pointer(name);
        let property = editor.object_at(&at, "properties")?.entry(tag);
        property.or_insert_with(|| json!({ "type": "string" }));
        let required = editor.list_at(&at, "required")?;
        if !required.contains(&json!(tag)) {
            required.push(json!(tag));
        }
    }
    let branches: Vec<Value> = names.iter().map(|name| reference(name)).collect();
    let mut discriminator = json!({ "propertyName": tag });
    if editor.one_in(2) {
        let values = names.iter().map(|name| {
            let value = words::awkward_name(name, &mut editor.rng);
            (value, reference(name)["$ref"].clone())
        });
        discriminator["mapping"] = Value::Object(values.collect());
    }
    let keyword = editor.pick_word(&["oneOf", "anyOf"]);
    let union = json!({ keyword: branches, "discriminator": discriminator });
    let union = if editor.one_in(2) {
        editor.add_schema("AnyOfThem", union)?
    } else {
        union
    };
    let name = words::awkward_name("choice", &mut editor.rng);
    editor.add_property(&name, union)
}

/// Makes an object a base whose discriminator names its subtypes, which are added.
pub(super) fn make_base(editor: &mut Editor<'_>) -> Option<String> {
    let base = editor
        .pick_schema_name(|schema| is_object(schema) && schema.get("discriminator").is_none())?;
    let tag = editor.pick_word(&["type", "kind", "@odata.type"]);
    let at = schema_pointer(&base);
    editor
        .object_at(&at, "properties")?
        .entry(tag)
        .or_insert_with(|| json!({ "type": "string" }));
    let mut mapping = serde_json::Map::new();
    let mut above = reference(&base);
    for _ in 0..=editor.rng.below(3) {
        let part = random_schema::object(editor, 1);
        let derived = json!({ "allOf": [above.clone(), part] });
        let derived = editor.add_schema(&format!("{base}Derived"), derived)?;
        mapping.insert(
            words::awkward_name(&base, &mut editor.rng),
            derived["$ref"].clone(),
        );
        if editor.one_in(3) {
            above = derived;
        }
    }
    let mut discriminator = json!({ "propertyName": tag });
    if !editor.one_in(4) {
        discriminator["mapping"] = Value::Object(mapping);
    }
    editor
        .members_at(&at)?
        .insert("discriminator".to_owned(), discriminator);
    Some(at)
}

/// Makes an object inherit from another one of the document.
pub(super) fn inherit_from_schema(editor: &mut Editor<'_>) -> Option<String> {
    let heir = editor.pick_schema_name(is_object)?;
    let base = editor.pick_schema_name(is_object)?;
    if heir == base || may_inherit(&editor.document, &base, &heir) {
        return None;
    }
    let at = schema_pointer(&heir);
    let schema = editor.document.pointer_mut(&at)?;
    *schema = json!({ "allOf": [reference(&base), schema.take()] });
    Some(format!("{heir} of {base}"))
}

/// Returns whether a schema may inherit from another one already, which then must not inherit from it.
fn may_inherit(document: &Value, schema: &str, base: &str) -> bool {
    let text = |name: &str| {
        document
            .pointer(&schema_pointer(name))
            .map(Value::to_string)
    };
    text(schema).is_some_and(|text| text.contains("allOf") || text.contains(&*escape(base)))
}

/// Moves an inline schema to the components.
pub(super) fn extract_schema(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_inline)?;
    if at.starts_with("/components/schemas/") && at.matches('/').count() == 3 {
        return None;
    }
    let schema = editor.document.pointer(&at)?.clone();
    let name = words::awkward_component("Extracted", &mut editor.rng);
    let reference = editor.add_schema(&name, schema)?;
    *editor.document.pointer_mut(&at)? = reference;
    Some(format!("{at}: {name}"))
}

/// Adds a union of objects with a property that has a single value in each: an `enum` with one value, or a `const`, of
/// strings, numbers or booleans; with or without a discriminator.
pub(super) fn add_constant_tags(editor: &mut Editor<'_>) -> Option<String> {
    let tag = editor.pick_word(&["type", "kind", "version", "is", "Type", "default"]);
    let kind = editor.pick_word(&["string", "string", "integer", "boolean"]);
    let (as_const, named, optional) = (
        editor.is_31() && editor.one_in(2),
        editor.one_in(2),
        editor.one_in(3),
    );
    let mut values: Vec<Value> = Vec::new();
    let mut branches = Vec::new();
    for _ in 0..=editor.rng.below(4) {
        let value = random_schema::value(kind, editor)?;
        if values.contains(&value) {
            continue;
        }
        values.push(value.clone());
        let mut branch = random_schema::object(editor, 1);
        branch["properties"][tag] = if as_const {
            json!({ "const": value })
        } else {
            json!({ "type": kind, "enum": [value] })
        };
        if !optional {
            branch["required"] = json!([tag]);
        }
        branches.push(if named {
            editor.add_schema("Branch", branch)?
        } else {
            branch
        });
    }
    let mut union = json!({ "oneOf": branches });
    if named && !optional && editor.one_in(3) {
        union["discriminator"] = json!({ "propertyName": tag });
    }
    let name = words::awkward_name("choice", &mut editor.rng);
    editor.add_property(&name, union)
}

/// Repeats an alternative of a union, or adds a union as an alternative.
pub(super) fn nest_union(editor: &mut Editor<'_>) -> Option<String> {
    let has_members = |schema: &Value| {
        let members = schema.get("oneOf").or_else(|| schema.get("anyOf"));
        members.is_some_and(Value::is_array) && schema.get("discriminator").is_none()
    };
    let at = editor.pick_object(Kind::Schema, has_members)?;
    let inner = editor.pick_word(&["oneOf", "anyOf"]);
    let is_repeated = editor.one_in(3);
    let more = random_schema::scalar(editor);
    let schema = editor.members_at(&at)?;
    let keyword = ["oneOf", "anyOf"]
        .into_iter()
        .find(|keyword| schema.contains_key(*keyword))?;
    let members = schema.get_mut(keyword)?.as_array_mut()?;
    let first = members.first()?.clone();
    members.push(if is_repeated {
        first
    } else {
        json!({ inner: [first, more], "description": "One of these." })
    });
    Some(at)
}
