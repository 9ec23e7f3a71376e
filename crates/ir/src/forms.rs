//! Bodies of requests that may be one of several things, by their media type.

use crate::{Body, Content, MediaKind};

impl Body {
    /// The things that it may be, each with the media types that it may have, in order of preference:
    /// JSON first, then as the document has them.
    ///
    /// Media types whose schemas are equal are one thing. Text or bytes whose schema says how they are
    /// put together, such as XML, are no thing of their own beside JSON or a form.
    pub fn forms(&self) -> Vec<Vec<&Content>> {
        let mut forms: Vec<Vec<&Content>> = Vec::new();
        for content in self.content.iter().filter(|content| self.takes(content)) {
            match forms.iter_mut().find(|form| is_same(form[0], content)) {
                Some(form) => form.push(content),
                None => forms.push(vec![content]),
            }
        }
        forms
    }

    /// Returns whether a media type is no mere other way to write what there is a type for.
    fn takes(&self, content: &Content) -> bool {
        let mut typed = self.content.iter().filter(|other| is_typed(other));
        match content.kind {
            MediaKind::EventStream => self.content.len() == 1,
            _ if is_typed(content) => true,
            _ => typed.all(|other| !content.described && other.schema != content.schema),
        }
    }
}

fn is_typed(content: &Content) -> bool {
    matches!(
        content.kind,
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart
    )
}

/// Returns whether two media types hold the same. A form with files has a type of its own.
fn is_same(one: &Content, other: &Content) -> bool {
    if !is_typed(one) || !is_typed(other) {
        return one.kind == other.kind;
    }
    let has_files = |content: &Content| content.parts.iter().any(|part| part.file);
    one.slot == other.slot || (one.schema == other.schema && !has_files(one) && !has_files(other))
}
