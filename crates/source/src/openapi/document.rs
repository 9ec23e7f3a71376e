//! A document that was read: its values, and their places in the input.

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
    /// The document in its own dialect, with the nodes of other files that it refers to and with the fixups
    /// applied.
    pub effective: Value,
    /// The document in the 3.0 dialect.
    pub(super) tree: Value,
    /// From the 3.0 dialect to the effective document.
    pub(super) moves: Moves,
    /// From the effective document to the input.
    pub(super) pointers: PointerMap,
    /// The parts of the effective document that have errors.
    pub(super) broken: BrokenParts,
}

impl Document {
    /// Returns whether the document consists of this file, among others.
    pub fn holds(&self, file: FileId) -> bool {
        self.file == file || self.others.contains(&file)
    }

    /// The place in the input of the value at `pointer` of the 3.0 dialect.
    ///
    /// The place of a value that a fixup made is the place of the fixup.
    pub fn origin(&self, pointer: &str) -> Origin {
        self.pointers.value_origin(&self.moves.original(pointer))
    }

    /// The place in the input of the key of the member at `pointer` of the 3.0 dialect.
    pub fn key_origin(&self, pointer: &str) -> Origin {
        self.pointers.key_origin(&self.moves.original(pointer))
    }

    /// The pointer in the 3.0 dialect of the value at `pointer` of the effective document.
    pub fn normal(&self, pointer: &str) -> String {
        let moved = self.moves.current(pointer);
        moved.unwrap_or_else(|| pointer.to_owned())
    }

    /// The value at `pointer` of the 3.0 dialect.
    pub fn node(&self, pointer: &str) -> Option<&Value> {
        pointer::get(&self.tree, pointer)
    }

    /// The name of the fixup that made the value at `pointer` of the 3.0 dialect.
    pub fn made_by_fixup(&self, pointer: &str) -> Option<&str> {
        self.pointers.fixup(&self.moves.original(pointer))
    }

    /// Returns whether the reader found no error in the part of the document that `pointer` of the 3.0 dialect
    /// belongs to: a component, an operation, or another value at the third level.
    pub fn is_sound(&self, pointer: &str) -> bool {
        !self.broken.contains(&self.moves.original(pointer))
    }
}
