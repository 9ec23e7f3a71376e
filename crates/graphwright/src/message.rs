//! The messages of a run: diagnostics of the stages, and those of the driver (usage, configuration, output folder).
//! `show` renders them.

use graphwright_source::{Diagnostic, Origin, Severity};

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The severity.
    pub severity: Severity,
    /// The kind of message: stable, and known to `explain`.
    pub code: &'static str,
    /// The problem, in one line without a full stop.
    pub text: String,
    /// The subject.
    pub about: About,
    /// The way to fix it, if known.
    pub help: Option<String>,
    /// Another place that is involved, and a remark on it. It is shown to people; programs find it in the report.
    pub related: Option<Box<(Origin, String)>>,
}

/// The subject of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The run.
    Run,
    /// A file or folder that is not an input, by its path.
    Path(String),
    /// A place in an input.
    Input(Origin),
}

impl Message {
    /// An error of the driver.
    pub(crate) fn error(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            text: text.into(),
            about: About::Run,
            help: None,
            related: None,
        }
    }

    /// A warning of the driver.
    pub(crate) fn warning(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, text)
        }
    }

    /// Sets the place in an input.
    pub(crate) fn at(mut self, origin: Origin) -> Self {
        self.about = About::Input(origin);
        self
    }

    /// Sets the file or folder.
    pub(crate) fn path(mut self, path: impl AsRef<str>) -> Self {
        self.about = About::Path(path.as_ref().to_owned());
        self
    }

    /// Sets the way to fix it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns whether the run must stop before it writes.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl From<Diagnostic> for Message {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code.name(),
            text: diagnostic.message,
            about: diagnostic.origin.map_or(About::Run, About::Input),
            help: diagnostic.help,
            related: diagnostic.related,
        }
    }
}
