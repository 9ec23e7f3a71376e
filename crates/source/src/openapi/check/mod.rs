//! Checks a document against the grammar: unknown keys, values of the wrong type, missing keywords.
//!
//! The walk also lists every `$ref`, since only the grammar can tell one from a property of that name.

mod forgive;
mod object;
mod rules;
mod swagger;
mod value;

pub(super) use value::describe;

use super::SpecVersion;
use super::findings::Findings;
use super::grammar::{Kind, OPENAPI};
use serde_json::Value;

/// A `$ref`.
pub(super) struct RefSite<'d> {
    /// The node that holds it.
    pub node: String,
    pub target: &'d str,
    /// What it must lead to.
    pub kind: &'static Kind,
}

/// Checks a whole document and lists its `$ref`s.
pub(super) fn check<'d>(
    document: &'d Value,
    version: SpecVersion,
    findings: &mut Findings<'_>,
) -> Vec<RefSite<'d>> {
    let mut checker = Checker {
        version,
        findings,
        pointer: "#".to_owned(),
        loose: None,
        refs: Vec::new(),
    };
    if let Value::Object(members) = document {
        checker.object(members, &OPENAPI);
    }
    checker.refs
}

struct Checker<'d, 'f, 't> {
    version: SpecVersion,
    findings: &'f mut Findings<'t>,
    /// Where the walk is.
    pointer: String,
    /// The length of the pointer to the outermost keyword around that only explains.
    loose: Option<usize>,
    refs: Vec<RefSite<'d>>,
}

impl Checker<'_, '_, '_> {
    /// Runs `visit` one key further down.
    fn enter(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        crate::pointer::push(&mut self.pointer, key);
        visit(self);
        self.pointer.truncate(length);
    }

    /// Runs `visit` one element further down.
    fn enter_index(&mut self, index: usize, visit: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        crate::pointer::push_index(&mut self.pointer, index);
        visit(self);
        self.pointer.truncate(length);
    }
}
