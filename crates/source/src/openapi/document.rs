//! A document that was read: its values, and where each stands in the input.

use super::findings::BrokenParts;
use super::pointer_map::{Moves, PointerMap};
use crate::diagnostic::{FileId, Origin};
use crate::pointer;
use serde_json::Value;

/// The version of OpenAPI that a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecVersion {
    /// 3.0.x
    V3_0,
    /// 3.1.x
    V3_1,
}

/// An OpenAPI document.
#[derive(Debug)]
pub struct Document {
    /// The file that it was read from.
    pub file: FileId,
    /// The other files that it refers to.
    pub(super) others: Vec<FileId>,
    /// The version that it is written in.
    pub version: SpecVersion,
    /// The document in its own dialect, with what it refers to in other files and with the fixups applied.
    pub effective: Value,
    /// The 3.0 form.
    pub(super) tree: Value,
    /// From the 3.0 form to the effective document.
    pub(super) moves: Moves,
    /// From the effective document to the input.
    pub(super) pointers: PointerMap,
    /// The parts of the effective document that have errors.
    pub(super) broken: BrokenParts,
}

impl Document {
    /// Whether a file is one of those that the document is made of.
    pub fn holds(&self, file: FileId) -> bool {
        self.file == file || self.others.contains(&file)
    }

    /// Where the value at `pointer` of the 3.0 form stands in the input.
    ///
    /// What a fixup made stands where the fixup does.
    pub fn origin(&self, pointer: &str) -> Origin {
        self.pointers.value_origin(&self.moves.original(pointer))
    }

    /// Where the key of the member at `pointer` of the 3.0 form stands in the input.
    pub fn key_origin(&self, pointer: &str) -> Origin {
        self.pointers.key_origin(&self.moves.original(pointer))
    }

    /// Where what stands at `pointer` of the effective document stands in the 3.0 form.
    pub fn normal(&self, pointer: &str) -> String {
        let moved = self.moves.current(pointer);
        moved.unwrap_or_else(|| pointer.to_owned())
    }

    /// The value at `pointer` of the 3.0 form.
    pub fn node(&self, pointer: &str) -> Option<&Value> {
        pointer::get(&self.tree, pointer)
    }

    /// The name of the fixup that made the value at `pointer` of the 3.0 form.
    pub fn made_by_fixup(&self, pointer: &str) -> Option<&str> {
        self.pointers.fixup(&self.moves.original(pointer))
    }

    /// Returns whether the reader found no error in the part of the document that `pointer` of the 3.0 form
    /// belongs to: a component, an operation, or another value at the third level.
    pub fn is_sound(&self, pointer: &str) -> bool {
        !self.broken.contains(&self.moves.original(pointer))
    }
}
