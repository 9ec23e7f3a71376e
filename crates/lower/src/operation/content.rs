//! Bodies in their media types.

use super::encoding::{mark_files, parts};
use super::media::{self, is_typed, word};
use crate::draft::{Hint, Owner, Role};
use crate::names::{Names, VARIANTS};
use crate::reader::{Node, Reader};
use crate::report::{At, Report};
use crate::schema::Schemas;
use graphwright_ir::{Content, MediaKind, Scalar, SchemaGroup, Slot, TypeRef};
use graphwright_source::Code;
use graphwright_source::media::essence;
use serde_json::Value;

/// The direction in which a body travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the server: JSON comes first, and members of forms may be files.
    Request,
    /// To the client.
    Response,
}

/// A schema of a body, and the slot of the first media type that has it.
struct Known<'a> {
    schema: Option<&'a Value>,
    slot: Option<Slot>,
}

/// Lowers the media types of a request body or response.
pub(super) fn lower<'a>(
    schemas: &mut Schemas<'_, 'a>,
    node: &Node<'a>,
    hint: &Hint<'a>,
    direction: Direction,
) -> Vec<Content> {
    let mut names = Names::new(&VARIANTS);
    let mut known: Vec<Known<'a>> = Vec::new();
    let media_types = node.members("content").map(|(media_type, media)| {
        let kind = kind_of(schemas.reader, media_type, &media, schemas.report);
        let schema = media.value("schema");
        let group = known.iter().position(|one| one.schema == schema);
        let group = group.unwrap_or_else(|| {
            known.push(Known { schema, slot: None });
            known.len() - 1
        });
        let ident = names.take([word(media_type, kind).as_str(), media_type]);
        // Equal schemas are one type, wherever each of them stands.
        let shared = known[group].slot.clone().filter(|_| is_typed(kind));
        let slot = shared.unwrap_or_else(|| slot_of(schemas, kind, &media, hint));
        if is_typed(kind) {
            known[group].slot = Some(slot.clone());
        }
        let mut parts = parts(&media);
        if direction == Direction::Request && kind == MediaKind::Multipart {
            mark_files(schemas.reader, &media, &mut parts);
        }
        Content {
            media_type: media_type.to_owned(),
            kind,
            ident: ident.ident,
            slot,
            schema: SchemaGroup(group),
            described: !is_typed(kind) && is_described(schemas.reader, &media),
            parts,
        }
    });
    let mut content: Vec<Content> = media_types.collect();
    if direction == Direction::Request {
        content.sort_by_key(|content| {
            (
                content.kind != MediaKind::Json,
                !essence(&content.media_type).eq_ignore_ascii_case("application/json"),
            )
        });
    }
    content
}

/// The position of a body: in a component that operations share, or in the operation itself.
pub(super) fn shared_hint<'a>(
    reader: &Reader<'a>,
    node: &Node<'a>,
    owner: Owner,
    role: Role<'a>,
) -> Hint<'a> {
    let component = node
        .at
        .strip_prefix("#/components/")
        .and_then(|path| path.split_once('/'));
    match component.and_then(|(section, key)| reader.component_key(section, key)) {
        Some(key) => Hint::new(Owner::Nothing, Role::Key(key)),
        None => Hint::new(owner, role),
    }
}

/// Returns how a body is read and written. Any media type at all is JSON where its schema says more
/// than bytes: frameworks that guess the media type at run time write that. A JSON body whose
/// schema says that it is binary is a file that happens to hold JSON: bytes.
fn kind_of<'a>(
    reader: &Reader<'a>,
    media_type: &str,
    media: &Node<'a>,
    report: &mut Report<'_>,
) -> MediaKind {
    let kind = media::kind(media_type);
    let schema = media
        .child("schema")
        .and_then(|schema| reader.resolve(schema));
    let is_binary = |schema: &Node<'_>| schema.str("format") == Some("binary");
    if kind == MediaKind::Json && schema.as_ref().is_some_and(is_binary) {
        return MediaKind::Bytes;
    }
    let type_of = schema.as_ref().and_then(|schema| schema.str("type"));
    if kind == MediaKind::Multipart && type_of.is_some_and(|ty| ty != "object") {
        // A form that is declared as text is the text between its boundaries.
        return MediaKind::Bytes;
    }
    let is_text = schema.is_none_or(|schema| schema.str("type") == Some("string"));
    if essence(media_type) != "*/*" || is_text {
        return kind;
    }
    let message = "any media type is allowed here; JSON is written and read";
    report.add(Code::GUESSED, message, At::Key(&media.at));
    MediaKind::Json
}

/// Returns whether the schema of text or bytes describes their parts, as it would those of JSON.
fn is_described<'a>(reader: &Reader<'a>, media: &Node<'a>) -> bool {
    let schema = media.child("schema");
    let schema = schema.and_then(|schema| reader.resolve(schema));
    let keys = ["properties", "items", "allOf", "oneOf", "anyOf"];
    schema.is_some_and(|schema| keys.iter().any(|key| schema.has(key)))
}

/// Lowers the schema of a body in one media type.
fn slot_of<'a>(
    schemas: &mut Schemas<'_, 'a>,
    kind: MediaKind,
    media: &Node<'a>,
    hint: &Hint<'a>,
) -> Slot {
    let schema = media.child("schema");
    match kind {
        MediaKind::EventStream => event_slot(schemas, media, hint),
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => schema.map_or_else(
            || Slot::of(TypeRef::Json),
            |schema| schemas.slot(&schema, hint),
        ),
        MediaKind::Text | MediaKind::Bytes => {
            let resolved = schema.and_then(|schema| schemas.reader.resolve(schema));
            let is_unused = |schema: &Node<'_>| schema.has("properties") || schema.has("items");
            if let Some(schema) = resolved.filter(is_unused) {
                let message = "the schema of a body that is not JSON or a form is not used; the body is as it came";
                let at = At::Value(&schema.at);
                schemas.report.add(Code::NOT_EXPRESSED, message, at);
            }
            Slot::of(TypeRef::Scalar(if kind == MediaKind::Text {
                Scalar::String
            } else {
                Scalar::Bytes
            }))
        }
    }
}

/// Lowers the data of an event of a stream: the schema of an item (`OpenAPI` 3.2.0, "Media Type
/// Object"), or else that of the body, which documents write for want of one. A schema of the event as
/// a whole is searched for its `data`. A string, or a schema that says nothing, is text.
fn event_slot<'a>(schemas: &mut Schemas<'_, 'a>, media: &Node<'a>, hint: &Hint<'a>) -> Slot {
    let text = || Slot::of(TypeRef::Scalar(Scalar::String));
    let schema = media.child("itemSchema").or_else(|| media.child("schema"));
    let Some(schema) = schema else {
        return text();
    };
    let Some(resolved) = schemas.reader.resolve(schema.clone()) else {
        return schemas.slot(&schema, hint);
    };
    let schema = event_data(&resolved).unwrap_or(schema);
    let is_text = |schema: &Node<'_>| schema.str("type") == Some("string");
    match schemas.reader.resolve(schema.clone()) {
        Some(resolved) if is_text(&resolved) || resolved.map.is_empty() => text(),
        _ => schemas.slot(&schema, hint),
    }
}

/// The schema of `data` in that of an event with its fields: that of the content of the text, if there
/// is one.
fn event_data<'a>(event: &Node<'a>) -> Option<Node<'a>> {
    const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
    let mut fields = event.members("properties").map(|(name, _)| name);
    if !fields.all(|name| FIELDS.contains(&name)) {
        return None;
    }
    let (_, data) = event
        .members("properties")
        .find(|(name, _)| *name == "data")?;
    let is_event = event.members("properties").count() > 1;
    data.child("contentSchema").or(is_event.then_some(data))
}
