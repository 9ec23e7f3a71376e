//! Variations of the whole: version, paths, servers, security, what stands beside the operations.

use super::draft::{Draft, is_inline, version};
use super::objects::{self, Kind, METHODS};
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// A document of 3.0 says 3.1, and has that form: numbers as exclusive bounds, null as a type. Sometimes
/// `nullable` stays, which many documents have that say 3.1.
pub(super) fn modernise(draft: &mut Draft<'_>) -> Option<String> {
    if !version(&draft.document).starts_with("3.0") {
        return None;
    }
    let keeps_nullable = draft.chance(4);
    for place in objects::all(&draft.document, Kind::Schema) {
        let schema = draft.at(&place)?;
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
    draft.document["openapi"] = json!("3.1.0");
    Some("3.0 -> 3.1".to_owned())
}

/// A path has a template that plain routers refuse.
pub(super) fn path(draft: &mut Draft<'_>) -> Option<String> {
    let paths = draft.object("", "paths")?.clone();
    let with_parameter: Vec<_> = paths
        .iter()
        .filter(|(path, item)| path.ends_with('}') && path.starts_with('/') && is_inline(item))
        .collect();
    let (path, item) = *draft.rng.pick(&with_parameter)?;
    let (before, last) = path.rsplit_once('/')?;
    if last.matches('{').count() != 1 || !last.starts_with('{') {
        return None;
    }
    let new = match draft.rng.below(8) {
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
    draft.object("", "paths")?.insert(new.clone(), item);
    Some(format!("{path} and {new}"))
}

/// A path answers to one method more, in the same way.
pub(super) fn method(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::PathItem, is_inline)?;
    let new = draft.word(&METHODS);
    let item = draft.at(&place)?;
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
    Some(format!("{place}: {new}"))
}

/// Servers, of the document or of an operation: with variables, relative, several, none.
pub(super) fn servers(draft: &mut Draft<'_>) -> Option<String> {
    let variable = draft.word(&[
        "region",
        "self",
        "type",
        "base_path",
        "port",
        "Region",
        "server",
    ]);
    let servers = match draft.rng.below(5) {
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
    let place = match draft.rng.below(3) {
        0 => draft.pick(Kind::Operation, Value::is_object)?,
        1 => draft.pick(Kind::PathItem, is_inline)?,
        _ => String::new(),
    };
    draft.at(&place)?.insert("servers".to_owned(), servers);
    Some(place)
}

/// Security schemes of every kind, required of the document or of an operation: alternatives, several at
/// once, none.
pub(super) fn security(draft: &mut Draft<'_>) -> Option<String> {
    let name = words::component("key", &mut draft.rng);
    let scheme = match draft.rng.below(9) {
        0 => json!({ "type": "apiKey", "in": "header", "name": "X-Api-Key" }),
        1 => json!({ "type": "apiKey", "in": "query", "name": "api key" }),
        2 => json!({ "type": "apiKey", "in": "cookie", "name": "sid" }),
        3 => json!({ "type": "http", "scheme": "basic" }),
        4 => json!({ "type": "http", "scheme": "Bearer", "bearerFormat": "JWT" }),
        5 => json!({ "type": "http", "scheme": "digest" }),
        6 => {
            json!({ "type": "openIdConnect", "openIdConnectUrl": "https://example.com/.well-known" })
        }
        7 if draft.is_31() => json!({ "type": "mutualTLS" }),
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
    let schemes = draft.components("securitySchemes")?;
    if schemes.contains_key(&name) {
        return None;
    }
    let other = schemes.keys().next().cloned();
    schemes.insert(name.clone(), scheme);
    let mut requirement = json!({ name.clone(): scopes });
    let security = match (draft.rng.below(4), other) {
        (0, _) => json!([requirement, {}]),
        (1, Some(other)) => json!([requirement, { other: [] }]),
        (2, Some(other)) => {
            requirement[other] = json!([]);
            json!([requirement])
        }
        _ => json!([requirement]),
    };
    let place = if draft.chance(3) {
        String::new()
    } else {
        draft.pick(Kind::Operation, Value::is_object)?
    };
    draft.at(&place)?.insert("security".to_owned(), security);
    Some(format!("{place}: {name}"))
}

/// What is read and reported, and generates nothing: callbacks, links, webhooks, other documentation.
pub(super) fn beside(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, |operation| {
        operation["responses"].is_object()
    })?;
    let answer = json!({ "responses": { "200": { "description": "Taken." } } });
    let is_31 = draft.is_31();
    match draft.rng.below(4) {
        0 => {
            let callback = json!({ "{$request.body#/url}": { "post": answer } });
            draft
                .object(&place, "callbacks")?
                .insert("onEvent".to_owned(), callback);
        }
        1 if is_31 => {
            draft
                .object("", "webhooks")?
                .insert("new pet".to_owned(), json!({ "post": answer }));
        }
        2 => {
            let docs =
                json!({ "url": "https://example.com/a?b=[c]", "description": "More `here`." });
            draft.at(&place)?.insert("externalDocs".to_owned(), docs);
        }
        _ => {
            let response = draft.pick(Kind::Response, is_inline)?;
            let link = json!({ "operationRef": "#/paths/~1", "parameters": { "id": "$response.body#/id" } });
            draft
                .object(&response, "links")?
                .insert("self".to_owned(), link);
        }
    }
    Some(place)
}

/// The document has another title and version.
pub(super) fn title(draft: &mut Draft<'_>) -> Option<String> {
    let title = words::name("API", &mut draft.rng);
    let version = draft.word(&[
        "1",
        "v1",
        "2024-01-01",
        "1.0.0-rc.1+build",
        "",
        "latest",
        "${v}",
    ]);
    let info = draft.object("", "info")?;
    info.insert("title".to_owned(), json!(title));
    info.insert("version".to_owned(), json!(version));
    Some(title)
}

/// A small operation of its own, with a body and an answer that are made up.
pub(super) fn operation(draft: &mut Draft<'_>) -> Option<String> {
    let word = draft.word(&words::COMPONENTS);
    let path = format!("/{word}/{{{word}}}");
    let (body, answer) = (
        random_schema::schema(draft, 3),
        random_schema::schema(draft, 3),
    );
    let item = json!({
        "parameters": [{ "name": word, "in": "path", "required": true, "schema": random_schema::scalar(draft) }],
        "post": {
            "tags": [draft.word(&words::NAMES)],
            "requestBody": { "content": { "application/json": { "schema": body } } },
            "responses": { "200": { "description": "", "content": { "application/json": { "schema": answer } } } },
        },
    });
    let paths = draft.object("", "paths")?;
    if paths.contains_key(&path) {
        return None;
    }
    paths.insert(path.clone(), item);
    Some(path)
}
