//! Policies: relations between roles, sets of properties and filter operators, as Markdown tables.
//!
//! A policy file has front matter, a title, paragraphs that explain the policy, and one table; text after the table
//! is for the reader of the file. The front matter gives the Rust
//! names, the source, and the concept document that the table is checked against:
//!
//! | key | of | meaning |
//! |---|---|---|
//! | `kind` | all | `relation`, `property-set` or `fields` |
//! | `function` | relation | the function that queries the table |
//! | `subject`, `object` | relation | the enumerations of the columns (who acts) and of the rows (who is acted on) |
//! | `variants` | relation | variants for names that are not identifiers; optional |
//! | `constant` | property set | the constant |
//! | `enumeration` | fields | the enumeration that has a variant for each property of the type |
//! | `type` | property set, fields | the type that has the properties |
//! | `source` | all | the source of the table |
//! | `checked-against`, `section` | relation, property set | the concept document and the heading in it; optional |
//! | `column` | property set | the column of the concept's table with the names; with `checked-against` |
//! | `except` | property set | the text in that column for rows without a property; optional |
//!
//! [`read`] reads one file; [`check`] compares a policy with the concept documents, whose tables are damaged: empty
//! cells and some names are lost, and rows are broken into two lines.

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

use crate::entity::context::Context;
use graphwright_source::SourceMap;
use graphwright_source::{Diagnostic, FileId};

/// The result of reading a policy file.
#[derive(Debug)]
pub struct Read {
    /// The policy; `None` if the file has no front matter with its kind, or no table.
    pub policy: Option<Policy>,
    /// The diagnostics, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the policy in `file`.
pub fn read(map: &SourceMap, file: FileId) -> Read {
    let mut cx = Context::new(map, file);
    let policy = tables::read_policy(&mut cx);
    Read {
        policy,
        diagnostics: cx.into_diagnostics(),
    }
}
