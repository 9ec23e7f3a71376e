//! The result of compiling the output for a document: a line of `compiled.jsonl`.

use serde::{Deserialize, Serialize};

/// The targets of a document, in folders of the same names.
pub(super) const TARGETS: [&str; 3] = ["model", "client", "server"];

/// The compiler's result for a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Compilation {
    /// The document, relative to the folder.
    pub path: String,
    /// A hash of everything that the result depends on: the generated text, the runtimes and the lock file.
    pub key: String,
    /// Crates that were compiled, of three.
    pub crates: u64,
    pub errors: u64,
    pub warnings: u64,
    /// The first error, as the compiler shows it.
    pub first_error: Option<String>,
    pub first_warning: Option<String>,
}

impl Compilation {
    /// Returns whether all three crates compiled.
    pub(crate) fn is_clean(&self) -> bool {
        self.errors == 0 && self.crates == TARGETS.len() as u64
    }

    /// Returns whether another compilation would have the same result: a compiler that was killed has none.
    pub(super) fn is_final(&self) -> bool {
        self.is_clean() || self.errors > 0
    }
}
