//! Variations of names: the same document, by an author who uses other names.

use super::editor::{Editor, is_inline, is_object};
use super::objects::{self, Kind, METHODS};
use super::words;
use graphwright_source::pointer::escape;
use serde_json::{Map, Value, json};

/// Renames a property, also in `required`. Properties that discriminators name are not renamed.
pub(super) fn rename_property(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_object)?;
    let tags = discriminator_properties(&editor.document);
    let properties = editor.object_at(&at, "properties")?.clone();
    let names: Vec<&String> = properties
        .keys()
        .filter(|name| !tags.contains(*name))
        .collect();
    let old = (*editor.rng.pick(&names)?).clone();
    let new = words::awkward_name(&old, &mut editor.rng);
    rename_member(editor.object_at(&at, "properties")?, &old, &new)?;
    let required = editor.members_at(&at)?.get_mut("required");
    for name in required
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter(|name| **name == json!(old))
    {
        *name = json!(new);
    }
    Some(format!("{at}: {old} -> {new}"))
}

/// Adds a copy of a property whose name differs in case or separators only.
pub(super) fn add_twin_property(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, is_object)?;
    let properties = editor.object_at(&at, "properties")?.clone();
    let members: Vec<_> = properties.iter().collect();
    let (name, schema) = *editor.rng.pick(&members)?;
    let twin = words::similar_name(name, &mut editor.rng);
    let properties = editor.object_at(&at, "properties")?;
    if properties.contains_key(&twin) {
        return None;
    }
    properties.insert(twin.clone(), schema.clone());
    Some(format!("{at}: {name} and {twin}"))
}

/// Renames a component and every reference to it.
pub(super) fn rename_component(editor: &mut Editor<'_>) -> Option<String> {
    let sections = [
        "schemas",
        "schemas",
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
    ];
    let section = editor.pick_word(&sections);
    let names = names(editor.document.pointer(&format!("/components/{section}"))?);
    let old = editor.rng.pick(&names)?.clone();
    let new = words::awkward_component(&old, &mut editor.rng);
    rename_member(editor.components(section)?, &old, &new)?;
    let beginning = format!("#/components/{section}/");
    let (from, to) = (escape(&old), escape(&new));
    redirect_references(&mut editor.document, &beginning, &from, &to);
    if section == "schemas" {
        rename_in_mappings(&mut editor.document, &old, &new);
    }
    Some(format!("{section}: {old} -> {new}"))
}

/// Adds a copy of a schema whose name differs in case or separators only, and a property that refers to it.
pub(super) fn add_twin_schema(editor: &mut Editor<'_>) -> Option<String> {
    let name = editor.pick_schema_name(|_| true)?;
    let twin = words::similar_name(&name, &mut editor.rng);
    let schemas = editor.components("schemas")?;
    if schemas.contains_key(&twin) {
        return None;
    }
    let schema = schemas.get(&name)?.clone();
    let reference = editor.add_schema(&twin, schema)?;
    let at = editor.add_property("twin", reference)?;
    Some(format!("{name} and {twin} at {at}"))
}

/// Changes the `operationId` of an operation, or removes it.
pub(super) fn rename_operation(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, Value::is_object)?;
    let taken: Vec<Value> = objects::all(&editor.document, Kind::Operation)
        .iter()
        .filter_map(|at| editor.document.pointer(at)?.get("operationId").cloned())
        .collect();
    let old = editor.members_at(&at)?.shift_remove("operationId");
    if editor.one_in(4) {
        return Some(format!("{at}: no operationId"));
    }
    let old = old.as_ref().and_then(Value::as_str).unwrap_or("list");
    let mut new = words::awkward_name(old, &mut editor.rng);
    if taken.contains(&json!(new)) {
        new = format!("{new}{}", editor.rng.below(1000));
    }
    let new = json!(new);
    if taken.contains(&new) {
        return None;
    }
    editor
        .members_at(&at)?
        .insert("operationId".to_owned(), new.clone());
    Some(format!("{at}: {new}"))
}

/// Changes the tags of operations: to those of another operation, an awkward one, several or none.
pub(super) fn change_tags(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, Value::is_object)?;
    let other = editor.pick_object(Kind::Operation, |operation| {
        operation["tags"][0].is_string()
    });
    let other = other.and_then(|other| editor.document.pointer(&other)?.get("tags").cloned());
    let tags = match (editor.rng.below(4), other) {
        (0, _) => json!([]),
        (1, Some(tags)) => tags,
        (2, Some(tags)) => {
            let like = tags[0].as_str().unwrap_or_default();
            json!([words::similar_name(like, &mut editor.rng), tags[0]])
        }
        _ => json!([words::awkward_name("tag", &mut editor.rng)]),
    };
    let old = editor.members_at(&at)?.get("tags").cloned();
    for operation in objects::all(&editor.document, Kind::Operation) {
        let operation = editor.members_at(&operation)?;
        if operation.get("tags") == old.as_ref() && old.is_some() {
            operation.insert("tags".to_owned(), tags.clone());
        }
    }
    editor
        .members_at(&at)?
        .insert("tags".to_owned(), tags.clone());
    Some(format!("{at}: {tags}"))
}

/// Renames a parameter outside of the path.
pub(super) fn rename_parameter(editor: &mut Editor<'_>) -> Option<String> {
    let at_path = |parameter: &Value| parameter["in"] == "path";
    let at = editor.pick_object(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["name"].is_string() && !at_path(parameter)
    })?;
    let parameter = editor.document.pointer(&at)?;
    let old = parameter["name"].as_str()?.to_owned();
    let is_text = parameter["in"] == "query";
    let new = if is_text {
        words::awkward_name(&old, &mut editor.rng)
    } else {
        editor.pick_word(&words::HEADERS).to_owned()
    };
    if is_name_taken(&editor.document, &new) {
        return None;
    }
    editor
        .members_at(&at)?
        .insert("name".to_owned(), json!(new));
    Some(format!("{at}: {old} -> {new}"))
}

/// Renames a path parameter: in the template, and in each operation of the path.
pub(super) fn rename_path_parameter(editor: &mut Editor<'_>) -> Option<String> {
    let paths = names(editor.document.get("paths")?);
    let with_parameter: Vec<&String> = paths.iter().filter(|path| path.contains('{')).collect();
    let path = (*editor.rng.pick(&with_parameter)?).clone();
    let old = path.split_once('{')?.1.split_once('}')?.0.to_owned();
    let new = words::awkward_name(&old, &mut editor.rng);
    let renamed = path.replacen(&format!("{{{old}}}"), &format!("{{{new}}}"), 1);
    if new.contains(['{', '}', '/', '?', '#']) || path.contains(&format!("{{{new}}}")) {
        return None;
    }
    // References into the path would dangle; few documents have any.
    if editor.document.to_string().contains("\"#/paths/") {
        return None;
    }
    let item = editor.document["paths"].get(&path)?.clone();
    let lists = std::iter::once(item.get("parameters"))
        .chain(METHODS.iter().map(|method| item[*method].get("parameters")));
    let mut parameters = lists.flatten().filter_map(Value::as_array).flatten();
    // A parameter of the components may belong to other paths too.
    if parameters.any(|parameter| !is_inline(parameter)) {
        return None;
    }
    let paths = editor.object_at("", "paths")?;
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

/// Returns whether any parameter has a name. Two parameters of an operation must differ.
fn is_name_taken(document: &Value, name: &str) -> bool {
    let pointers = objects::all(document, Kind::Parameter);
    let mut names = pointers
        .iter()
        .filter_map(|at| document.pointer(at)?.get("name")?.as_str());
    names.any(|taken| taken.eq_ignore_ascii_case(name))
}

/// The properties that discriminators name.
fn discriminator_properties(document: &Value) -> Vec<String> {
    let schemas = objects::all(document, Kind::Schema);
    let tag = |at: &String| {
        let schema = document.pointer(at)?;
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

/// Renames a member and keeps its position; `None` if the new name is taken.
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

/// Changes references to a component, or into it, to another name.
fn redirect_references(value: &mut Value, beginning: &str, old: &str, new: &str) {
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
                redirect_references(item, beginning, old, new);
            }
        }
        Value::Object(members) => {
            for member in members.values_mut() {
                redirect_references(member, beginning, old, new);
            }
        }
        _ => {}
    }
}

/// Renames a schema in the mappings that name it without the rest of a reference.
fn rename_in_mappings(document: &mut Value, old: &str, new: &str) {
    for at in objects::all(document, Kind::Schema) {
        let mapping = document.pointer_mut(&format!("{at}/discriminator/mapping"));
        let targets = mapping.and_then(Value::as_object_mut);
        for target in targets.into_iter().flat_map(Map::values_mut) {
            if target == old {
                *target = json!(new);
            }
        }
    }
}
