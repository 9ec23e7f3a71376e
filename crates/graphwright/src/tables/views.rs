//! The parts of tables that messages and reports show.

use graphwright_source::{FileId, Origin};

/// An entity document, for messages.
pub(crate) struct Entity<'t> {
    /// The qualified name of its type.
    pub name: &'t str,
    /// Its title.
    pub origin: &'t Origin,
}

/// A row that a fixup gives another name.
pub(crate) struct Rename<'t> {
    /// The fixup.
    pub fixup: &'t str,
    /// The table.
    pub table: &'t str,
    /// The name of the row.
    pub from: &'t str,
    /// The name on the wire.
    pub to: &'t str,
    /// `true` for a navigation property.
    pub is_navigation: bool,
}

/// A policy, for the report.
pub(crate) struct Policy<'t> {
    /// The name of what is generated from it.
    pub name: &'t str,
    /// Its file.
    pub file: FileId,
    /// The concept document that it is checked against, and the heading in it.
    pub against: Option<(&'t str, &'t str)>,
    /// The source of its table.
    pub source: &'t str,
}
