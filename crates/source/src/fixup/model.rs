//! The data of fixups.

use crate::diagnostic::Origin;
use serde_json::Value;

/// One change to a document, with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixup {
    /// Its name, unique in its file, in kebab case.
    pub name: String,
    /// The reason for the change.
    pub because: String,
    /// The source of the right facts: a URL, or a file and section.
    pub source: String,
    /// `true` if it is applied. A disabled fixup is not checked.
    pub enabled: bool,
    /// The place of the fixup in its file.
    pub origin: Origin,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// One step of a fixup.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The place of the step in its file.
    pub origin: Origin,
    /// The action of the step.
    pub action: Action,
}

/// The action of a step. Pointers have the form `#/a/b` (RFC 6901) and refer to the original document.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Adds a value. `-` as the last key appends to a list.
    Add {
        /// The pointer to the new value.
        at: String,
        /// The value.
        value: Value,
    },
    /// Replaces a value.
    Replace {
        /// The pointer to the value.
        at: String,
        /// The value before, which must match.
        old: Value,
        /// The value after.
        new: Value,
    },
    /// Removes a value.
    Remove {
        /// The pointer to the value.
        at: String,
        /// The value, which must match if given.
        old: Option<Value>,
    },
    /// Adds a response to every operation that may need it and has none with that status.
    AddResponse {
        /// The status, as in `responses`.
        status: String,
        /// The response, or a reference to one.
        value: Value,
        /// The operations that may need it.
        when: When,
    },
}

/// The operations of an [`Action::AddResponse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All.
    Always,
    /// Those with parameters or a request body.
    Input,
    /// Those with a request body.
    Body,
    /// Those that a security requirement protects.
    Security,
}

impl When {
    /// The words in fixups.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("always", Self::Always),
        ("input", Self::Input),
        ("body", Self::Body),
        ("security", Self::Security),
    ];
}
