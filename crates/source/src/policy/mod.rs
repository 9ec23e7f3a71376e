//! Policies: who may do what to whom, and which properties belong together, as Markdown tables.
//!
//! A policy file has front matter, a title, paragraphs that say what the policy means, and one
//! table; what follows the table is for the reader of the file. The front matter gives the Rust
//! names, the source, and the concept document that the table is checked against:
//!
//! | key | of | what |
//! |---|---|---|
//! | `kind` | all | `relation`, `property-set` or `fields` |
//! | `function` | relation | the function that asks the table |
//! | `subject`, `object` | relation | the enumerations of the columns (who acts) and of the rows (who is acted on) |
//! | `variants` | relation | variants for names that make none by themselves; optional |
//! | `constant` | property set | the constant |
//! | `enumeration` | fields | the enumeration that has a variant for each property of the type |
//! | `type` | property set, fields | the type that has the properties |
//! | `source` | all | where the table comes from |
//! | `checked-against`, `section` | relation, property set | the concept document and the heading in it; optional |
//! | `column` | property set | the column of the concept's table that has the names; with `checked-against` |
//! | `except` | property set | what stands in that column where there is no property; optional |
//!
//! [`read`] reads one file; [`check`] compares a policy with the concept documents, of which the
//! text form is damaged: empty cells and some names are lost, and rows are broken into two lines.

mod concept;
mod drift;
mod fields;
mod front;
mod model;
mod tables;

pub use drift::check;
pub use model::{
    Against, Body, Fields, Filters, Mark, OPERATORS, Policy, Property, PropertySet, Relation, Row,
    Support, Variant,
};

use crate::diagnostic::{Diagnostic, FileId};
use crate::entity::context::Context;
use crate::source_map::SourceMap;

/// What came of reading a policy file.
#[derive(Debug)]
pub struct Read {
    /// The policy; `None` when the file has no front matter that says what it is, or no table.
    pub policy: Option<Policy>,
    /// What there is to say about it, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the policy in `file`.
pub fn read(map: &SourceMap, file: FileId) -> Read {
    let mut cx = Context::new(map, file);
    let policy = tables::policy(&mut cx);
    Read {
        policy,
        diagnostics: cx.into_diagnostics(),
    }
}
