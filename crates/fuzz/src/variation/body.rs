//! Variations of bodies and responses: media types, statuses, headers, streams.

use super::editor::{Editor, is_inline};
use super::objects::Kind;
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// Media types that occur in documents.
const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/json; charset=utf-8",
    "application/problem+json",
    "application/vnd.api+json",
    "application/merge-patch+json",
    "application/hal+json;version=1",
    "application/xml",
    "application/x-ndjson",
    "application/octet-stream",
    "application/pdf",
    "application/*",
    "application/x-www-form-urlencoded",
    "image/png",
    "image/*",
    "multipart/mixed",
    "text/plain",
    "text/plain; charset=utf-8",
    "text/html",
    "text/csv",
    "text/event-stream",
    "*/*",
    "Application/JSON",
];

/// Changes the media type of a body or response, or adds one.
pub(super) fn change_media_type(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Content, |content| {
        content
            .as_object()
            .is_some_and(|content| !content.is_empty())
    })?;
    let new = editor.pick_word(MEDIA_TYPES);
    let is_added = editor.one_in(2);
    let new_schema = random_schema::schema(editor, 2);
    let content = editor.members_at(&at)?;
    if content.contains_key(new) {
        return None;
    }
    let (_, media) = content.iter().next()?;
    let media = if is_added {
        json!({ "schema": new_schema })
    } else {
        media.clone()
    };
    if !is_added {
        content.clear();
    }
    content.insert(new.to_owned(), media);
    Some(format!("{at}: {new}"))
}

/// Removes the schemas of the media types of a body or response.
pub(super) fn remove_schemas(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Content, Value::is_object)?;
    for (_, media) in editor.members_at(&at)?.iter_mut() {
        media.as_object_mut()?.shift_remove("schema");
    }
    Some(at)
}

/// Gives an operation a body of files and fields, with encodings of its parts.
pub(super) fn set_multipart_body(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, Value::is_object)?;
    if ["/get", "/head", "/delete", "/trace"]
        .iter()
        .any(|method| at.ends_with(method))
    {
        return None;
    }
    let is_31 = editor.is_31();
    let file = match editor.rng.below(3) {
        0 if is_31 => json!({ "contentMediaType": "image/png" }),
        1 if is_31 => json!({}),
        _ => json!({ "type": "string", "format": "binary" }),
    };
    let name = words::awkward_name("file", &mut editor.rng);
    let mut properties = serde_json::Map::new();
    properties.insert(
        "files".to_owned(),
        json!({ "type": "array", "items": file }),
    );
    properties.insert("meta".to_owned(), random_schema::object(editor, 1));
    properties.insert(
        "tags".to_owned(),
        json!({ "type": "array", "items": { "type": "string" } }),
    );
    properties.insert(name.clone(), file);
    let mut media = json!({ "schema": { "type": "object", "properties": properties } });
    if editor.one_in(2) {
        media["schema"]["required"] = json!([name]);
    }
    if editor.one_in(2) {
        media["encoding"] = json!({
            "files": { "contentType": "image/png, image/jpeg", "headers": { "X-Part": { "schema": { "type": "string" } } } },
            "meta": { "contentType": "application/json" },
            "tags": { "style": "form", "explode": false },
        });
    }
    let required = editor.one_in(2);
    let body = json!({ "required": required, "content": { "multipart/form-data": media } });
    editor
        .members_at(&at)?
        .insert("requestBody".to_owned(), body);
    Some(at)
}

/// Gives an operation a urlencoded body of fields, lists and objects.
pub(super) fn set_form_body(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, |operation| {
        operation.get("requestBody").is_some()
    })?;
    let mut media = json!({ "schema": random_schema::object(editor, 2) });
    media["schema"]["properties"]["list"] =
        json!({ "type": "array", "items": random_schema::scalar(editor) });
    if editor.one_in(2) {
        let style = editor.pick_word(&["form", "spaceDelimited", "pipeDelimited"]);
        media["encoding"] = json!({ "list": { "style": style, "explode": false } });
    }
    let body = json!({ "content": { "application/x-www-form-urlencoded": media } });
    editor
        .members_at(&at)?
        .insert("requestBody".to_owned(), body);
    Some(at)
}

/// Gives an operation another body, required or optional.
pub(super) fn set_body(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, Value::is_object)?;
    let is_bodyless = ["/get", "/head", "/delete", "/trace"]
        .iter()
        .any(|method| at.ends_with(method));
    if is_bodyless && !at.ends_with("/delete") {
        return None;
    }
    let (media_type, required) = (editor.pick_word(MEDIA_TYPES), editor.one_in(2));
    let schema = random_schema::schema(editor, 3);
    let mut body = json!({ "content": { media_type: { "schema": schema } } });
    if required {
        body["required"] = json!(true);
    }
    editor
        .members_at(&at)?
        .insert("requestBody".to_owned(), body);
    Some(format!("{at}: {media_type}"))
}

/// Adds a response to an operation: another success, a range, the default, a status without content.
pub(super) fn add_response(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Operation, |operation| {
        operation["responses"].is_object()
    })?;
    let status = editor.pick_word(&[
        "200", "201", "202", "203", "204", "206", "301", "302", "304", "400", "404", "409", "418",
        "429", "500", "1XX", "2XX", "3XX", "4XX", "5XX", "default", "599", "207",
    ]);
    let mut response = json!({ "description": "One more." });
    let has_no_content = ["204", "304"].contains(&status);
    if !has_no_content && !editor.one_in(5) {
        let media_type = editor.pick_word(MEDIA_TYPES);
        response["content"] = json!({ media_type: { "schema": random_schema::schema(editor, 3) } });
    }
    editor
        .object_at(&at, "responses")?
        .insert(status.to_owned(), response);
    Some(format!("{at}: {status}"))
}

/// Makes a response a stream of events or of lines.
pub(super) fn add_stream(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Response, is_inline)?;
    let media_type = editor.pick_word(&[
        "text/event-stream",
        "application/x-ndjson",
        "application/jsonl",
        "application/json-seq",
    ]);
    let schema = random_schema::schema(editor, 2);
    editor
        .object_at(&at, "content")?
        .insert(media_type.to_owned(), json!({ "schema": schema }));
    Some(format!("{at}: {media_type}"))
}

/// Adds a header to a response: a scalar, list or object, with `schema` or `content`, required or not.
pub(super) fn add_header(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Response, is_inline)?;
    let name = editor.pick_word(&words::HEADERS);
    let required = editor.one_in(2);
    let mut header = match editor.rng.below(4) {
        0 => {
            json!({ "content": { "application/json": { "schema": random_schema::schema(editor, 2) } } })
        }
        1 => json!({ "schema": { "type": "array", "items": random_schema::scalar(editor) } }),
        2 => json!({ "schema": random_schema::object(editor, 0), "explode": true }),
        _ => json!({ "schema": random_schema::scalar(editor) }),
    };
    header["required"] = json!(required);
    editor
        .object_at(&at, "headers")?
        .insert(name.to_owned(), header);
    Some(format!("{at}: {name}"))
}

/// Moves a response to the components, and refers to it from another operation too.
pub(super) fn share_response(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Response, is_inline)?;
    if at.starts_with("/components/") {
        return None;
    }
    let response = editor.document.pointer(&at)?.clone();
    let name = words::awkward_component("Shared", &mut editor.rng);
    let responses = editor.components("responses")?;
    if responses.contains_key(&name) {
        return None;
    }
    responses.insert(name.clone(), response);
    let reference = json!({ "$ref": format!("#/components/responses/{name}") });
    *editor.document.pointer_mut(&at)? = reference.clone();
    if let Some(other) = editor.pick_object(Kind::Operation, |operation| {
        operation["responses"].is_object()
    }) {
        editor
            .object_at(&other, "responses")?
            .insert("4XX".to_owned(), reference);
    }
    Some(format!("{at}: {name}"))
}

/// Adds media types to a body or response, with the same schema or different ones.
pub(super) fn add_media_types(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Content, Value::is_object)?;
    let shared = random_schema::schema(editor, 2);
    let is_shared = editor.one_in(2);
    for _ in 0..=editor.rng.below(5) {
        let media_type = editor.pick_word(MEDIA_TYPES);
        let schema = if is_shared {
            shared.clone()
        } else {
            random_schema::schema(editor, 2)
        };
        let content = editor.members_at(&at)?;
        content
            .entry(media_type)
            .or_insert_with(|| json!({ "schema": schema }));
    }
    Some(at)
}
