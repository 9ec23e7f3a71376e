//! Variations that combine schemas: unions with and without a discriminator, inheritance, null.

use super::draft::{Draft, is_inline, is_object, plain_type, reference, schema_pointer};
use super::objects::Kind;
use super::random_schema;
use super::words;
use graphwright_source::pointer::escape;
use serde_json::{Value, json};

/// A schema of another document stands where there was one.
pub(super) fn splice(draft: &mut Draft<'_>) -> Option<String> {
    // A component that another inherits from stays an object.
    let place = draft.pick(Kind::Schema, |schema| plain_type(schema).is_some())?;
    let donated = random_schema::donated(draft)?;
    *draft.document.pointer_mut(&place)? = donated.clone();
    Some(format!("{place}: {donated}"))
}

/// An object has one more property, of any form.
pub(super) fn property(draft: &mut Draft<'_>) -> Option<String> {
    let name = words::name("extra", &mut draft.rng);
    let schema = random_schema::schema(draft, 3);
    draft.add_property(&name, schema)
}

/// A schema is the only part of an `allOf`, or one of several that agree.
pub(super) fn all_of(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, Value::is_object)?;
    let more = match draft.rng.below(3) {
        0 => None,
        1 => Some(json!({ "description": "More about it." })),
        _ => Some(random_schema::object(draft, 1)),
    };
    let schema = draft.document.pointer_mut(&place)?;
    // Only objects can be more than they are.
    let more = more.filter(|more| more.get("type").is_none() || is_object(schema));
    let parts: Vec<Value> = [Some(schema.take()), more].into_iter().flatten().collect();
    *schema = json!({ "allOf": parts });
    Some(place)
}

/// A schema is one of several: of scalars, lists, objects, null.
pub(super) fn union(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, Value::is_object)?;
    let keyword = draft.word(&["oneOf", "anyOf"]);
    let mut branches = Vec::new();
    for _ in 0..=draft.rng.below(3) {
        branches.push(random_schema::schema(draft, 2));
    }
    if draft.is_31() && draft.chance(3) {
        branches.push(json!({ "type": "null" }));
    }
    let nullable = !draft.is_31() && draft.chance(4);
    let schema = draft.document.pointer_mut(&place)?;
    branches.insert(0, schema.take());
    *schema = json!({ keyword: branches });
    if nullable {
        schema["nullable"] = json!(true);
    }
    Some(format!("{place}: {keyword}"))
}

/// Objects of the document are told apart by a discriminator, with and without a mapping.
pub(super) fn tagged_union(draft: &mut Draft<'_>) -> Option<String> {
    let tag = draft.word(&["type", "kind", "@type", "$kind", "Self", "objectType"]);
    let mut names = Vec::new();
    for _ in 0..=draft.rng.below(3) {
        let name = draft.named_schema(is_object)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in &names {
        let place = schema_pointer(name);
        let property = draft.object(&place, "properties")?.entry(tag);
        property.or_insert_with(|| json!({ "type": "string" }));
        let required = draft.list(&place, "required")?;
        if !required.contains(&json!(tag)) {
            required.push(json!(tag));
        }
    }
    let branches: Vec<Value> = names.iter().map(|name| reference(name)).collect();
    let mut discriminator = json!({ "propertyName": tag });
    if draft.chance(2) {
        let values = names.iter().map(|name| {
            let value = words::name(name, &mut draft.rng);
            (value, reference(name)["$ref"].clone())
        });
        discriminator["mapping"] = Value::Object(values.collect());
    }
    let keyword = draft.word(&["oneOf", "anyOf"]);
    let union = json!({ keyword: branches, "discriminator": discriminator });
    let union = if draft.chance(2) {
        draft.add_schema("AnyOfThem", union)?
    } else {
        union
    };
    let name = words::name("choice", &mut draft.rng);
    draft.add_property(&name, union)
}

/// An object is a base whose discriminator names those that inherit from it.
pub(super) fn base(draft: &mut Draft<'_>) -> Option<String> {
    let base =
        draft.named_schema(|schema| is_object(schema) && schema.get("discriminator").is_none())?;
    let tag = draft.word(&["type", "kind", "@odata.type"]);
    let place = schema_pointer(&base);
    draft
        .object(&place, "properties")?
        .entry(tag)
        .or_insert_with(|| json!({ "type": "string" }));
    let mut mapping = serde_json::Map::new();
    let mut above = reference(&base);
    for _ in 0..=draft.rng.below(3) {
        let part = random_schema::object(draft, 1);
        let derived = json!({ "allOf": [above.clone(), part] });
        let derived = draft.add_schema(&format!("{base}Derived"), derived)?;
        mapping.insert(words::name(&base, &mut draft.rng), derived["$ref"].clone());
        if draft.chance(3) {
            above = derived;
        }
    }
    let mut discriminator = json!({ "propertyName": tag });
    if !draft.chance(4) {
        discriminator["mapping"] = Value::Object(mapping);
    }
    draft
        .at(&place)?
        .insert("discriminator".to_owned(), discriminator);
    Some(place)
}

/// An object inherits from another of the document.
pub(super) fn inherit(draft: &mut Draft<'_>) -> Option<String> {
    let heir = draft.named_schema(is_object)?;
    let base = draft.named_schema(is_object)?;
    if heir == base || reaches(&draft.document, &base, &heir) {
        return None;
    }
    let place = schema_pointer(&heir);
    let schema = draft.document.pointer_mut(&place)?;
    *schema = json!({ "allOf": [reference(&base), schema.take()] });
    Some(format!("{heir} of {base}"))
}

/// Whether a schema inherits from another: nothing can from itself.
fn reaches(document: &Value, from: &str, to: &str) -> bool {
    let text = |name: &str| {
        document
            .pointer(&schema_pointer(name))
            .map(Value::to_string)
    };
    text(from).is_some_and(|text| text.contains("allOf") || text.contains(&*escape(to)))
}

/// A schema that stands in place is a component, or a component stands in place.
pub(super) fn extract(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_inline)?;
    if place.starts_with("/components/schemas/") && place.matches('/').count() == 3 {
        return None;
    }
    let schema = draft.document.pointer(&place)?.clone();
    let name = words::component("Extracted", &mut draft.rng);
    let reference = draft.add_schema(&name, schema)?;
    *draft.document.pointer_mut(&place)? = reference;
    Some(format!("{place}: {name}"))
}

/// Objects are told apart by a property that has one value in each: an enumeration of one, or a constant,
/// which may be a number or a boolean; with a discriminator and without.
pub(super) fn constant_tags(draft: &mut Draft<'_>) -> Option<String> {
    let tag = draft.word(&["type", "kind", "version", "is", "Type", "default"]);
    let kind = draft.word(&["string", "string", "integer", "boolean"]);
    let (as_const, named, optional) = (
        draft.is_31() && draft.chance(2),
        draft.chance(2),
        draft.chance(3),
    );
    let mut values: Vec<Value> = Vec::new();
    let mut branches = Vec::new();
    for _ in 0..=draft.rng.below(4) {
        let value = random_schema::value(kind, draft)?;
        if values.contains(&value) {
            continue;
        }
        values.push(value.clone());
        let mut branch = random_schema::object(draft, 1);
        branch["properties"][tag] = if as_const {
            json!({ "const": value })
        } else {
            json!({ "type": kind, "enum": [value] })
        };
        if !optional {
            branch["required"] = json!([tag]);
        }
        branches.push(if named {
            draft.add_schema("Branch", branch)?
        } else {
            branch
        });
    }
    let mut union = json!({ "oneOf": branches });
    if named && !optional && draft.chance(3) {
        union["discriminator"] = json!({ "propertyName": tag });
    }
    let name = words::name("choice", &mut draft.rng);
    draft.add_property(&name, union)
}

/// A choice says the same twice, or has a choice among its members.
pub(super) fn nested_union(draft: &mut Draft<'_>) -> Option<String> {
    let has_members = |schema: &Value| {
        let members = schema.get("oneOf").or_else(|| schema.get("anyOf"));
        members.is_some_and(Value::is_array) && schema.get("discriminator").is_none()
    };
    let place = draft.pick(Kind::Schema, has_members)?;
    let inner = draft.word(&["oneOf", "anyOf"]);
    let is_repeated = draft.chance(3);
    let more = random_schema::scalar(draft);
    let schema = draft.at(&place)?;
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
    Some(place)
}
