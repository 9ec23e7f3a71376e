//! The inputs of lowering: one document, and the passes of front ends that say more of the same API.

use crate::front_end::Insertion;
use graphwright_source::FileId;
use graphwright_source::openapi::Document;

/// A document, and what other front ends add to it.
pub struct Sources<'a> {
    /// The document, with its fixups applied.
    pub document: &'a Document,
    /// The files of [`crate::Config::inputs`], in that order. What stands in a file that is not
    /// among them counts as said by the first.
    pub files: &'a [FileId],
    /// The passes of other front ends.
    pub passes: Vec<Insertion<'a>>,
}

/// A document alone.
impl<'a> From<&'a Document> for Sources<'a> {
    fn from(document: &'a Document) -> Self {
        Self {
            document,
            files: &[],
            passes: Vec::new(),
        }
    }
}
