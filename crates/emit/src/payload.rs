//! Bodies of requests and responses, in the terms of the runtimes.

use graphwright_ir::{
    Api, Body, Content, MediaKind, Operation, Response, Slot, TypeId, TypeKind, TypeRef,
};

/// How a body is sent.
#[derive(Clone, Copy)]
pub(crate) enum Payload<'a> {
    /// No body.
    Empty,
    /// JSON in a media type.
    Json(&'a Slot, &'a str),
    /// An object in `application/x-www-form-urlencoded`.
    Form(&'a Content),
    /// An object in `multipart/form-data`, which may have files.
    Multipart(&'a Content),
    /// Text in a media type.
    Text(&'a str),
    /// Server-sent events, and nothing else.
    Events(&'a Content),
    /// Bytes in a media type.
    Bytes(&'a str),
}

impl<'a> Payload<'a> {
    /// Returns the payload of a body with these media types: the first JSON, or else the first that
    /// is not a stream of events. Events are an alternative to it, see [`events_of`].
    pub(crate) fn of(content: &'a [Content]) -> Self {
        let is_json = |content: &&Content| content.kind == MediaKind::Json;
        let is_whole = |content: &&Content| content.kind != MediaKind::EventStream;
        let chosen = content.iter().find(is_json);
        let chosen = chosen.or_else(|| content.iter().find(is_whole));
        let chosen = chosen.or_else(|| content.first());
        chosen.map_or(Self::Empty, Self::of_content)
    }

    /// Returns the payload of a body with one media type.
    pub(crate) fn of_content(content: &'a Content) -> Self {
        let media_type = content.media_type.as_str();
        match content.kind {
            MediaKind::Json => Self::Json(&content.slot, media_type),
            MediaKind::Form => Self::Form(content),
            MediaKind::Multipart => Self::Multipart(content),
            MediaKind::Text => Self::Text(media_type),
            MediaKind::EventStream => Self::Events(content),
            MediaKind::Bytes => Self::Bytes(media_type),
        }
    }

    /// Returns the payload of a response. The runtimes read no forms there: they are bytes.
    pub(crate) fn of_response(response: &'a Response) -> Self {
        match Self::of(&response.content) {
            Self::Form(content) | Self::Multipart(content) => Self::Bytes(&content.media_type),
            payload => payload,
        }
    }

    /// The media type; `None` without a body.
    pub(crate) fn media_type(self) -> Option<&'a str> {
        match self {
            Self::Empty => None,
            Self::Form(content) | Self::Multipart(content) | Self::Events(content) => {
                Some(&content.media_type)
            }
            Self::Json(_, media_type) | Self::Text(media_type) | Self::Bytes(media_type) => {
                Some(media_type)
            }
        }
    }

    /// The slot of the value that the payload is decoded to; `None` for text, events and bytes.
    pub(crate) fn slot(self) -> Option<&'a Slot> {
        match self {
            Self::Json(slot, _)
            | Self::Form(Content { slot, .. })
            | Self::Multipart(Content { slot, .. }) => Some(slot),
            Self::Empty | Self::Text(_) | Self::Events(_) | Self::Bytes(_) => None,
        }
    }
}

/// Returns the events that a response may be, perhaps as an alternative to another payload.
pub(crate) fn events_of(response: &Response) -> Option<&Content> {
    let mut content = response.content.iter();
    content.find(|content| content.kind == MediaKind::EventStream)
}

/// One of the alternatives that a request body may be.
pub(crate) struct Alternative<'a> {
    /// The media types that it may have, of which the first is sent.
    pub content: Vec<&'a Content>,
    /// The payload in the first of them.
    pub payload: Payload<'a>,
}

impl Alternative<'_> {
    /// The name of its variant.
    pub(crate) fn ident(&self) -> &str {
        self.content.first().map_or("", |content| &content.ident)
    }

    /// The named type of the document that it holds, unless other types may be equal to it.
    fn distinct_type(&self, api: &Api) -> Option<TypeId> {
        let slot = self.payload.slot().filter(|slot| !slot.nullable)?;
        let TypeRef::Named(id) = slot.ty else {
            return None;
        };
        match api.ty(id).kind {
            TypeKind::Alias(_) | TypeKind::Untyped { .. } => None,
            _ => Some(id),
        }
    }
}

/// Returns the alternatives of a body, as [`Body::forms`] has them, that can be written.
pub(crate) fn alternatives<'a>(api: &Api, body: &'a Body) -> Vec<Alternative<'a>> {
    let mut alternatives: Vec<_> = body
        .forms()
        .into_iter()
        .map(|content| Alternative {
            payload: Payload::of_content(content[0]),
            content,
        })
        .collect();
    if alternatives.len() > 1 {
        alternatives.retain(|alternative| has_type(api, alternative.payload));
    }
    alternatives
}

/// Returns whether an alternative holds a named type of the document that no other one holds, so
/// that a value of the type says which alternative is meant.
pub(crate) fn is_known_by_type(
    api: &Api,
    alternative: &Alternative<'_>,
    all: &[Alternative<'_>],
) -> bool {
    let ty = alternative.distinct_type(api);
    ty.is_some()
        && all
            .iter()
            .filter(|other| other.distinct_type(api) == ty)
            .count()
            == 1
}

/// Returns why an operation cannot be written; `None` for those that can.
pub(crate) fn unsupported(api: &Api, operation: &Operation) -> Option<&'static str> {
    alternatives(api, operation.body.as_ref()?)
        .iter()
        .any(|alternative| !has_type(api, alternative.payload))
        .then_some("its body is a form with files that may be one of several objects")
}

/// Returns whether there is a type for a payload. Files are fields of a struct: a form that has some
/// and may be one of several objects has none.
fn has_type(api: &Api, payload: Payload<'_>) -> bool {
    let Payload::Multipart(content) = payload else {
        return true;
    };
    let has_files = content.parts.iter().any(|part| part.file);
    !has_files || is_struct(api, &content.slot.ty)
}

fn is_struct(api: &Api, ty: &TypeRef) -> bool {
    let mut ty = ty;
    // A chain is no longer than there are types; lowering refuses cycles of aliases.
    for _ in 0..=api.types.len() {
        let TypeRef::Named(id) = ty else {
            return false;
        };
        match &api.ty(*id).kind {
            TypeKind::Alias(slot) => ty = &slot.ty,
            kind => return matches!(kind, TypeKind::Struct(_)),
        }
    }
    false
}
