//! The operations that are generated, and the part of the document that they need.
//!
//! This is decided before anything is lowered: what is not selected gets no type and no name, and is
//! not reported. Operations that only another front end describes are asked for one by one, as they
//! are found.

mod candidate;
mod config;
mod pattern;

use candidate::{Candidate, missed, takes};
pub use config::{Missed, Select, SelectBy};
use graphwright_ir::Method;
use graphwright_source::openapi::{Document, Part};
use std::collections::HashSet;

/// A selection of the operations of a document and of the front ends beside it.
#[derive(Debug, Default)]
pub struct Selection<'a> {
    /// The selection, where not everything is selected.
    partial: Option<Partial<'a>>,
}

/// A selection of some operations.
#[derive(Debug)]
struct Partial<'a> {
    select: &'a Select,
    /// The operations of the document.
    listed: Vec<Candidate<'a>>,
    /// Path and method, in lower case, of the selected ones.
    chosen: HashSet<(&'a str, &'static str)>,
    /// The operations of other front ends, selected or not.
    others: Vec<Other>,
}

/// An operation that the document does not have.
#[derive(Clone, Debug)]
pub struct Other {
    /// Its id.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path template.
    pub path: String,
    /// The tag of its group.
    pub tag: String,
}

impl<'a> Selection<'a> {
    /// Applies the patterns to the operations of a document.
    pub(crate) fn new(select: &'a Select, document: &'a Document) -> Self {
        if select.is_all() {
            return Self::default();
        }
        let operations = document.operations();
        let listed: Vec<_> = operations.iter().map(Candidate::of_document).collect();
        let chosen = operations.iter().zip(&listed);
        let chosen = chosen.filter(|(_, candidate)| takes(select, candidate));
        let chosen = chosen.map(|(listed, _)| (listed.path, listed.method));
        let chosen: HashSet<_> = chosen.collect();
        Self {
            partial: Some(Partial {
                select,
                listed,
                chosen,
                others: Vec::new(),
            }),
        }
    }

    /// Returns whether only some operations are selected.
    pub fn is_partial(&self) -> bool {
        self.partial.is_some()
    }

    /// Returns the part of a document that the selected operations need, unless everything is selected.
    pub(crate) fn part_of(&self, document: &Document) -> Option<Part> {
        let partial = self.partial.as_ref();
        partial.map(|partial| document.part(&partial.chosen))
    }

    /// Returns whether an operation of the document is selected.
    pub(crate) fn has(&self, path: &str, method: Method) -> bool {
        self.partial.as_ref().is_none_or(|partial| {
            let method = method.as_str().to_ascii_lowercase();
            partial.chosen.contains(&(path, method.as_str()))
        })
    }

    /// Returns whether an operation of another front end is selected. One that the document lists is
    /// what it is there.
    pub fn takes_other(&mut self, operation: Other) -> bool {
        let Some(partial) = &mut self.partial else {
            return true;
        };
        let candidate = operation.candidate();
        let is_it =
            |one: &Candidate<'_>| one.path == candidate.path && one.method == candidate.method;
        if partial.listed.iter().any(is_it) {
            return self.has(&operation.path, operation.method);
        }
        let is_taken = takes(partial.select, &candidate);
        partial.others.push(operation);
        is_taken
    }

    /// Returns whether a request would be selected that no operation is made of.
    pub fn takes_suppressed(&self, id: &str, method: Method, path: &str) -> bool {
        let candidate = Candidate {
            path,
            method: method.as_str().to_owned(),
            id: Some(id),
            tags: Vec::new(),
        };
        let partial = self.partial.as_ref();
        partial.is_none_or(|partial| takes(partial.select, &candidate))
    }

    /// The patterns that take no operation.
    pub(crate) fn missed(&self) -> Vec<Missed> {
        let Some(partial) = &self.partial else {
            return Vec::new();
        };
        let others = partial.others.iter().map(Other::candidate);
        let all: Vec<_> = partial.listed.iter().cloned().chain(others).collect();
        missed(partial.select, &all)
    }
}

impl Other {
    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            path: &self.path,
            method: self.method.as_str().to_owned(),
            id: Some(&self.id),
            tags: vec![&self.tag],
        }
    }
}
