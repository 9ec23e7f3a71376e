//! Variations of what is sent and answered: media types, statuses, headers, streams.

use super::draft::{Draft, is_inline};
use super::objects::Kind;
use super::random_schema;
use super::words;
use serde_json::{Value, json};

/// Media types that authors write.
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

/// A body or an answer has another media type, or one more.
pub(super) fn media_type(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Content, |content| {
        content
            .as_object()
            .is_some_and(|content| !content.is_empty())
    })?;
    let new = draft.word(MEDIA_TYPES);
    let is_more = draft.chance(2);
    let own = random_schema::schema(draft, 2);
    let content = draft.at(&place)?;
    if content.contains_key(new) {
        return None;
    }
    let (_, media) = content.iter().next()?;
    let media = if is_more {
        json!({ "schema": own })
    } else {
        media.clone()
    };
    if !is_more {
        content.clear();
    }
    content.insert(new.to_owned(), media);
    Some(format!("{place}: {new}"))
}

/// A media type says nothing about what it holds.
pub(super) fn no_schema(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Content, Value::is_object)?;
    for (_, media) in draft.at(&place)?.iter_mut() {
        media.as_object_mut()?.shift_remove("schema");
    }
    Some(place)
}

/// An operation takes files and fields, each with the encodings that there are for parts.
pub(super) fn multipart(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, Value::is_object)?;
    if ["/get", "/head", "/delete", "/trace"]
        .iter()
        .any(|method| place.ends_with(method))
    {
        return None;
    }
    let is_31 = draft.is_31();
    let file = match draft.rng.below(3) {
        0 if is_31 => json!({ "contentMediaType": "image/png" }),
        1 if is_31 => json!({}),
        _ => json!({ "type": "string", "format": "binary" }),
    };
    let name = words::name("file", &mut draft.rng);
    let mut properties = serde_json::Map::new();
    properties.insert(
        "files".to_owned(),
        json!({ "type": "array", "items": file }),
    );
    properties.insert("meta".to_owned(), random_schema::object(draft, 1));
    properties.insert(
        "tags".to_owned(),
        json!({ "type": "array", "items": { "type": "string" } }),
    );
    properties.insert(name.clone(), file);
    let mut media = json!({ "schema": { "type": "object", "properties": properties } });
    if draft.chance(2) {
        media["schema"]["required"] = json!([name]);
    }
    if draft.chance(2) {
        media["encoding"] = json!({
            "files": { "contentType": "image/png, image/jpeg", "headers": { "X-Part": { "schema": { "type": "string" } } } },
            "meta": { "contentType": "application/json" },
            "tags": { "style": "form", "explode": false },
        });
    }
    let required = draft.chance(2);
    let body = json!({ "required": required, "content": { "multipart/form-data": media } });
    draft.at(&place)?.insert("requestBody".to_owned(), body);
    Some(place)
}

/// An operation takes a form, of fields, lists and objects.
pub(super) fn form(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, |operation| {
        operation.get("requestBody").is_some()
    })?;
    let mut media = json!({ "schema": random_schema::object(draft, 2) });
    media["schema"]["properties"]["list"] =
        json!({ "type": "array", "items": random_schema::scalar(draft) });
    if draft.chance(2) {
        let style = draft.word(&["form", "spaceDelimited", "pipeDelimited"]);
        media["encoding"] = json!({ "list": { "style": style, "explode": false } });
    }
    let body = json!({ "content": { "application/x-www-form-urlencoded": media } });
    draft.at(&place)?.insert("requestBody".to_owned(), body);
    Some(place)
}

/// An operation has a body that it did not have, or need not be sent one.
pub(super) fn body(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, Value::is_object)?;
    let is_idle = ["/get", "/head", "/delete", "/trace"]
        .iter()
        .any(|method| place.ends_with(method));
    if is_idle && !place.ends_with("/delete") {
        return None;
    }
    let (media_type, required) = (draft.word(MEDIA_TYPES), draft.chance(2));
    let schema = random_schema::schema(draft, 3);
    let mut body = json!({ "content": { media_type: { "schema": schema } } });
    if required {
        body["required"] = json!(true);
    }
    draft.at(&place)?.insert("requestBody".to_owned(), body);
    Some(format!("{place}: {media_type}"))
}

/// An operation answers with one status more: another success, a range, the default, one without content.
pub(super) fn response(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Operation, |operation| {
        operation["responses"].is_object()
    })?;
    let status = draft.word(&[
        "200", "201", "202", "203", "204", "206", "301", "302", "304", "400", "404", "409", "418",
        "429", "500", "1XX", "2XX", "3XX", "4XX", "5XX", "default", "599", "207",
    ]);
    let mut response = json!({ "description": "One more." });
    let has_no_content = ["204", "304"].contains(&status);
    if !has_no_content && !draft.chance(5) {
        let media_type = draft.word(MEDIA_TYPES);
        response["content"] = json!({ media_type: { "schema": random_schema::schema(draft, 3) } });
    }
    draft
        .object(&place, "responses")?
        .insert(status.to_owned(), response);
    Some(format!("{place}: {status}"))
}

/// An operation answers with a stream of events, or of lines.
pub(super) fn stream(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Response, is_inline)?;
    let media_type = draft.word(&[
        "text/event-stream",
        "application/x-ndjson",
        "application/jsonl",
        "application/json-seq",
    ]);
    let schema = random_schema::schema(draft, 2);
    draft
        .object(&place, "content")?
        .insert(media_type.to_owned(), json!({ "schema": schema }));
    Some(format!("{place}: {media_type}"))
}

/// An answer has headers: scalars, lists, objects, in `content`, required and not.
pub(super) fn headers(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Response, is_inline)?;
    let name = draft.word(&words::HEADERS);
    let required = draft.chance(2);
    let mut header = match draft.rng.below(4) {
        0 => {
            json!({ "content": { "application/json": { "schema": random_schema::schema(draft, 2) } } })
        }
        1 => json!({ "schema": { "type": "array", "items": random_schema::scalar(draft) } }),
        2 => json!({ "schema": random_schema::object(draft, 0), "explode": true }),
        _ => json!({ "schema": random_schema::scalar(draft) }),
    };
    header["required"] = json!(required);
    draft
        .object(&place, "headers")?
        .insert(name.to_owned(), header);
    Some(format!("{place}: {name}"))
}

/// An answer is one of the components, and others refer to it.
pub(super) fn shared_response(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Response, is_inline)?;
    if place.starts_with("/components/") {
        return None;
    }
    let response = draft.document.pointer(&place)?.clone();
    let name = words::component("Shared", &mut draft.rng);
    let responses = draft.components("responses")?;
    if responses.contains_key(&name) {
        return None;
    }
    responses.insert(name.clone(), response);
    let reference = json!({ "$ref": format!("#/components/responses/{name}") });
    *draft.document.pointer_mut(&place)? = reference.clone();
    if let Some(other) = draft.pick(Kind::Operation, |operation| {
        operation["responses"].is_object()
    }) {
        draft
            .object(&other, "responses")?
            .insert("4XX".to_owned(), reference);
    }
    Some(format!("{place}: {name}"))
}

/// A body or an answer comes in several media types, of one schema or of different ones.
pub(super) fn many_media_types(draft: &mut Draft<'_>) -> Option<String> {
    let place = draft.pick(Kind::Content, Value::is_object)?;
    let same = random_schema::schema(draft, 2);
    let is_same = draft.chance(2);
    for _ in 0..=draft.rng.below(5) {
        let media_type = draft.word(MEDIA_TYPES);
        let schema = if is_same {
            same.clone()
        } else {
            random_schema::schema(draft, 2)
        };
        let content = draft.at(&place)?;
        content
            .entry(media_type)
            .or_insert_with(|| json!({ "schema": schema }));
    }
    Some(place)
}
