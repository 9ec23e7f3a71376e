//! Bodies of requests that may be one of several things, by their media type.

use crate::docs::{Doc, code_span};
use crate::shape::{self, Payload};
use graphwright_ir::{Api, Body, Content, MediaKind, TypeId, TypeKind, TypeRef};

/// One of the things that a body may be.
pub(crate) struct Form<'a> {
    /// The media types that it may have, of which the first is sent.
    pub content: Vec<&'a Content>,
    /// How it travels in the first.
    pub payload: Payload<'a>,
}

impl Form<'_> {
    /// The name of its variant.
    pub(crate) fn ident(&self) -> &str {
        self.content.first().map_or("", |content| &content.ident)
    }
}

/// The things that a body may be, in order of preference: JSON first, then as the document has them.
///
/// Media types whose schemas are equal are one thing. Text or bytes whose schema says how they are
/// put together, such as XML, are no thing of their own beside JSON or a form.
pub(crate) fn forms<'a>(api: &Api, body: &'a Body) -> Vec<Form<'a>> {
    let mut forms: Vec<Form<'a>> = Vec::new();
    for content in body
        .content
        .iter()
        .filter(|content| is_taken(content, body))
    {
        match forms
            .iter_mut()
            .find(|form| is_same(form.content[0], content))
        {
            Some(form) => form.content.push(content),
            None => forms.push(Form {
                content: vec![content],
                payload: Payload::of_content(content),
            }),
        }
    }
    if forms.len() > 1 {
        forms.retain(|form| shape::is_written(api, form.payload));
    }
    forms
}

/// The documentation of a variant: the media types that it may have.
pub(crate) fn variant_docs(form: &Form<'_>) -> Doc {
    let media_types: Vec<_> = form
        .content
        .iter()
        .map(|content| code_span(&content.media_type))
        .collect();
    Doc::own(format!("{}.", media_types.join(" or ")))
}

/// Whether the type of what a variant holds is one of the document's, and no other variant holds it.
pub(crate) fn is_told_by_type(api: &Api, form: &Form<'_>, forms: &[Form<'_>]) -> bool {
    let is_own = |id: TypeId| {
        !matches!(
            api.ty(id).kind,
            TypeKind::Alias(_) | TypeKind::Untyped { .. }
        )
    };
    let named = |form: &Form<'_>| match form.payload {
        Payload::Json(slot, _)
        | Payload::Form(Content { slot, .. })
        | Payload::Multipart(Content { slot, .. }) => match slot.ty {
            TypeRef::Named(id) if !slot.nullable => Some(id).filter(|id| is_own(*id)),
            _ => None,
        },
        _ => None,
    };
    let own = named(form);
    own.is_some() && forms.iter().filter(|other| named(other) == own).count() == 1
}

/// Whether a media type is no mere other way to write what there is a type for.
fn is_taken(content: &Content, body: &Body) -> bool {
    let mut typed = body.content.iter().filter(|other| is_typed(other));
    match content.kind {
        MediaKind::EventStream => body.content.len() == 1,
        _ if is_typed(content) => true,
        _ => typed.all(|other| !content.described && other.schema != content.schema),
    }
}

fn is_typed(content: &Content) -> bool {
    matches!(
        content.kind,
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart
    )
}

/// Whether two media types hold the same. A form with files has a type of its own.
fn is_same(one: &Content, other: &Content) -> bool {
    if !is_typed(one) || !is_typed(other) {
        return one.kind == other.kind;
    }
    let has_files = |content: &Content| content.parts.iter().any(|part| part.file);
    one.slot == other.slot || (one.schema == other.schema && !has_files(one) && !has_files(other))
}
