//! Output of messages and the summary, for people or for programs.
//!
//! Output for programs goes to the standard output, output for people to the standard error.

mod human;
mod json;
mod progress;
mod summary;

pub use progress::Progress;
pub use summary::Summary;

use crate::codes::Explanation;
use crate::message::Message;
use annotate_snippets::Renderer;
use clap::ValueEnum;
use graphwright_source::{Severity, SourceMap};
use serde::Serialize;
use std::fmt;
use std::io::{self, IsTerminal, Write};

/// The format of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the source line and a caret, on the standard error.
    #[default]
    Human,
    /// A JSON object a line, on the standard output.
    Json,
}

/// The choice of colours in messages for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that has colours, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

/// The messages that people get; programs get all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    /// Every message, the progress and the summary.
    All,
    /// Errors only.
    ErrorsOnly,
}

/// Shows messages, and counts them.
#[derive(Debug)]
pub struct Reporter {
    format: MessageFormat,
    verbosity: Verbosity,
    renderer: Renderer,
    errors: usize,
    warnings: usize,
}

impl Reporter {
    /// Creates a reporter that has shown nothing yet.
    pub fn new(format: MessageFormat, verbosity: Verbosity, color: Color) -> Self {
        let is_colored = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal_has_colors(),
        };
        let renderer = if is_colored {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            format,
            verbosity,
            renderer,
            errors: 0,
            warnings: 0,
        }
    }

    /// Shows the progress of a long run at a terminal, until the value is dropped.
    pub fn progress(&self, doing: &str) -> Option<Progress> {
        let watched =
            self.format == MessageFormat::Human && !self.is_quiet() && io::stderr().is_terminal();
        watched.then(|| Progress::start(doing.to_owned()))
    }

    /// Shows a message.
    pub fn message(&mut self, map: &SourceMap, message: &Message) {
        match message.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => {}
        }
        match self.format {
            MessageFormat::Json => out(&json::message(map, message)),
            MessageFormat::Human if self.is_quiet() && !message.is_error() => {}
            MessageFormat::Human => err(&human::message(map, message, &self.renderer)),
        }
    }

    /// Shows people a diff; programs get a message per file instead.
    pub fn diff(&self, diff: &str) {
        if self.format == MessageFormat::Human {
            out(diff.trim_end());
        }
    }

    /// Shows the explanation of a code.
    pub fn explanation(&self, known: &Explanation) {
        match self.format {
            MessageFormat::Json => out(&json::explanation(known)),
            MessageFormat::Human => out(&format!(
                "{}[{}]: {}",
                known.severity, known.code, known.text
            )),
        }
    }

    /// Shows the explanation of an item of the model.
    pub(crate) fn explained(&self, explained: &(impl Serialize + fmt::Display)) {
        out(&match self.format {
            MessageFormat::Json => json::to_line(explained),
            MessageFormat::Human => explained.to_string(),
        });
    }

    /// Shows the summary, which is the last output.
    pub fn summary(&self, summary: &Summary) {
        match self.format {
            MessageFormat::Json => out(&json::summary(summary, self.errors, self.warnings)),
            MessageFormat::Human if self.is_quiet() => {}
            MessageFormat::Human => err(&human::summary(summary, self.errors, self.warnings)),
        }
    }

    fn is_quiet(&self) -> bool {
        self.verbosity == Verbosity::ErrorsOnly
    }

    /// Returns whether the output is for programs.
    pub fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }
}

/// See <https://no-color.org>.
fn terminal_has_colors() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !set("NO_COLOR") && !dumb
}

/// A closed pipe (`| head`) is not a reason to fail.
fn out(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

fn err(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
