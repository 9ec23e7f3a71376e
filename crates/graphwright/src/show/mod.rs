//! Saying it: messages and the summary, for people or for programs.
//!
//! What programs read goes to the standard output, what people read to the standard error.

mod human;
mod json;
mod progress;
mod summary;

pub use progress::Progress;
pub use summary::Summary;

use crate::codes::Explanation;
use crate::message::Message;
use clap::ValueEnum;
use graphwright_source::{Severity, SourceMap};
use serde::Serialize;
use std::fmt;
use std::io::{self, IsTerminal, Write};

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the source line and a caret, on the standard error.
    #[default]
    Human,
    /// A JSON object a line, on the standard output.
    Json,
}

/// Whether messages for people are coloured.
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

/// Says things, and counts what it said.
#[derive(Debug)]
pub struct Reporter {
    format: MessageFormat,
    quiet: bool,
    colored: bool,
    errors: usize,
    warnings: usize,
}

impl Reporter {
    /// A reporter; a quiet one shows people errors only.
    pub fn new(format: MessageFormat, quiet: bool, color: Color) -> Self {
        let colored = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal_has_colors(),
        };
        Self {
            format,
            quiet,
            colored,
            errors: 0,
            warnings: 0,
        }
    }

    /// Shows people at a terminal that a long run goes on, until the value is dropped.
    pub fn progress(&self, doing: &str) -> Option<Progress> {
        let watched =
            self.format == MessageFormat::Human && !self.quiet && io::stderr().is_terminal();
        watched.then(|| Progress::start(doing.to_owned()))
    }

    /// Says one thing.
    pub fn message(&mut self, map: &SourceMap, message: &Message) {
        match message.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => {}
        }
        match self.format {
            MessageFormat::Json => out(&json::message(map, message)),
            MessageFormat::Human if self.quiet && !message.is_error() => {}
            MessageFormat::Human => err(&human::message(map, message, self.colored)),
        }
    }

    /// Shows people a diff; programs get it as a message a file.
    pub fn diff(&self, diff: &str) {
        if self.format == MessageFormat::Human {
            out(diff.trim_end());
        }
    }

    /// Says what a code means.
    pub fn explanation(&self, known: &Explanation) {
        match self.format {
            MessageFormat::Json => out(&json::explanation(known)),
            MessageFormat::Human => out(&format!(
                "{}[{}]: {}",
                known.severity, known.code, known.text
            )),
        }
    }

    /// Says what became of a thing, and where the facts about it came from.
    pub(crate) fn explained(&self, explained: &(impl Serialize + fmt::Display)) {
        out(&match self.format {
            MessageFormat::Json => json::to_line(explained),
            MessageFormat::Human => explained.to_string(),
        });
    }

    /// Says what the run did; nothing more is said after it.
    pub fn summary(&self, summary: &Summary) {
        match self.format {
            MessageFormat::Json => out(&json::summary(summary, self.errors, self.warnings)),
            MessageFormat::Human if self.quiet => {}
            MessageFormat::Human => err(&human::summary(summary, self.errors, self.warnings)),
        }
    }

    /// Whether programs listen.
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

/// A reader that went away (`| head`) is no reason to fail.
fn out(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

fn err(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
