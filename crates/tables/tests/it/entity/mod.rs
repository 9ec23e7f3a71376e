//! Entity documents: what is read, what is said about broken ones, and that nothing panics.

mod corpus;
mod diagnostics;
mod dump;
mod facts;
mod kinds;
mod robust;

use graphwright_source::{Diagnostic, SourceMap};
use graphwright_tables::entity::{self, Document, Read};
use std::path::PathBuf;

/// A text that was read as an entity document.
pub(crate) struct Reading {
    pub(crate) map: SourceMap,
    pub(crate) read: Read,
}

impl Reading {
    pub(crate) fn of(path: &str, text: impl Into<String>) -> Self {
        let mut map = SourceMap::new();
        let file = map.add(path, text);
        let read = entity::read(&map, file);
        Self { map, read }
    }

    pub(crate) fn document(&self) -> &Document {
        self.read
            .document
            .as_ref()
            .expect("the text is an entity document")
    }

    /// The diagnostics, each as `severity[code] line:column: message` with its help below.
    pub(crate) fn diagnostics(&self) -> String {
        self.read
            .diagnostics
            .iter()
            .map(|diagnostic| self.show(diagnostic))
            .collect()
    }

    fn show(&self, diagnostic: &Diagnostic) -> String {
        let Diagnostic {
            severity,
            code,
            message,
            origin,
            help,
            ..
        } = diagnostic;
        let place = origin
            .as_ref()
            .map_or_else(String::new, |origin| dump::place(&self.map, origin));
        let help = help
            .as_ref()
            .map_or_else(String::new, |help| format!("  help: {help}\n"));
        format!("{severity}[{code}] {place}: {message}\n{help}")
    }
}

/// The document of the type `User` with all its tables, and the text of 20 of its operations.
pub(crate) fn user() -> String {
    include_str!("../fixtures/User.md").to_owned()
}

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
