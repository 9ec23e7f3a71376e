//! Bodies in their media types.

use super::params;
use crate::lowering::{Hint, Lowering};
use crate::names::{Names, VARIANTS};
use crate::node::Node;
use graphwright_ir::{Content, MediaKind, PartEncoding, Scalar, Slot, Style, TypeRef};
use graphwright_source::Code;

impl<'a> Lowering<'a> {
    /// The media types of a request body or response; in a request, JSON comes first.
    pub(super) fn content(
        &mut self,
        node: &Node<'a>,
        hint: &Hint<'a>,
        request: bool,
    ) -> Vec<Content> {
        let mut names = Names::new(&VARIANTS);
        let mut all: Vec<Content> = node
            .members("content")
            .map(|(media_type, media)| {
                let kind = self.kind_of(media_type, &media);
                let ident = names
                    .take([word(media_type, kind).as_str(), media_type])
                    .ident;
                let slot = self.slot_of(kind, &media, hint);
                Content {
                    media_type: media_type.to_owned(),
                    kind,
                    ident,
                    slot,
                    parts: parts(&media),
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
            .and_then(|schema| self.resolve(schema));
        let is_binary = |schema: &Node<'_>| schema.str("format") == Some("binary");
        if kind == MediaKind::Json && schema.as_ref().is_some_and(is_binary) {
            return MediaKind::Bytes;
        }
        let is_text = schema.is_none_or(|schema| schema.str("type") == Some("string"));
        if essence(media_type) != "*/*" || is_text {
            return kind;
        }
        self.report_key(
            Code::GUESSED,
            "any media type is allowed here; JSON is written and read",
            &media.at,
        );
        MediaKind::Json
    }

    /// What a body in one media type holds.
    fn slot_of(&mut self, kind: MediaKind, media: &Node<'a>, hint: &Hint<'a>) -> Slot {
        let schema = media.child("schema");
        match kind {
            MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::EventStream => {
                schema.map_or_else(
                    || Slot::of(TypeRef::Json),
                    |schema| self.slot(&schema, hint),
                )
            }
            MediaKind::Text | MediaKind::Bytes => {
                let scalar = if kind == MediaKind::Text {
                    Scalar::String
                } else {
                    Scalar::Bytes
                };
                let resolved = schema.and_then(|schema| self.resolve(schema));
                if let Some(schema) =
                    resolved.filter(|schema| schema.has("properties") || schema.has("items"))
                {
                    let message = "the schema of a body that is not JSON or a form is not used; the body is as it came";
                    self.report(Code::NOT_EXPRESSED, message, &schema.at);
                }
                Slot::of(TypeRef::Scalar(scalar))
            }
        }
    }
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
        _ if essence.starts_with("multipart/") => MediaKind::Multipart,
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
                style,
                explode: explode.unwrap_or(style == Style::Form),
            }
        })
        .collect()
}
