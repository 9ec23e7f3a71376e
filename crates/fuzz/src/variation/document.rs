//! Variations of the document itself: version, paths, servers, security, callbacks and links.

use super::editor::{Editor, is_inline, version};
use super::objects::{self, Kind, METHODS};
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// Turns a document of OpenAPI 3.0 into one of 3.1: with numbers as exclusive bounds, and null as a type. Sometimes
/// `nullable` stays, as in many documents that declare 3.1.
pub(super) fn upgrade_to_31(editor: &mut Editor<'_>) -> Option<String> {
    if !version(&editor.document).starts_with("3.0") {
        return None;
    }
    let keeps_nullable = editor.one_in(4);
    for at in objects::all(&editor.document, Kind::Schema) {
        let schema = editor.members_at(&at)?;
        for (exclusive, bound) in [
            ("exclusiveMinimum", "minimum"),
            ("exclusiveMaximum", "maximum"),
        ] {
            if let Some(Value::Bool(is_exclusive)) = schema.shift_remove(exclusive)
                && is_exclusive
                && let Some(limit) = schema.shift_remove(bound)
            {
                schema.insert(exclusive.to_owned(), limit);
            }
        }
        if !keeps_nullable
            && schema.shift_remove("nullable") == Some(json!(true))
            && let Some(kind) = schema.get_mut("type")
            && kind.is_string()
        {
            *kind = json!([kind, "null"]);
        }
    }
    editor.document["openapi"] = json!("3.1.0");
    Some("3.0 -> 3.1".to_owned())
}

/// Adds a path with a template that simple routers reject.
pub(super) fn add_unusual_path(editor: &mut Editor<'_>) -> Option<String> {
    let paths = editor.object_at("", "paths")?.clone();
    let with_parameter: Vec<_> = paths
        .iter()
        .filter(|(path, item)| path.ends_with('}') && path.starts_with('/') && is_inline(item))
        .collect();
    let (path, item) = *editor.rng.pick(&with_parameter)?;
    let (before, last) = path.rsplit_once('/')?;
    if last.matches('{').count() != 1 || !last.starts_with('{') {
        return None;
    }
    let new = match editor.rng.below(8) {
        0 => format!("{before}({last})"),
        1 => format!("{before}/{last}.json"),
        2 => format!("{before}/{last}:cancel"),
        3 => format!("{before}/v-{last}"),
        4 => format!("{before}/find(id='{last}')"),
        5 => format!("{path}/"),
        6 => format!("{before}/%24value/{last}"),
        _ => format!("{before}/a b/{last}"),
    };
    if paths.contains_key(&new) {
        return None;
    }
    let mut item = item.clone();
    for method in METHODS {
        if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
            operation.shift_remove("operationId");
        }
    }
    editor.object_at("", "paths")?.insert(new.clone(), item);
    Some(format!("{path} and {new}"))
}

/// Adds a method to a path, with a copy of one of its operations.
pub(super) fn add_method(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::PathItem, is_inline)?;
    let new = editor.pick_word(&METHODS);
    let item = editor.members_at(&at)?;
    let mut operation = METHODS.iter().find_map(|method| item.get(*method))?.clone();
    if item.contains_key(new) {
        return None;
    }
    let members = operation.as_object_mut()?;
    members.shift_remove("operationId");
    if ["get", "head", "trace", "delete"].contains(&new) {
        members.shift_remove("requestBody");
    }
    item.insert(new.to_owned(), operation);
    Some(format!("{at}: {new}"))
}

/// Sets the servers of the document, a path or an operation: with variables, relative, several, none.
pub(super) fn set_servers(editor: &mut Editor<'_>) -> Option<String> {
    let variable = editor.pick_word(&[
        "region",
        "self",
        "type",
        "base_path",
        "port",
        "Region",
        "server",
    ]);
    let servers = match editor.rng.below(5) {
        0 => json!([]),
        1 => json!([{ "url": "/" }]),
        2 => json!([{ "url": "/api/v1/", "description": "Here." }]),
        3 => json!([
            { "url": format!("https://{{{variable}}}.example.com:{{port2}}/v1"), "variables": {
                variable: { "default": "eu", "enum": ["eu", "us", "self", "", "EU"] }, "port2": { "default": "8443" } } },
            { "url": "https://example.com", "description": "`other` [one]" },
        ]),
        _ => {
            json!([{ "url": "https://a.example.com/{path}/x", "variables": { "path": { "default": "v1/y" } } }])
        }
    };
    let at = match editor.rng.below(3) {
        0 => editor.pick_object(Kind::Operation, Value::is_object)?,
        1 => editor.pick_object(Kind::PathItem, is_inline)?,
        _ => String::new(),
    };
    editor
        .members_at(&at)?
        .insert("servers".to_owned(), servers);
    Some(at)
}

/// Adds a security scheme of any kind, and requires it for the document or an operation: alone, as an alternative, with
/// another one, optionally.
pub(super) fn require_security(editor: &mut Editor<'_>) -> Option<String> {
    let name = words::awkward_component("key", &mut editor.rng);
    let scheme = match editor.rng.below(9) {
        0 => json!({ "type": "apiKey", "in": "header", "name": "X-Api-Key" }),
        1 => json!({ "type": "apiKey", "in": "query", "name": "api key" }),
        2 => json!({ "type": "apiKey", "in": "cookie", "name": "sid" }),
        3 => json!({ "type": "http", "scheme": "basic" }),
        4 => json!({ "type": "http", "scheme": "Bearer", "bearerFormat": "JWT" }),
        5 => json!({ "type": "http", "scheme": "digest" }),
        6 => {
            json!({ "type": "openIdConnect", "openIdConnectUrl": "https://example.com/.well-known" })
        }
        7 if editor.is_31() => json!({ "type": "mutualTLS" }),
        _ => json!({ "type": "oauth2", "flows": {
            "clientCredentials": { "tokenUrl": "https://example.com/token", "scopes": { "a.b": "A", "A_B": "B", "self": "", "*": "all" } },
            "authorizationCode": { "authorizationUrl": "https://example.com/auth", "tokenUrl": "/token", "scopes": { "https://x/a": "", "a b": "" } },
        } }),
    };
    let scopes = if scheme["type"] == "oauth2" {
        json!(["a.b", "self"])
    } else {
        json!([])
    };
    let schemes = editor.components("securitySchemes")?;
    if schemes.contains_key(&name) {
        return None;
    }
    let other = schemes.keys().next().cloned();
    schemes.insert(name.clone(), scheme);
    let mut requirement = json!({ name.clone(): scopes });
    let security = match (editor.rng.below(4), other) {
        (0, _) => json!([requirement, {}]),
        (1, Some(other)) => json!([requirement, { other: [] }]),
        (2, Some(other)) => {
            requirement[other] = json!([]);
            json!([requirement])
        }
        _ => json!([requirement]),
    };
    let at = if editor.one_in(3) {
        String::new()
    } else {
        editor.pick_object(Kind::Operation, Value::is_object)?
    };
    editor
        .members_at(&at)?
        .insert("security".to_owned(), security);
    Some(format!("{at}: {name}"))
}

/// Adds an object that is read and reported, and not generated: a callback, link, webhook or external documentation.
pub(super) fn add_callback_or_link(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, |operation| {
        operation["responses"].is_object()
    })?;
    let operation = json!({ "responses": { "200": { "description": "Taken." } } });
    let is_31 = editor.is_31();
    match editor.rng.below(4) {
        0 => {
            let callback = json!({ "{$request.body#/url}": { "post": operation } });
            editor
                .object_at(&at, "callbacks")?
                .insert("onEvent".to_owned(), callback);
        }
        1 if is_31 => {
            editor
                .object_at("", "webhooks")?
                .insert("new pet".to_owned(), json!({ "post": operation }));
        }
        2 => {
            let docs =
                json!({ "url": "https://example.com/a?b=[c]", "description": "More `here`." });
            editor
                .members_at(&at)?
                .insert("externalDocs".to_owned(), docs);
        }
        _ => {
            let response = editor.pick_object(Kind::Response, is_inline)?;
            let link = json!({ "operationRef": "#/paths/~1", "parameters": { "id": "$response.body#/id" } });
            editor
                .object_at(&response, "links")?
                .insert("self".to_owned(), link);
        }
    }
    Some(at)
}

/// Changes the title and version of the document.
pub(super) fn change_title(editor: &mut Editor<'_>) -> Option<String> {
    let title = words::awkward_name("API", &mut editor.rng);
    let version = editor.pick_word(&[
        "1",
        "v1",
        "2024-01-01",
        "1.0.0-rc.1+build",
        "",
        "latest",
        "${v}",
    ]);
    let info = editor.object_at("", "info")?;
    info.insert("title".to_owned(), json!(title));
    info.insert("version".to_owned(), json!(version));
    Some(title)
}

/// Adds a small operation with a random body and response.
pub(super) fn add_operation(editor: &mut Editor<'_>) -> Option<String> {
    let word = editor.pick_word(&words::COMPONENTS);
    let path = format!("/{word}/{{{word}}}");
    let (body, response) = (
        random_schema::schema(editor, 3),
        random_schema::schema(editor, 3),
    );
    let item = json!({
        "parameters": [{ "name": word, "in": "path", "required": true, "schema": random_schema::scalar(editor) }],
        "post": {
            "tags": [editor.pick_word(&words::NAMES)],
            "requestBody": { "content": { "application/json": { "schema": body } } },
            "responses": { "200": { "description": "", "content": { "application/json": { "schema": response } } } },
        },
    });
    let paths = editor.object_at("", "paths")?;
    if paths.contains_key(&path) {
        return None;
    }
    paths.insert(path.clone(), item);
    Some(path)
}
