//! Bodies in their media types.

use super::params;
use crate::lowering::{Hint, Lowering};
use crate::names::{Names, VARIANTS};
use crate::reader::Node;
use crate::report::At;
use graphwright_ir::{Content, MediaKind, PartEncoding, Scalar, SchemaGroup, Slot, Style, TypeRef};
use graphwright_source::Code;
use serde_json::Value;

/// How deep `allOf` is followed on the way to the files of a form.
const MAX_NESTING: usize = 16;

impl<'a> Lowering<'a> {
    /// The media types of a request body or response; in a request, JSON comes first.
    pub(super) fn content(
        &mut self,
        node: &Node<'a>,
        hint: &Hint<'a>,
        request: bool,
    ) -> Vec<Content> {
        let mut names = Names::new(&VARIANTS);
        let mut schemas: Vec<(Option<&'a Value>, Option<Slot>)> = Vec::new();
        let mut all: Vec<Content> = node
            .members("content")
            .map(|(media_type, media)| {
                let kind = self.kind_of(media_type, &media);
                let own = media.value("schema");
                let schema = schemas.iter().position(|(known, _)| *known == own);
                let schema = schema.unwrap_or_else(|| {
                    schemas.push((own, None));
                    schemas.len() - 1
                });
                let ident = names
                    .take([word(media_type, kind).as_str(), media_type])
                    .ident;
                // Equal schemas are one type, wherever each of them stands.
                let known = schemas[schema].1.clone().filter(|_| is_typed(kind));
                let slot = known.unwrap_or_else(|| self.slot_of(kind, &media, hint));
                if is_typed(kind) {
                    schemas[schema].1 = Some(slot.clone());
                }
                let described = !is_typed(kind) && self.is_described(&media);
                let mut parts = parts(&media);
                if request && kind == MediaKind::Multipart {
                    self.mark_files(&media, &mut parts);
                }
                Content {
                    media_type: media_type.to_owned(),
                    kind,
                    ident,
                    slot,
                    schema: SchemaGroup(schema),
                    described,
                    parts,
                }
            })
            .collect();
        if request {
            all.sort_by_key(|content| {
                (
                    content.kind != MediaKind::Json,
                    essence(&content.media_type) != "application/json",
                )
            });
        }
        all
    }

    /// How a body is read and written. Any media type at all is JSON where its schema says more
    /// than bytes: frameworks that guess the media type at run time write that. A JSON body whose
    /// schema says that it is binary is a file that happens to hold JSON: bytes.
    fn kind_of(&mut self, media_type: &str, media: &Node<'a>) -> MediaKind {
        let kind = kind(media_type);
        let schema = media
            .child("schema")
            .and_then(|schema| self.reader.resolve(schema));
        let is_binary = |schema: &Node<'_>| schema.str("format") == Some("binary");
        if kind == MediaKind::Json && schema.as_ref().is_some_and(is_binary) {
            return MediaKind::Bytes;
        }
        let type_of = schema.as_ref().and_then(|schema| schema.str("type"));
        if kind == MediaKind::Multipart && type_of.is_some_and(|ty| ty != "object") {
            // Whoever says that a form is text means the text between its boundaries.
            return MediaKind::Bytes;
        }
        let is_text = schema.is_none_or(|schema| schema.str("type") == Some("string"));
        if essence(media_type) != "*/*" || is_text {
            return kind;
        }
        self.report.add(
            Code::GUESSED,
            "any media type is allowed here; JSON is written and read",
            At::Key(&media.at),
        );
        MediaKind::Json
    }

    /// Whether the schema of text or bytes says how they are put together, as it would of JSON.
    fn is_described(&self, media: &Node<'a>) -> bool {
        let schema = media.child("schema");
        let schema = schema.and_then(|schema| self.reader.resolve(schema));
        let keys = ["properties", "items", "allOf", "oneOf", "anyOf"];
        schema.is_some_and(|schema| keys.iter().any(|key| schema.has(key)))
    }

    /// Marks the members of a form that are files.
    fn mark_files(&mut self, media: &Node<'a>, parts: &mut Vec<PartEncoding>) {
        let mut files = Vec::new();
        if let Some(schema) = media.child("schema") {
            self.files(schema, parts, &mut files, MAX_NESTING);
        }
        for wire in files {
            match parts.iter_mut().find(|part| part.wire == wire) {
                Some(part) => part.file = true,
                None => parts.push(PartEncoding {
                    wire: wire.to_owned(),
                    content_type: None,
                    file: true,
                    style: Style::Form,
                    explode: true,
                }),
            }
        }
    }

    /// The names of the properties of a form that are files, its own and those of what it is made of.
    fn files(
        &mut self,
        schema: Node<'a>,
        parts: &[PartEncoding],
        files: &mut Vec<&'a str>,
        depth: usize,
    ) {
        let (Some(schema), Some(depth)) = (self.reader.resolve(schema), depth.checked_sub(1))
        else {
            return;
        };
        for (wire, property) in schema.members("properties") {
            let part = parts.iter().find(|part| part.wire == wire);
            let media_type = part.and_then(|part| part.content_type.as_deref());
            if !files.contains(&wire) && self.is_file(property, media_type) {
                files.push(wire);
            }
        }
        let members = ["allOf", "anyOf", "oneOf"].into_iter();
        for member in members.flat_map(|key| schema.items(key)) {
            self.files(member, parts, files, depth);
        }
    }

    /// Whether a property of a form is a file, or a list of files: where its schema says `binary`,
    /// and where text has a media type that is not for text.
    fn is_file(&mut self, property: Node<'a>, media_type: Option<&str>) -> bool {
        let Some(property) = self.reader.resolve(property) else {
            return false;
        };
        let item = property
            .child("items")
            .and_then(|item| self.reader.resolve(item));
        let value = item.unwrap_or(property);
        let is_binary = |format: &str| format.eq_ignore_ascii_case("binary");
        value.str("format").is_some_and(is_binary)
            || media_type.is_some_and(|media_type| {
                value.str("type").is_none_or(|ty| ty == "string")
                    && !["format", "enum", "properties", "allOf", "oneOf", "anyOf"]
                        .iter()
                        .any(|key| value.has(key))
                    && kind(media_type) == MediaKind::Bytes
            })
    }

    /// What a body in one media type holds.
    fn slot_of(&mut self, kind: MediaKind, media: &Node<'a>, hint: &Hint<'a>) -> Slot {
        let schema = media.child("schema");
        match kind {
            MediaKind::EventStream => self.event_slot(media, hint),
            MediaKind::Json | MediaKind::Form | MediaKind::Multipart => schema.map_or_else(
                || Slot::of(TypeRef::Json),
                |schema| self.slot(&schema, hint),
            ),
            MediaKind::Text | MediaKind::Bytes => {
                let scalar = if kind == MediaKind::Text {
                    Scalar::String
                } else {
                    Scalar::Bytes
                };
                let resolved = schema.and_then(|schema| self.reader.resolve(schema));
                if let Some(schema) =
                    resolved.filter(|schema| schema.has("properties") || schema.has("items"))
                {
                    let message = "the schema of a body that is not JSON or a form is not used; the body is as it came";
                    self.report
                        .add(Code::NOT_EXPRESSED, message, At::Value(&schema.at));
                }
                Slot::of(TypeRef::Scalar(scalar))
            }
        }
    }
}

impl<'a> Lowering<'a> {
    /// What an event of a stream says: the schema of an item (`OpenAPI` 3.2.0, "Media Type Object"),
    /// or else that of the body, which documents write for want of one. A schema of the event as a
    /// whole is looked into for its `data`. What is a string, or nothing at all, is text as it stands.
    fn event_slot(&mut self, media: &Node<'a>, hint: &Hint<'a>) -> Slot {
        let text = || Slot::of(TypeRef::Scalar(Scalar::String));
        let schema = media.child("itemSchema").or_else(|| media.child("schema"));
        let Some(schema) = schema else {
            return text();
        };
        let Some(resolved) = self.reader.resolve(schema.clone()) else {
            return self.slot(&schema, hint);
        };
        let schema = match said(&resolved) {
            Some(data) => data,
            None => schema,
        };
        let is_text = |schema: &Node<'_>| schema.str("type") == Some("string");
        match self.reader.resolve(schema.clone()) {
            Some(resolved) if is_text(&resolved) || resolved.map.is_empty() => text(),
            _ => self.slot(&schema, hint),
        }
    }
}

/// The schema of `data` in that of an event with its fields: of what the text stands for, where that
/// is said.
fn said<'a>(event: &Node<'a>) -> Option<Node<'a>> {
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

/// Bytes as they are, in each of some media types.
pub(crate) fn bytes(media_types: &[String]) -> Vec<Content> {
    let mut names = Names::new(&VARIANTS);
    let each = media_types.iter().map(|media_type| Content {
        media_type: media_type.clone(),
        kind: MediaKind::Bytes,
        ident: names
            .take([word(media_type, MediaKind::Bytes).as_str(), media_type])
            .ident,
        slot: Slot::of(TypeRef::Scalar(Scalar::Bytes)),
        schema: SchemaGroup::default(),
        described: false,
        parts: Vec::new(),
    });
    each.collect()
}

/// Whether bodies of a kind are read into the type of their schema.
fn is_typed(kind: MediaKind) -> bool {
    matches!(
        kind,
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart
    )
}

/// The media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// How a media type is read and written.
pub(super) fn kind(media_type: &str) -> MediaKind {
    let essence = essence(media_type).to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "text/event-stream" => MediaKind::EventStream,
        _ if subtype == "json" || subtype.ends_with("+json") => MediaKind::Json,
        "multipart/form-data" => MediaKind::Multipart,
        _ if essence.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Bytes,
    }
}

/// The word that tells a media type from the others of a body.
fn word(media_type: &str, kind: MediaKind) -> String {
    let essence = essence(media_type);
    let subtype = essence
        .split_once('/')
        .map_or(essence, |(_, subtype)| subtype);
    match kind {
        MediaKind::Json if subtype == "json" || subtype == "*" => "Json".to_owned(),
        MediaKind::Form => "Form".to_owned(),
        MediaKind::Multipart if subtype == "form-data" => "Multipart".to_owned(),
        MediaKind::Text if subtype == "plain" => "Text".to_owned(),
        MediaKind::Bytes if subtype == "*" => "Bytes".to_owned(),
        _ => subtype.to_owned(),
    }
}

/// How the parts of a form are written, as far as the document says.
fn parts(media: &Node<'_>) -> Vec<PartEncoding> {
    media
        .members("encoding")
        .map(|(wire, node)| {
            let style = node
                .str("style")
                .and_then(params::style)
                .unwrap_or(Style::Form);
            let explode = node.value("explode").and_then(serde_json::Value::as_bool);
            PartEncoding {
                wire: wire.to_owned(),
                content_type: node.str("contentType").map(str::to_owned),
                file: false,
                style,
                explode: explode.unwrap_or(style == Style::Form),
            }
        })
        .collect()
}
