//! What the stages say about their input: a code, a message, a place, and how to mend it.
//!
//! A place is kept as a pointer or as a byte range and becomes a line and a column only when
//! somebody asks ([`crate::SourceMap::locate`]); rendering is the caller's work.

use std::fmt;

pub use crate::code::Code;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The run stops before anything is written.
    Error,
    /// Something was guessed, skipped or looks wrong; the run goes on.
    Warning,
    /// Something worth knowing.
    Note,
}

impl Severity {
    /// The word for it, as in JSON lines: `error`, `warning` or `note`.
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

/// An input file's index in the run's [`crate::SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Where something stands in the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The place in it.
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

/// One thing to tell about the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// What kind of thing it is; stable, `explain`able.
    pub code: Code,
    /// What is the matter, in one line without a full stop.
    pub message: String,
    /// Where; `None` for what concerns no single place.
    pub origin: Option<Origin>,
    /// How to mend it, where the tool knows.
    pub help: Option<String>,
    /// Another place that has to do with it, and what stands there.
    pub related: Option<Box<(Origin, String)>>,
}

impl Diagnostic {
    /// A diagnostic with the weight that its code has by default.
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

    /// Says where.
    #[must_use]
    pub fn at(mut self, origin: Origin) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says where else to look, and what stands there.
    #[must_use]
    pub fn see(mut self, origin: Origin, what: impl Into<String>) -> Self {
        self.related = Some(Box::new((origin, what.into())));
        self
    }

    /// Whether the run must stop before it writes.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
