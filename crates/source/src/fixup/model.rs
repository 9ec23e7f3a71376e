//! The data of fixups.

use super::key::KeyParameter;
use super::merge::MergeStep;
use super::policy::PolicyStep;
use crate::diagnostic::Origin;
use serde_json::Value;

/// One change to a document, with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixup {
    /// Its name, unique in its file, in kebab case.
    pub name: String,
    /// Why the document has to be changed.
    pub because: String,
    /// Where the truth stands: a URL, or a file and section.
    pub source: String,
    /// Whether it is applied. One that is not changes nothing, and nobody asks whether it could.
    pub enabled: bool,
    /// Where the fixup stands in its file.
    pub origin: Origin,
    /// What it does, in order.
    pub steps: Vec<Step>,
}

/// One step of a fixup.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where the step stands in its file.
    pub origin: Origin,
    /// What it does.
    pub action: Action,
}

/// What a step does. Pointers are written `#/a/b` (RFC 6901) and lead into the document as delivered.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Puts a value where none is. `-` as the last key appends to a list.
    Add {
        /// Where the value goes.
        at: String,
        /// The value.
        value: Value,
    },
    /// Puts a value in the place of another.
    Replace {
        /// Where the values stand.
        at: String,
        /// The value that must be there before.
        old: Value,
        /// The value that is there after.
        new: Value,
    },
    /// Takes a value out.
    Remove {
        /// Where it stands.
        at: String,
        /// The value that must be there, if that matters.
        old: Option<Value>,
    },
    /// Adds a response to every operation of the document that may need it and has none of that status.
    AddResponse {
        /// The status, as it is written in `responses`.
        status: String,
        /// The response, or a reference to one.
        value: Value,
        /// Which operations may need it.
        when: When,
    },
    /// Changes how the table of an entity type is merged; the document itself stays as it is.
    Merge {
        /// The qualified name of the entity type.
        table: String,
        /// The change.
        step: MergeStep,
    },
    /// Changes a row of a policy.
    Policy(PolicyStep),
    /// Makes the parameters of a name one of several keys; the document itself stays as it is.
    KeyParameter(KeyParameter),
}

/// Which operations an [`Action::AddResponse`] is for.
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
    /// The words for it.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("always", Self::Always),
        ("input", Self::Input),
        ("body", Self::Body),
        ("security", Self::Security),
    ];
}
