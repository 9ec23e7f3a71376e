//! Parts of forms: how each is written, and which are files.

use super::media;
use super::style::style;
use crate::reader::{Node, Reader};
use graphwright_ir::{MediaKind, PartEncoding, Style};
use serde_json::Value;

/// The greatest depth to which `allOf`s and choices are searched for files.
const MAX_NESTING: usize = 16;

/// Reads how the parts of a form are written, as far as the document says.
pub(super) fn parts(media: &Node<'_>) -> Vec<PartEncoding> {
    let encodings = media.members("encoding").map(|(wire, node)| {
        let style = node.str("style").and_then(style).unwrap_or(Style::Form);
        let explode = node.value("explode").and_then(Value::as_bool);
        PartEncoding {
            wire: wire.to_owned(),
            content_type: node.str("contentType").map(str::to_owned),
            file: false,
            style,
            explode: explode.unwrap_or(style == Style::Form),
        }
    });
    encodings.collect()
}

/// Marks the parts of a form that are files, and adds those that the document says nothing else of.
pub(super) fn mark_files<'a>(reader: &Reader<'a>, media: &Node<'a>, parts: &mut Vec<PartEncoding>) {
    let mut files = Vec::new();
    if let Some(schema) = media.child("schema") {
        add_files(reader, schema, parts, &mut files, MAX_NESTING);
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

/// Adds the names of the properties of a form that are files: its own, and those of the schemas that it
/// consists of.
fn add_files<'a>(
    reader: &Reader<'a>,
    schema: Node<'a>,
    parts: &[PartEncoding],
    files: &mut Vec<&'a str>,
    depth: usize,
) {
    let (Some(schema), Some(depth)) = (reader.resolve(schema), depth.checked_sub(1)) else {
        return;
    };
    for (wire, property) in schema.members("properties") {
        let part = parts.iter().find(|part| part.wire == wire);
        let media_type = part.and_then(|part| part.content_type.as_deref());
        if !files.contains(&wire) && is_file(reader, property, media_type) {
            files.push(wire);
        }
    }
    let members = ["allOf", "anyOf", "oneOf"].into_iter();
    for member in members.flat_map(|key| schema.items(key)) {
        add_files(reader, member, parts, files, depth);
    }
}

/// Returns whether a property of a form is a file, or a list of files: its schema says `binary`, or it
/// is text with a media type that is not for text.
fn is_file<'a>(reader: &Reader<'a>, property: Node<'a>, media_type: Option<&str>) -> bool {
    let Some(property) = reader.resolve(property) else {
        return false;
    };
    let item = property
        .child("items")
        .and_then(|item| reader.resolve(item));
    let value = item.unwrap_or(property);
    let is_binary = |format: &str| format.eq_ignore_ascii_case("binary");
    value.str("format").is_some_and(is_binary)
        || media_type.is_some_and(|media_type| {
            value.str("type").is_none_or(|ty| ty == "string")
                && !["format", "enum", "properties", "allOf", "oneOf", "anyOf"]
                    .iter()
                    .any(|key| value.has(key))
                && media::kind(media_type) == MediaKind::Bytes
        })
}
