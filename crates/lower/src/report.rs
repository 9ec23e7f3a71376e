//! The diagnostics of a run.

use crate::names::Taken;
use graphwright_source::openapi::Document;
use graphwright_source::{Code, Diagnostic, Origin, Severity};
use std::collections::HashSet;

/// Collects diagnostics, each once.
pub struct Report<'a> {
    document: &'a Document,
    /// The diagnostics, each with the position of the pass that reported it.
    diagnostics: Vec<(usize, Diagnostic)>,
    /// The position of the present pass in the list of passes.
    pass: usize,
    /// The pointers at which a code was reported. Parts of the document that several operations share
    /// are visited from each of them.
    pointers: HashSet<(Code, String)>,
    /// The messages about other inputs. A line of another front end may be about several schemas.
    messages: HashSet<(String, Option<Origin>)>,
}

/// The reason why a part of the document is left out or kept as JSON, in words for the reader of the documentation.
pub(crate) type Reason = String;

/// A location in the document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'p> {
    /// The value at a pointer.
    Value(&'p str),
    /// The key of the value at a pointer.
    Key(&'p str),
}

impl At<'_> {
    fn pointer(&self) -> &str {
        match self {
            Self::Value(pointer) | Self::Key(pointer) => pointer,
        }
    }
}

impl<'a> Report<'a> {
    /// Creates an empty report about a document and the inputs that go with it.
    pub(crate) fn new(document: &'a Document) -> Self {
        Self {
            document,
            diagnostics: Vec::new(),
            pass: 0,
            pointers: HashSet::new(),
            messages: HashSet::new(),
        }
    }

    /// Reports something about the document, unless the code was reported at that pointer before.
    pub(crate) fn add(&mut self, code: Code, message: impl Into<String>, at: At<'_>) {
        let origin = self.origin(at);
        self.add_once(Diagnostic::new(code, message).at(origin), at);
    }

    /// Reports something as a note, where the code is usually a warning: the document loses nothing by
    /// it here.
    pub(crate) fn add_note(&mut self, code: Code, message: impl Into<String>, at: At<'_>) {
        let origin = self.origin(at);
        let diagnostic = Diagnostic {
            severity: Severity::Note,
            ..Diagnostic::new(code, message).at(origin)
        };
        self.add_once(diagnostic, at);
    }

    /// Reports that a name of the document had to give way to a reserved or taken one.
    pub(crate) fn add_renamed(&mut self, subject: &str, taken: &Taken, at: At<'_>) {
        if let Some(message) = taken.renaming(subject) {
            self.add(Code::RENAMED, message, at);
        }
    }

    /// Reports something about the configuration or an input other than the document, unless it was
    /// reported before.
    pub fn add_diagnostic(&mut self, diagnostic: Diagnostic) {
        let message = (diagnostic.message.clone(), diagnostic.origin.clone());
        if self.messages.insert(message) {
            self.diagnostics.push((self.pass, diagnostic));
        }
    }

    /// Begins with the diagnostics of a pass, by its position in the list of passes.
    pub(crate) fn begin(&mut self, pass: usize) {
        self.pass = pass;
    }

    /// Returns the diagnostics: by pass, and of each pass in the order in which they were added.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|(pass, _)| *pass);
        self.diagnostics.into_iter().map(|(_, one)| one).collect()
    }

    fn origin(&self, at: At<'_>) -> Origin {
        match at {
            At::Value(pointer) => self.document.origin(pointer),
            At::Key(pointer) => self.document.key_origin(pointer),
        }
    }

    fn add_once(&mut self, diagnostic: Diagnostic, at: At<'_>) {
        if self
            .pointers
            .insert((diagnostic.code, at.pointer().to_owned()))
        {
            self.diagnostics.push((self.pass, diagnostic));
        }
    }
}

#[cfg(test)]
mod tests;
