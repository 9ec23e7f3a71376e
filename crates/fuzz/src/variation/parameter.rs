//! Variations of parameters: where they stand, what they hold, how they are written.

use super::draft::{Draft, is_inline};
use super::objects::Kind;
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// An operation takes one parameter more, of any form, in the query, a header or a cookie.
pub(super) fn add(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, Value::is_object)?;
    let at = draft.word(&["query", "query", "query", "header", "cookie"]);
    let name = match at {
        "query" => words::name("filter", &mut draft.rng),
        _ => draft.word(&words::HEADERS).to_owned(),
    };
    let parameters = draft.list(&place, "parameters")?;
    if parameters
        .iter()
        .any(|other| !is_inline(other) || is_called(other, &name))
    {
        return None;
    }
    let parameter = parameter(draft, at, &name);
    draft.list(&place, "parameters")?.push(parameter);
    Some(format!("{place}: {at} {name}"))
}

fn is_called(parameter: &Value, name: &str) -> bool {
    let taken = parameter["name"].as_str().unwrap_or_default();
    taken.eq_ignore_ascii_case(name)
}

fn parameter(draft: &mut Draft<'_>, at: &str, name: &str) -> Value {
    let mut parameter = json!({ "name": name, "in": at });
    if draft.chance(3) {
        parameter["required"] = json!(true);
    }
    if draft.chance(6) {
        parameter["content"] =
            json!({ "application/json": { "schema": random_schema::schema(draft, 2) } });
        return parameter;
    }
    parameter["schema"] = match draft.rng.below(6) {
        0 => json!({ "type": "array", "items": random_schema::scalar(draft) }),
        1 => random_schema::object(draft, 0),
        2 => json!({ "type": "object", "additionalProperties": random_schema::scalar(draft) }),
        3 => random_schema::schema(draft, 2),
        _ => random_schema::scalar(draft),
    };
    style(&mut parameter, draft);
    parameter
}

/// The style that fits the place and the schema (OpenAPI 3.0.3, section 4.7.12.3).
fn style(parameter: &mut Value, draft: &mut Draft<'_>) {
    let at = parameter["in"].as_str().unwrap_or_default();
    let kind = parameter["schema"]["type"].as_str().unwrap_or_default();
    let styles: &[&'static str] = match (at, kind) {
        ("path", _) => &["simple", "label", "matrix"],
        ("query", "array") => &["form", "spaceDelimited", "pipeDelimited"],
        ("query", "object") => &["form", "deepObject"],
        ("query" | "cookie", _) => &["form"],
        _ => &["simple"],
    };
    let (style, explode) = (draft.word(styles), draft.chance(2));
    parameter["style"] = json!(style);
    if style != "deepObject" {
        parameter["explode"] = json!(explode);
    }
}

/// A parameter is written in another style.
pub(super) fn restyle(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["schema"].is_object()
    })?;
    let mut parameter = draft.document.pointer(&place)?.clone();
    style(&mut parameter, draft);
    *draft.document.pointer_mut(&place)? = parameter;
    Some(place)
}

/// A parameter holds something else: a list, an object, values.
pub(super) fn retype(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["schema"].is_object() && parameter.get("style").is_none()
    })?;
    let is_in_path = draft.document.pointer(&place)?["in"] == "path";
    let schema = match draft.rng.below(5) {
        0 => json!({ "type": "array", "items": random_schema::scalar(draft) }),
        1 if !is_in_path => random_schema::schema(draft, 2),
        2 => random_schema::object(draft, 0),
        _ => random_schema::scalar(draft),
    };
    let parameter = draft.at(&place)?;
    parameter.shift_remove("example");
    parameter.shift_remove("examples");
    parameter.insert("schema".to_owned(), schema);
    Some(place)
}

/// A name of the path is that of a parameter in the query, in a header and in a cookie too.
pub(super) fn homonyms(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, |operation| {
        operation["parameters"][0]["name"].is_string()
    })?;
    let parameters = draft.list(&place, "parameters")?;
    if !parameters.iter().all(is_inline) {
        return None;
    }
    let name = parameters[0]["name"].as_str()?.to_owned();
    for at in ["query", "header", "cookie"] {
        let taken = |other: &Value| other["in"] == at && is_called(other, &name);
        let is_token = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !parameters.iter().any(taken) && (at == "query" || is_token) {
            parameters.push(json!({ "name": name, "in": at, "schema": { "type": "string" } }));
        }
    }
    Some(format!("{place}: {name}"))
}

/// A parameter is one of the components.
pub(super) fn share(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Parameter, is_inline)?;
    if place.starts_with("/components/") {
        return None;
    }
    let parameter = draft.document.pointer(&place)?.clone();
    let name = words::component("Shared", &mut draft.rng);
    let parameters = draft.components("parameters")?;
    if parameters.contains_key(&name) {
        return None;
    }
    parameters.insert(name.clone(), parameter);
    *draft.document.pointer_mut(&place)? =
        json!({ "$ref": format!("#/components/parameters/{name}") });
    Some(format!("{place}: {name}"))
}

/// An operation takes parameters whose names differ in case or separators only.
pub(super) fn twins(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Parameter, |parameter| {
        is_inline(parameter) && parameter["in"] == "query"
    })?;
    let (list, _) = place.rsplit_once('/')?;
    let mut twin = draft.document.pointer(&place)?.clone();
    let name = words::like(twin["name"].as_str()?, &mut draft.rng);
    twin["name"] = json!(name);
    let parameters = draft.document.pointer_mut(list)?.as_array_mut()?;
    if !parameters.iter().all(is_inline) || parameters.iter().any(|other| other["name"] == name) {
        return None;
    }
    parameters.push(twin);
    Some(format!("{place}: {name}"))
}
