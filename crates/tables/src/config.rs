//! The configuration of tables.

use graphwright_source::{Diagnostic, Origin};
use std::collections::BTreeMap;

/// The configuration of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The schemas that an entity type speaks for, by its qualified name: first the one that is read,
    /// then others that are forms of it.
    pub entities: Vec<(String, Vec<String>)>,
    /// The places of the names of these entity types in the configuration, for messages.
    pub places: BTreeMap<String, Origin>,
    /// The versions beside the document's, in rising order; empty: those that tables name, in order
    /// of first mention.
    pub versions: Vec<String>,
}

impl Config {
    /// A diagnostic at the place of an entity type of the configuration, where that is known.
    pub(crate) fn at_entity(&self, diagnostic: Diagnostic, name: &str) -> Diagnostic {
        match self.places.get(name) {
            Some(origin) => diagnostic.at(origin.clone()),
            None => diagnostic,
        }
    }
}
