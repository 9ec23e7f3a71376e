//! The text of the current file, and its diagnostics.

use graphwright_source::Cell;
use graphwright_source::SourceMap;
use graphwright_source::{Code, Diagnostic, FileId, Origin, Place};
use std::collections::HashMap;
use std::ops::Range;

/// The file that is being read; collects its diagnostics.
pub(crate) struct Context<'a> {
    pub(crate) map: &'a SourceMap,
    pub(crate) file: FileId,
    pub(crate) text: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(map: &'a SourceMap, file: FileId) -> Self {
        Self {
            map,
            file,
            text: map.text(file),
            diagnostics: Vec::new(),
        }
    }

    /// The text at a place.
    pub(crate) fn text_at(&self, span: &Range<usize>) -> &'a str {
        &self.text[span.clone()]
    }

    pub(crate) fn origin(&self, span: &Range<usize>) -> Origin {
        Origin::span(self.file, span.start, span.end)
    }

    pub(crate) fn cell<T>(&self, value: T, span: &Range<usize>) -> Cell<T> {
        Cell::new(value, self.origin(span))
    }

    /// The text at a place, as a cell.
    pub(crate) fn text_cell(&self, span: &Range<usize>) -> Cell<String> {
        self.cell(self.text_at(span).to_owned(), span)
    }

    /// Reports a diagnostic at a place.
    pub(crate) fn report(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, message).at(self.origin(span)));
    }

    /// Reports a diagnostic at a place, with help.
    pub(crate) fn report_with_help(
        &mut self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let mut diagnostic = Diagnostic::new(code, message).at(self.origin(span));
        diagnostic.help = help;
        self.push(diagnostic);
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Keeps the first of several rows with one name, and reports the others under `code`.
    pub(crate) fn keep_first<T>(
        &mut self,
        code: Code,
        rows: &mut Vec<T>,
        name: impl Fn(&T) -> &Cell<String>,
    ) {
        let mut seen: HashMap<String, Origin> = HashMap::new();
        rows.retain(|row| {
            let name = name(row);
            let Some(first) = seen.get(&name.value) else {
                seen.insert(name.value.clone(), name.origin.clone());
                return true;
            };
            let line = self.map.locate(first).line.unwrap_or_default();
            self.diagnostics.push(
                Diagnostic::new(code, format!("`{}` is repeated here", name.value))
                    .at(name.origin.clone())
                    .help(format!(
                        "the first is at line {line}; remove or rename one of them"
                    )),
            );
            false
        });
    }

    /// The diagnostics, in the order of the text.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| match &diagnostic.origin {
                Some(Origin {
                    file,
                    place: Place::Span { start, .. },
                }) => (*file, *start),
                Some(Origin { file, .. }) => (*file, 0),
                None => (FileId(0), 0),
            });
        self.diagnostics
    }
}

/// A "did you mean" suggestion as help.
pub(crate) fn did_you_mean<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    graphwright_source::suggest::nearest(word, candidates)
        .map(|candidate| format!("did you mean `{candidate}`?"))
}
