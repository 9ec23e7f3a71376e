//! The findings of the checks: diagnostics, broken parts, and repairs of the 3.0 dialect.

use super::pointer_map::PointerMap;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The number of diagnostics of one code and severity that are reported one by one.
const SHOWN: usize = 1000;

/// Collects findings by pointers into the effective document.
pub(super) struct Findings<'t> {
    pointers: &'t PointerMap,
    diagnostics: Vec<Diagnostic>,
    counts: BTreeMap<(Code, Severity), usize>,
    pub(super) broken: BrokenParts,
    repairs: Vec<Repair>,
}

/// A change to the 3.0 dialect, which the published document does not have.
pub(super) struct Repair {
    pub pointer: String,
    pub change: Change,
}

/// The change of a [`Repair`].
pub(super) enum Change {
    /// Removes a member of an object.
    Remove,
    /// Adds an element to a list, which is created if there is none.
    Add(Value),
    /// Sets a value, whether there is one already or not.
    Put(Value),
}

/// The place of a diagnostic: a key or a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At<'p> {
    Key(&'p str),
    Value(&'p str),
}

impl<'t> Findings<'t> {
    pub(super) fn new(pointers: &'t PointerMap) -> Self {
        let (diagnostics, repairs) = (Vec::new(), Vec::new());
        Self {
            pointers,
            diagnostics,
            counts: BTreeMap::new(),
            broken: BrokenParts::default(),
            repairs,
        }
    }

    /// Reports a diagnostic with the severity that its code has by default. An error breaks the part that it is
    /// in.
    ///
    /// The message is only made if it will be shown.
    pub(super) fn report(&mut self, code: Code, at: At<'_>, message: impl FnOnce() -> Message) {
        self.report_as(code, code.severity(), at, message);
    }

    /// Reports a diagnostic with a severity. An error breaks the part that it is in.
    pub(super) fn report_as(
        &mut self,
        code: Code,
        severity: Severity,
        at: At<'_>,
        message: impl FnOnce() -> Message,
    ) {
        let (At::Key(pointer) | At::Value(pointer)) = at;
        if severity == Severity::Error {
            self.broken.insert(pointer);
        }
        self.report_repaired(code, severity, at, message);
    }

    /// Reports a diagnostic about something that is repaired in the 3.0 dialect: even an error breaks nothing.
    pub(super) fn report_repaired(
        &mut self,
        code: Code,
        severity: Severity,
        at: At<'_>,
        message: impl FnOnce() -> Message,
    ) {
        let count = self.counts.entry((code, severity)).or_default();
        *count += 1;
        if *count > SHOWN {
            return;
        }
        let origin = match at {
            At::Key(pointer) => self.pointers.key_origin(pointer),
            At::Value(pointer) => self.pointers.value_origin(pointer),
        };
        let Message { text, help } = message();
        let mut diagnostic = Diagnostic::new(code, text).at(origin);
        diagnostic.severity = severity;
        diagnostic.help = help;
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn repair(&mut self, pointer: &str, change: Change) {
        self.repairs.push(Repair {
            pointer: pointer.to_owned(),
            change,
        });
    }

    pub(super) fn take_repairs(&mut self) -> Vec<Repair> {
        std::mem::take(&mut self.repairs)
    }

    /// The diagnostics, with one for each code that was found too often to be shown, and the parts that have
    /// errors.
    pub(super) fn finish(mut self) -> (Vec<Diagnostic>, BrokenParts) {
        for ((code, severity), count) in &self.counts {
            if let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0) {
                let message = format!("{more} more like this are not shown");
                let mut rest =
                    Diagnostic::new(*code, message).at(self.pointers.value_origin(pointer::ROOT));
                rest.severity = *severity;
                self.diagnostics.push(rest);
            }
        }
        (self.diagnostics, self.broken)
    }
}

/// The parts of an effective document that have an error: components, operations, and other values at the
/// third level.
#[derive(Debug, Default)]
pub(super) struct BrokenParts(BTreeSet<String>);

impl BrokenParts {
    /// Adds the part that the node at `pointer` belongs to.
    pub(super) fn insert(&mut self, pointer: &str) {
        let part = part(pointer);
        if !self.0.contains(part) {
            self.0.insert(part.to_owned());
        }
    }

    /// Returns whether there is an error in the part that the node at `pointer` is or belongs to.
    pub(super) fn contains(&self, pointer: &str) -> bool {
        let part = part(pointer);
        let is_within = |found: &str| {
            found
                .strip_prefix(part)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // A sibling such as `#/a-b` sorts between `#/a` and `#/a/b`, so the two are sought apart.
        self.0.contains(part)
            || self
                .0
                .range(format!("{part}/")..)
                .next()
                .is_some_and(|found| is_within(found))
    }
}

/// The part of a document that is generated or left out as a whole: a component (`#/components/schemas/Pet`),
/// an operation (`#/paths/~1pets/get`), or anything that stands as high.
fn part(pointer: &str) -> &str {
    let end = pointer
        .match_indices('/')
        .nth(3)
        .map_or(pointer.len(), |(at, _)| at);
    &pointer[..end]
}

/// The text of a diagnostic.
pub(super) struct Message {
    pub text: String,
    pub help: Option<String>,
}

impl Message {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            help: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a "did you mean" suggestion, if there is a near word.
    pub(super) fn suggest(self, word: Option<&str>) -> Self {
        match word {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None => self,
        }
    }
}
