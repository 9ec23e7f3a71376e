//! The state of the walk that checks a document.

use super::super::SpecVersion;
use super::super::findings::Findings;
use super::super::grammar::Kind;
use crate::pointer;

pub(super) struct Checker<'d, 'f, 't> {
    pub version: SpecVersion,
    pub findings: &'f mut Findings<'t>,
    /// The pointer to the current value.
    pub pointer: String,
    /// The length of the pointer to the outermost informative keyword around the current value.
    pub informative: Option<usize>,
    pub refs: Vec<RefSite<'d>>,
}

impl Checker<'_, '_, '_> {
    /// Runs `visit` for the member at a key.
    pub(super) fn enter(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        pointer::push(&mut self.pointer, key);
        visit(self);
        self.pointer.truncate(length);
    }

    /// Runs `visit` for the element at an index.
    pub(super) fn enter_index(&mut self, index: usize, visit: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        pointer::push_index(&mut self.pointer, index);
        visit(self);
        self.pointer.truncate(length);
    }
}

/// A `$ref`.
pub(crate) struct RefSite<'d> {
    /// The node that holds it.
    pub node: String,
    pub target: &'d str,
    /// The kind of object that it must lead to.
    pub kind: &'static Kind,
}
