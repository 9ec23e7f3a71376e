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
mod tables;

pub use drift::check;
pub use fields::{Fields, Filters, OPERATORS, Support};

use crate::diagnostic::{Diagnostic, FileId, Origin};
use crate::entity::Cell;
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

/// What a policy file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The title.
    pub title: Cell<String>,
    /// What the policy means: the paragraphs between the title and the table, as they are written.
    pub docs: Vec<Cell<String>>,
    /// Where it comes from.
    pub source: Cell<String>,
    /// What it is checked against.
    pub against: Option<Against>,
    /// The table and its names.
    pub body: Body,
    /// The table.
    pub origin: Origin,
}

/// The kinds of policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Who may do it to whom.
    Relation(Relation),
    /// Properties that belong together.
    PropertySet(PropertySet),
    /// How the properties of a type can be asked for.
    Fields(Fields),
}

/// A matrix: the subject of a column may act on the object of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The name of the function, for example `can_reset_password_of`.
    pub function: Cell<String>,
    /// The name of the enumeration of the subjects.
    pub subject: Cell<String>,
    /// The name of the enumeration of the objects; it may be that of the subjects.
    pub object: Cell<String>,
    /// Variants for subjects and objects whose names make none by themselves.
    pub variants: Vec<Variant>,
    /// The subjects, in the order of the columns.
    pub subjects: Vec<Cell<String>>,
    /// The objects with their marks, in the order of the rows.
    pub rows: Vec<Row>,
}

/// The Rust name of a subject or an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The name in the table.
    pub name: Cell<String>,
    /// The name in Rust.
    pub ident: Cell<String>,
}

/// An object of a [`Relation`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: Cell<String>,
    /// One mark for each subject, in their order.
    pub marks: Vec<Mark>,
}

/// A cell of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Whether the subject may.
    pub allowed: bool,
    /// Under which condition, in prose.
    pub condition: Option<Cell<String>>,
    /// The cell; where it is empty, the place in the row where it would stand.
    pub origin: Origin,
}

/// Properties of one type that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertySet {
    /// The name of the constant.
    pub constant: Cell<String>,
    /// The type that has the properties.
    pub ty: Cell<String>,
    /// The properties, in the order of the table.
    pub properties: Vec<Property>,
    /// Which column of the concept's table has the names.
    pub column: Option<Cell<String>>,
    /// What stands in that column where there is no property.
    pub except: Option<Cell<String>>,
}

/// A row of a [`PropertySet`].
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The wire name.
    pub name: Cell<String>,
    /// What the concept says of it.
    pub description: Option<Cell<String>>,
}

/// What a policy is checked against.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// The end of the path of the concept document.
    pub document: Cell<String>,
    /// The heading before the table.
    pub section: Cell<String>,
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

impl Relation {
    /// The mark for one subject and one object, by their names in the table.
    pub fn mark(&self, subject: &str, object: &str) -> Option<&Mark> {
        let column = self
            .subjects
            .iter()
            .position(|name| name.value == subject)?;
        self.rows
            .iter()
            .find(|row| row.name.value == object)?
            .marks
            .get(column)
    }
}
