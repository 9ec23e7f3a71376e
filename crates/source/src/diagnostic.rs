//! Diagnostics: a code, a message, a place in the input, and how to fix it.
//!
//! A place is kept as a pointer or as a byte range and becomes a line and a column only on demand
//! ([`crate::SourceMap::locate`]); rendering is left to the caller.

use std::fmt;

pub use crate::code::Code;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The run stops before anything is written.
    Error,
    /// Something was guessed, skipped or looks wrong; the run continues.
    Warning,
    /// Something worth knowing.
    Note,
}

impl Severity {
    /// The name, as in JSON lines: `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The index of an input file in the run's [`crate::SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The place in the file.
    pub place: Place,
}

impl Origin {
    /// The whole file.
    pub fn file(file: FileId) -> Self {
        Self {
            file,
            place: Place::File,
        }
    }

    /// The value that a JSON pointer (RFC 6901, written `#/a/b`) leads to.
    pub fn pointer(file: FileId, pointer: impl Into<String>) -> Self {
        Self {
            file,
            place: Place::Value(pointer.into()),
        }
    }

    /// The key of the member that a JSON pointer leads to.
    pub fn key(file: FileId, pointer: impl Into<String>) -> Self {
        Self {
            file,
            place: Place::Key(pointer.into()),
        }
    }

    /// A range of bytes.
    pub fn span(file: FileId, start: usize, end: usize) -> Self {
        Self {
            file,
            place: Place::Span { start, end },
        }
    }
}

/// A place in one file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// The value at a JSON pointer, written `#/a/b`.
    Value(String),
    /// The key of the member at a JSON pointer, written `#/a/b`.
    Key(String),
    /// Bytes `start..end` of the text as it was read.
    Span {
        /// The first byte.
        start: usize,
        /// The byte after the last.
        end: usize,
    },
}

/// A message about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The kind of diagnostic: stable, and known to `explain`.
    pub code: Code,
    /// The problem, in one line without a full stop.
    pub message: String,
    /// The place; `None` for a problem that has no single place.
    pub origin: Option<Origin>,
    /// The way to fix it, if known.
    pub help: Option<String>,
    /// Another place that is involved, and a remark on it.
    pub related: Option<Box<(Origin, String)>>,
}

impl Diagnostic {
    /// Creates a diagnostic with the default severity of its code.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: code.severity(),
            code,
            message: message.into(),
            origin: None,
            help: None,
            related: None,
        }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, origin: Origin) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Sets the way to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that is involved, and a remark on it.
    #[must_use]
    pub fn see(mut self, origin: Origin, remark: impl Into<String>) -> Self {
        self.related = Some(Box::new((origin, remark.into())));
        self
    }

    /// Returns whether the run must stop before it writes.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
