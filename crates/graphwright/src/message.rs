//! What a run says: the stages' diagnostics, and what only the driver can know (usage,
//! configuration, the output folder). How it looks is `show`'s work.

use graphwright_source::{Diagnostic, Origin, Severity};

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How much it weighs.
    pub severity: Severity,
    /// What kind of thing it is; stable, `explain`able.
    pub code: &'static str,
    /// What is the matter, in one line without a full stop.
    pub text: String,
    /// What it is about.
    pub about: About,
    /// How to mend it, where the tool knows.
    pub help: Option<String>,
    /// Another place that has to do with it, and what stands there. People see it; programs find it
    /// in the report.
    pub related: Option<Box<(Origin, String)>>,
}

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The run.
    Run,
    /// A file or folder that is no input, by its path as it was given.
    Path(String),
    /// A place in an input.
    Input(Origin),
}

impl Message {
    /// An error of the driver's own.
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

    /// A warning of the driver's own.
    pub(crate) fn warning(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, text)
        }
    }

    /// Says where in an input.
    pub(crate) fn at(mut self, origin: Origin) -> Self {
        self.about = About::Input(origin);
        self
    }

    /// Says which file or folder.
    pub(crate) fn path(mut self, path: impl AsRef<str>) -> Self {
        self.about = About::Path(path.as_ref().to_owned());
        self
    }

    /// Says how to mend it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether the run must stop before it writes.
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
