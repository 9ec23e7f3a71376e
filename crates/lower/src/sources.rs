//! What is lowered: one document, and what else speaks of the same API.

use graphwright_source::fixup::Fixup;
use graphwright_source::openapi::Document;
use graphwright_source::policy::Policy;
use graphwright_source::{FileId, entity};

/// A document and the tables that are merged into it.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The document, with its fixups applied.
    pub document: &'a Document,
    /// The entity documents, in the order in which they were read.
    pub entities: &'a [entity::Document],
    /// The fixups, for what they say about tables.
    pub fixups: &'a [Fixup],
    /// The policies, in the order in which they were read.
    pub policies: &'a [Policy],
    /// The files of [`crate::Config::inputs`], in that order. What stands in a file that is not
    /// among them counts as said by the first.
    pub files: &'a [FileId],
}

/// A document alone.
impl<'a> From<&'a Document> for Sources<'a> {
    fn from(document: &'a Document) -> Self {
        Self {
            document,
            entities: &[],
            fixups: &[],
            policies: &[],
            files: &[],
        }
    }
}
