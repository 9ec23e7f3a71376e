//! Facts between properties or between roles: data for generated constants and functions.

use crate::{Docs, Origin};

/// One policy, with the Rust names that its file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A named set of a type's properties.
    PropertySet(PropertySet),
    /// A relation between the members of two enumerations.
    Relation(Relation),
}

/// A named set of properties, such as those that a read returns unless asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertySet {
    /// The name of its constant.
    pub ident: String,
    /// Wire names of the properties.
    pub properties: Vec<String>,
    /// What it means.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}

/// A relation `subject may verb object`, as a table of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The function's name, for example `can_reset_password_of`.
    pub ident: String,
    /// The members that act: wire name and variant.
    pub subjects: Vec<(String, String)>,
    /// The members acted on: wire name and variant.
    pub objects: Vec<(String, String)>,
    /// For each object the indexes of the subjects that may.
    pub cells: Vec<Vec<usize>>,
    /// What it means.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}
