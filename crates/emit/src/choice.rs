//! How bodies that may be one of several things are written.

use crate::docs::{Doc, code_span};
use crate::shape::{self, Payload};
use graphwright_ir::{Api, Body, Content, TypeId, TypeKind, TypeRef};

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

/// The things that a body may be, as [`Body::forms`] has them, of those that can be written.
pub(crate) fn forms<'a>(api: &Api, body: &'a Body) -> Vec<Form<'a>> {
    let forms = body.forms().into_iter();
    let mut forms: Vec<_> = forms
        .map(|content| Form {
            payload: Payload::of_content(content[0]),
            content,
        })
        .collect();
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
