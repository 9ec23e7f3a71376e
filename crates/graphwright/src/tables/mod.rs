//! Tables, a front end beside the document: they are read, lowered and shown here and nowhere else in this crate.
//!
//! The feature `tables` brings them. A build without it has the same functions over nothing, and says so where
//! somebody asks for tables.

#[cfg(not(feature = "tables"))]
mod absent;
#[cfg(feature = "tables")]
mod present;

#[cfg(not(feature = "tables"))]
use absent as imp;
#[cfg(feature = "tables")]
use present as imp;

pub(crate) use imp::{Config, STEPS, Tables, config};

use graphwright_source::{FileId, Origin};

/// The way out for somebody who asks a build without tables for them.
pub(crate) const ABSENT: &str =
    "this build of graphwright has no tables: build it with the feature `tables`";

/// The keys of the configuration that are about tables.
pub(crate) const KEYS: [&str; 5] = [
    "api.entities",
    "api.concepts",
    "api.policies",
    "api.versions",
    "entity",
];

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
