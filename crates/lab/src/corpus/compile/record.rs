//! The result of compiling the output for a document: a line of `compiled.jsonl`.

use serde::{Deserialize, Serialize};

/// The targets of a document, in folders of the same names.
pub(super) const TARGETS: [&str; 3] = ["model", "client", "server"];

/// What the compiler said about a document: a line of `compiled.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Compiled {
    /// The document, relative to the folder.
    pub path: String,
    /// What the result depends on, hashed: the generated text, the runtimes and the lock file.
    pub key: String,
    /// Crates that were compiled to their end, of three.
    pub crates: u64,
    pub errors: u64,
    pub warnings: u64,
    /// The first error as the compiler shows it, else the first warning.
    pub first_error: Option<String>,
    pub first_warning: Option<String>,
}

impl Compiled {
    /// Whether everything compiled.
    pub(crate) fn is_clean(&self) -> bool {
        self.errors == 0 && self.crates == TARGETS.len() as u64
    }

    /// Whether compiling it again would come to the same: a compiler that was killed says nothing.
    pub(super) fn is_final(&self) -> bool {
        self.is_clean() || self.errors > 0
    }
}
