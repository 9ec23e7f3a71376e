//! Media types: how bodies in them are read and written, and the names of their variants.

use crate::names::{Names, VARIANTS};
use graphwright_ir::{Content, MediaKind, Scalar, SchemaGroup, Slot, TypeRef};
use graphwright_source::media::{essence, is_json};

/// Returns how a media type is read and written.
pub(super) fn kind(media_type: &str) -> MediaKind {
    match essence(media_type).to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "text/event-stream" => MediaKind::EventStream,
        _ if is_json(media_type) => MediaKind::Json,
        "multipart/form-data" => MediaKind::Multipart,
        essence if essence.starts_with("text/") => MediaKind::Text,
        _ => MediaKind::Bytes,
    }
}

/// Returns whether bodies of a kind are read into the type of their schema.
pub(super) fn is_typed(kind: MediaKind) -> bool {
    matches!(
        kind,
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart
    )
}

/// The word that distinguishes a media type from the others of a body.
pub(super) fn word(media_type: &str, kind: MediaKind) -> String {
    let essence = essence(media_type);
    let subtype = essence
        .split_once('/')
        .map_or(essence, |(_, subtype)| subtype);
    // Media types have no case (RFC 9110 section 8.3.1).
    let is = |word: &str| subtype.eq_ignore_ascii_case(word);
    match kind {
        MediaKind::Json if is("json") || is("*") => "Json".to_owned(),
        MediaKind::Form => "Form".to_owned(),
        MediaKind::Multipart if is("form-data") => "Multipart".to_owned(),
        MediaKind::Text if is("plain") => "Text".to_owned(),
        MediaKind::Bytes if is("*") => "Bytes".to_owned(),
        _ => subtype.to_owned(),
    }
}

/// Bytes as they are, in each of some media types.
pub fn bytes(media_types: &[String]) -> Vec<Content> {
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
