//! Entity documents: the Markdown that describes entity types, complex types, enumerations and
//! entity sets in tables, and every request in prose.
//!
//! [`read`] reads one document into data with the place of every fact ([`graphwright_source::Cell`]). It compares nothing with other
//! documents: types are names. If a document contradicts itself, by a request that its own tables do not allow,
//! both sides are in the [`Document`], and its methods find them.

mod assemble;
mod check;
pub(crate) mod context;
mod document;
pub(crate) mod markdown;
mod normalise;
mod operations;
mod overview;
mod query;
mod rows;
mod sample;
mod sections;
pub(crate) mod table;
pub(crate) mod value;

pub use document::{
    Action, Body, ComplexType, Consent, Document, DocumentedOperation, EdmType, EntitySet,
    EntityType, EnumType, Header, Input, Member, Navigation, Path, Property, Sample, SampleField,
    Scope, Segment, Subject, Verb,
};
pub use query::TypeHint;

use context::Context;
use graphwright_source::SourceMap;
use graphwright_source::{Code, Diagnostic, FileId};
use markdown::Markdown;

/// The result of reading a document.
#[derive(Debug)]
pub struct Read {
    /// The document; `None` if the text is not an entity document.
    pub document: Option<Document>,
    /// The diagnostics, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the entity document in `file`.
///
/// Everything that can be read is in the document even if there are errors. The time is linear in the length of
/// the text.
pub fn read(map: &SourceMap, file: FileId) -> Read {
    let mut cx = Context::new(map, file);
    let markdown = markdown::read(cx.text);
    report_fences(&mut cx, &markdown);
    let document = assemble::assemble_document(&mut cx, &sections::split_sections(&markdown));
    if let Some(document) = &document {
        check::check(&mut cx, document);
    }
    Read {
        document,
        diagnostics: cx.into_diagnostics(),
    }
}

fn report_fences(cx: &mut Context<'_>, markdown: &Markdown) {
    for span in &markdown.glued_fences {
        cx.report_with_help(
            Code::GLUED_FENCE,
            span,
            "the end of a block of code is not on its own line",
            Some("put a line break before it; it is read as the end".to_owned()),
        );
    }
    if let Some(span) = &markdown.open_fence {
        cx.report(
            Code::OPEN_FENCE,
            span,
            "a block of code has no end, so the rest of the document is code",
        );
    }
}
