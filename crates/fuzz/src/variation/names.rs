//! Variations of names: the same document, written by somebody who calls things otherwise.

use super::draft::{Draft, is_inline, is_object};
use super::objects::{self, Kind, METHODS};
use super::words;
use graphwright_source::pointer::escape;
use serde_json::{Map, Value, json};

/// A property has another name; `required` goes along. Those that discriminators name stay, wherever they are.
pub(super) fn property(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_object)?;
    let tags = tags_of_unions(&draft.document);
    let properties = draft.object(&place, "properties")?.clone();
    let names: Vec<&String> = properties
        .keys()
        .filter(|name| !tags.contains(*name))
        .collect();
    let old = (*draft.rng.pick(&names)?).clone();
    let new = words::name(&old, &mut draft.rng);
    rename_member(draft.object(&place, "properties")?, &old, &new)?;
    let required = draft.at(&place)?.get_mut("required");
    for name in required
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter(|name| **name == json!(old))
    {
        *name = json!(new);
    }
    Some(format!("{place}: {old} -> {new}"))
}

/// A property is there twice, under names that differ in case or separators only.
pub(super) fn twin_property(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Schema, is_object)?;
    let properties = draft.object(&place, "properties")?.clone();
    let members: Vec<_> = properties.iter().collect();
    let (name, schema) = *draft.rng.pick(&members)?;
    let twin = words::like(name, &mut draft.rng);
    let properties = draft.object(&place, "properties")?;
    if properties.contains_key(&twin) {
        return None;
    }
    properties.insert(twin.clone(), schema.clone());
    Some(format!("{place}: {name} and {twin}"))
}

/// A component has another name, and every reference follows.
pub(super) fn component(draft: &mut Draft<'_>) -> Option<String> {
    let sections = [
        "schemas",
        "schemas",
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
    ];
    let section = draft.word(&sections);
    let names = names(draft.document.pointer(&format!("/components/{section}"))?);
    let old = draft.rng.pick(&names)?.clone();
    let new = words::component(&old, &mut draft.rng);
    rename_member(draft.components(section)?, &old, &new)?;
    let beginning = format!("#/components/{section}/");
    let (from, to) = (escape(&old), escape(&new));
    redirect(&mut draft.document, &beginning, &from, &to);
    if section == "schemas" {
        rename_in_mappings(&mut draft.document, &old, &new);
    }
    Some(format!("{section}: {old} -> {new}"))
}

/// A schema is there twice, under names that differ in case or separators only, and both are used.
pub(super) fn twin_schema(draft: &mut Draft<'_>) -> Option<String> {
    let name = draft.named_schema(|_| true)?;
    let twin = words::like(&name, &mut draft.rng);
    let schemas = draft.components("schemas")?;
    if schemas.contains_key(&twin) {
        return None;
    }
    let schema = schemas.get(&name)?.clone();
    let reference = draft.add_schema(&twin, schema)?;
    let place = draft.add_property("twin", reference)?;
    Some(format!("{name} and {twin} at {place}"))
}

/// An operation is called something else, or nothing.
pub(super) fn operation(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, Value::is_object)?;
    let taken: Vec<Value> = objects::all(&draft.document, Kind::Operation)
        .iter()
        .filter_map(|place| draft.document.pointer(place)?.get("operationId").cloned())
        .collect();
    let old = draft.at(&place)?.shift_remove("operationId");
    if draft.chance(4) {
        return Some(format!("{place}: no operationId"));
    }
    let old = old.as_ref().and_then(Value::as_str).unwrap_or("list");
    let mut new = words::name(old, &mut draft.rng);
    if taken.contains(&json!(new)) {
        new = format!("{new}{}", draft.rng.below(1000));
    }
    let new = json!(new);
    if taken.contains(&new) {
        return None;
    }
    draft
        .at(&place)?
        .insert("operationId".to_owned(), new.clone());
    Some(format!("{place}: {new}"))
}

/// Operations of a tag are under another: one of the document's, an awkward one, several or none.
pub(super) fn tag(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, Value::is_object)?;
    let other = draft.pick(Kind::Operation, |operation| {
        operation["tags"][0].is_string()
    });
    let other = other.and_then(|other| draft.document.pointer(&other)?.get("tags").cloned());
    let tags = match (draft.rng.below(4), other) {
        (0, _) => json!([]),
        (1, Some(tags)) => tags,
        (2, Some(tags)) => {
            let like = tags[0].as_str().unwrap_or_default();
            json!([words::like(like, &mut draft.rng), tags[0]])
        }
        _ => json!([words::name("tag", &mut draft.rng)]),
    };
    let old = draft.at(&place)?.get("tags").cloned();
    for operation in objects::all(&draft.document, Kind::Operation) {
        let operation = draft.at(&operation)?;
        if operation.get("tags") == old.as_ref() && old.is_some() {
            operation.insert("tags".to_owned(), tags.clone());
        }
    }
    draft.at(&place)?.insert("tags".to_owned(), tags.clone());
    Some(format!("{place}: {tags}"))
}

/// A parameter has another name, in the path too where it stands there.
pub(super) fn parameter(draft: &mut Draft<'_>) -> Option<String> {
    let at_path = |parameter: &Value| parameter["in"] == "path";
    let place = draft.pick(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["name"].is_string() && !at_path(parameter)
    })?;
    let parameter = draft.document.pointer(&place)?;
    let old = parameter["name"].as_str()?.to_owned();
    let is_text = parameter["in"] == "query";
    let new = if is_text {
        words::name(&old, &mut draft.rng)
    } else {
        draft.word(&words::HEADERS).to_owned()
    };
    if is_name_taken(&draft.document, &new) {
        return None;
    }
    draft.at(&place)?.insert("name".to_owned(), json!(new));
    Some(format!("{place}: {old} -> {new}"))
}

/// A parameter of a path has another name: in the template, and in each operation below it.
pub(super) fn path_parameter(draft: &mut Draft<'_>) -> Option<String> {
    let paths = names(draft.document.get("paths")?);
    let with_parameter: Vec<&String> = paths.iter().filter(|path| path.contains('{')).collect();
    let path = (*draft.rng.pick(&with_parameter)?).clone();
    let old = path.split_once('{')?.1.split_once('}')?.0.to_owned();
    let new = words::name(&old, &mut draft.rng);
    let renamed = path.replacen(&format!("{{{old}}}"), &format!("{{{new}}}"), 1);
    if new.contains(['{', '}', '/', '?', '#']) || path.contains(&format!("{{{new}}}")) {
        return None;
    }
    // References into a path would lead to nothing; few documents have any.
    if draft.document.to_string().contains("\"#/paths/") {
        return None;
    }
    let item = draft.document["paths"].get(&path)?.clone();
    let lists = std::iter::once(item.get("parameters"))
        .chain(METHODS.iter().map(|method| item[*method].get("parameters")));
    let mut parameters = lists.flatten().filter_map(Value::as_array).flatten();
    // One that stands among the components may belong to other paths too.
    if parameters.any(|parameter| !is_inline(parameter)) {
        return None;
    }
    let paths = draft.object("", "paths")?;
    rename_member(paths, &path, &renamed)?;
    let item = paths.get_mut(&renamed)?;
    rename_in_path(item.get_mut("parameters"), &old, &new);
    for method in METHODS {
        rename_in_path(
            item.get_mut(method)
                .and_then(|operation| operation.get_mut("parameters")),
            &old,
            &new,
        );
    }
    Some(format!("{path} -> {renamed}"))
}

fn rename_in_path(parameters: Option<&mut Value>, old: &str, new: &str) {
    for parameter in parameters
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        if parameter["in"] == "path" && parameter["name"] == old {
            parameter["name"] = json!(new);
        }
    }
}

/// Whether a parameter anywhere is called so: two in one operation must differ.
fn is_name_taken(document: &Value, name: &str) -> bool {
    let places = objects::all(document, Kind::Parameter);
    let mut names = places
        .iter()
        .filter_map(|place| document.pointer(place)?.get("name")?.as_str());
    names.any(|taken| taken.eq_ignore_ascii_case(name))
}

/// The properties that discriminators go by.
fn tags_of_unions(document: &Value) -> Vec<String> {
    let schemas = objects::all(document, Kind::Schema);
    let tag = |place: &String| {
        let schema = document.pointer(place)?;
        schema.pointer("/discriminator/propertyName")?.as_str()
    };
    schemas.iter().filter_map(tag).map(str::to_owned).collect()
}

fn names(members: &Value) -> Vec<String> {
    let members = members.as_object().into_iter().flat_map(Map::keys);
    members
        .filter(|name| !name.starts_with("x-"))
        .cloned()
        .collect()
}

/// Renames a member and leaves it where it stands; `None` where the new name is taken.
fn rename_member(members: &mut Map<String, Value>, old: &str, new: &str) -> Option<()> {
    if members.contains_key(new) {
        return None;
    }
    *members = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| (if name == old { new.to_owned() } else { name }, value))
        .collect();
    Some(())
}

/// Lets references that lead to a component, or into it, lead to another.
fn redirect(value: &mut Value, beginning: &str, old: &str, new: &str) {
    match value {
        Value::String(text) => {
            let rest = text
                .strip_prefix(beginning)
                .and_then(|rest| rest.strip_prefix(old));
            if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
                *text = format!("{beginning}{new}{rest}");
            }
        }
        Value::Array(items) => {
            for item in items {
                redirect(item, beginning, old, new);
            }
        }
        Value::Object(members) => {
            for member in members.values_mut() {
                redirect(member, beginning, old, new);
            }
        }
        _ => {}
    }
}

/// Mappings may name a schema without the rest of the reference.
fn rename_in_mappings(document: &mut Value, old: &str, new: &str) {
    for place in objects::all(document, Kind::Schema) {
        let mapping = document.pointer_mut(&format!("{place}/discriminator/mapping"));
        let targets = mapping.and_then(Value::as_object_mut);
        for target in targets.into_iter().flat_map(Map::values_mut) {
            if target == old {
                *target = json!(new);
            }
        }
    }
}
