//! Variations of parameters: their location, schema and style.

use super::editor::{Editor, is_inline};
use super::objects::Kind;
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// Adds a parameter with any schema to an operation, in the query, a header or a cookie.
pub(super) fn add_parameter(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, Value::is_object)?;
    let location = editor.pick_word(&["query", "query", "query", "header", "cookie"]);
    let name = match location {
        "query" => words::awkward_name("filter", &mut editor.rng),
        _ => editor.pick_word(&words::HEADERS).to_owned(),
    };
    let parameters = editor.list_at(&at, "parameters")?;
    if parameters
        .iter()
        .any(|other| !is_inline(other) || has_name(other, &name))
    {
        return None;
    }
    let parameter = random_parameter(editor, location, &name);
    editor.list_at(&at, "parameters")?.push(parameter);
    Some(format!("{at}: {location} {name}"))
}

fn has_name(parameter: &Value, name: &str) -> bool {
    let own_name = parameter["name"].as_str().unwrap_or_default();
    own_name.eq_ignore_ascii_case(name)
}

fn random_parameter(editor: &mut Editor<'_>, location: &str, name: &str) -> Value {
    let mut parameter = json!({ "name": name, "in": location });
    if editor.one_in(3) {
        parameter["required"] = json!(true);
    }
    if editor.one_in(6) {
        parameter["content"] =
            json!({ "application/json": { "schema": random_schema::schema(editor, 2) } });
        return parameter;
    }
    parameter["schema"] = match editor.rng.below(6) {
        0 => json!({ "type": "array", "items": random_schema::scalar(editor) }),
        1 => random_schema::object(editor, 0),
        2 => json!({ "type": "object", "additionalProperties": random_schema::scalar(editor) }),
        3 => random_schema::schema(editor, 2),
        _ => random_schema::scalar(editor),
    };
    set_style(&mut parameter, editor);
    parameter
}

/// Sets a style that is allowed for the location and the schema (OpenAPI 3.0.3, section 4.7.12.3).
fn set_style(parameter: &mut Value, editor: &mut Editor<'_>) {
    let location = parameter["in"].as_str().unwrap_or_default();
    let kind = parameter["schema"]["type"].as_str().unwrap_or_default();
    let styles: &[&'static str] = match (location, kind) {
        ("path", _) => &["simple", "label", "matrix"],
        ("query", "array") => &["form", "spaceDelimited", "pipeDelimited"],
        ("query", "object") => &["form", "deepObject"],
        ("query" | "cookie", _) => &["form"],
        _ => &["simple"],
    };
    let (style, explode) = (editor.pick_word(styles), editor.one_in(2));
    parameter["style"] = json!(style);
    if style != "deepObject" {
        parameter["explode"] = json!(explode);
    }
}

/// Changes the style of a parameter.
pub(super) fn change_style(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["schema"].is_object()
    })?;
    let mut parameter = editor.document.pointer(&at)?.clone();
    set_style(&mut parameter, editor);
    *editor.document.pointer_mut(&at)? = parameter;
    Some(at)
}

/// Changes the schema of a parameter to a list, an object or a scalar.
pub(super) fn change_schema(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["schema"].is_object() && parameter.get("style").is_none()
    })?;
    let is_in_path = editor.document.pointer(&at)?["in"] == "path";
    let schema = match editor.rng.below(5) {
        0 => json!({ "type": "array", "items": random_schema::scalar(editor) }),
        1 if !is_in_path => random_schema::schema(editor, 2),
        2 => random_schema::object(editor, 0),
        _ => random_schema::scalar(editor),
    };
    let parameter = editor.members_at(&at)?;
    parameter.shift_remove("example");
    parameter.shift_remove("examples");
    parameter.insert("schema".to_owned(), schema);
    Some(at)
}

/// Adds parameters with the name of another one, in the query, a header and a cookie.
pub(super) fn add_homonyms(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, |operation| {
        operation["parameters"][0]["name"].is_string()
    })?;
    let parameters = editor.list_at(&at, "parameters")?;
    if !parameters.iter().all(is_inline) {
        return None;
    }
    let name = parameters[0]["name"].as_str()?.to_owned();
    for location in ["query", "header", "cookie"] {
        let taken = |other: &Value| other["in"] == location && has_name(other, &name);
        let is_token = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !parameters.iter().any(taken) && (location == "query" || is_token) {
            parameters
                .push(json!({ "name": name, "in": location, "schema": { "type": "string" } }));
        }
    }
    Some(format!("{at}: {name}"))
}

/// Moves a parameter to the components.
pub(super) fn share_parameter(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Parameter, is_inline)?;
    if at.starts_with("/components/") {
        return None;
    }
    let parameter = editor.document.pointer(&at)?.clone();
    let name = words::awkward_component("Shared", &mut editor.rng);
    let parameters = editor.components("parameters")?;
    if parameters.contains_key(&name) {
        return None;
    }
    parameters.insert(name.clone(), parameter);
    *editor.document.pointer_mut(&at)? =
        json!({ "$ref": format!("#/components/parameters/{name}") });
    Some(format!("{at}: {name}"))
}

/// Adds a query parameter whose name differs from another's in case or separators only.
pub(super) fn add_twin(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["in"] == "query"
    })?;
    let (list, _) = at.rsplit_once('/')?;
    let mut twin = editor.document.pointer(&at)?.clone();
    let name = words::similar_name(twin["name"].as_str()?, &mut editor.rng);
    twin["name"] = json!(name);
    let parameters = editor.document.pointer_mut(list)?.as_array_mut()?;
    if !parameters.iter().all(is_inline) || parameters.iter().any(|other| other["name"] == name) {
        return None;
    }
    parameters.push(twin);
    Some(format!("{at}: {name}"))
}
