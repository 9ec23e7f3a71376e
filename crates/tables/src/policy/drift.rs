//! Comparison of a policy with the concept document that it is checked against.

use super::concept::{self, Table, is_tick};
use super::model::{Against, Body, Policy, Property, PropertySet, Relation, Row};
use crate::entity::context::did_you_mean;
use graphwright_source::Cell;
use graphwright_source::SourceMap;
use graphwright_source::{Code, Diagnostic, FileId, Origin};
use std::collections::HashMap;
use std::ops::Range;

/// Compares `policy` with its document among `concepts`; reports the differences.
///
/// For a relation, these are rows, columns, and the number of marks in each row, for a property set the names; the
/// rest is lost in the text of the concept documents.
pub fn check(map: &SourceMap, policy: &Policy, concepts: &[FileId]) -> Vec<Diagnostic> {
    let Some(against) = &policy.against else {
        return Vec::new();
    };
    let Some(file) = concepts
        .iter()
        .find(|file| ends_with(map.path(**file), &against.document.value))
    else {
        let message = format!(
            "`{}` is not among the concept documents",
            against.document.value
        );
        return vec![
            Diagnostic::new(Code::POLICY_UNCHECKED, message).at(against.document.origin.clone()),
        ];
    };
    let mut drift = Drift {
        map,
        file: *file,
        text: map.text(*file),
        diagnostics: Vec::new(),
    };
    match &policy.body {
        Body::Relation(relation) => drift.check_relation(policy, against, relation),
        Body::PropertySet(set) => drift.check_property_set(policy, against, set),
        // No concept document has such a table, so there is nothing to compare.
        Body::Fields(_) => {}
    }
    drift.diagnostics
}

/// Returns whether `path` ends with the segments of `end`.
fn ends_with(path: &str, end: &str) -> bool {
    let mut path = path.rsplit(['/', '\\']);
    end.rsplit('/').all(|segment| path.next() == Some(segment))
}

struct Drift<'a> {
    map: &'a SourceMap,
    file: FileId,
    text: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Drift<'a> {
    fn check_relation(&mut self, policy: &Policy, against: &Against, relation: &Relation) {
        let subjects: Vec<&str> = relation
            .subjects
            .iter()
            .map(|subject| subject.value.as_str())
            .collect();
        let table = self.find_table(policy, against, |header| header.get(1..) == Some(&subjects));
        let Some(table) = table else { return };
        let named = table.rows.iter().filter_map(|row| row.split_first());
        let named: Vec<(&str, &[Range<usize>])> = named
            .map(|(name, marks)| (self.text_at(name), marks))
            .collect();
        let theirs: HashMap<&str, &[Range<usize>]> = named.iter().copied().collect();
        for row in &relation.rows {
            match theirs.get(row.name.value.as_str()) {
                Some(marks) => self.check_marks(row, marks),
                None => self.report_only_here(&row.name, named.iter().map(|(name, _)| *name)),
            }
        }
        let ours: Vec<&str> = relation
            .rows
            .iter()
            .map(|row| row.name.value.as_str())
            .collect();
        for name in table.rows.iter().filter_map(|row| row.first()) {
            self.report_only_there(name, &ours);
        }
    }

    /// Compares the number of marks in a row, and the number of those with a note.
    fn check_marks(&mut self, row: &Row, theirs: &[Range<usize>]) {
        let ticks = theirs.iter().filter(|cell| is_tick(self.text_at(cell)));
        let notes = ticks
            .clone()
            .filter(|cell| self.text_at(cell).ends_with('*'))
            .count();
        let ticks = ticks.count();
        let ours = row.marks.iter().filter(|mark| mark.allowed).count();
        let conditions = row
            .marks
            .iter()
            .filter(|mark| mark.condition.is_some())
            .count();
        for (what, ours, theirs_count) in
            [("marks", ours, ticks), ("conditions", conditions, notes)]
        {
            if ours != theirs_count {
                let place = theirs
                    .first()
                    .map_or_else(String::new, |cell| self.place(cell));
                let message = format!(
                    "`{}` differs in its {what}: {ours} here, {theirs_count} at {place}",
                    row.name.value
                );
                self.report(message, row.name.origin.clone(), None);
            }
        }
    }

    fn check_property_set(&mut self, policy: &Policy, against: &Against, set: &PropertySet) {
        // A set without `column` was reported when it was read.
        let Some(column) = &set.column else { return };
        let Some(table) = self.find_table(policy, against, |header| {
            header.contains(&column.value.as_str())
        }) else {
            return;
        };
        let index = table
            .header
            .iter()
            .position(|cell| self.text_at(cell) == column.value)
            .unwrap_or_default();
        let ours: Vec<&str> = set
            .properties
            .iter()
            .map(|property| property.name.value.as_str())
            .collect();
        let mut theirs: Vec<&str> = Vec::new();
        for row in &table.rows {
            if row.len() < table.header.len() {
                theirs.extend(self.find_lost_name(set, row));
            } else if let Some(name) = row
                .get(index)
                .filter(|name| !set.excepts(self.text_at(name)))
            {
                self.report_only_there(name, &ours);
                theirs.push(self.text_at(name));
            }
        }
        for property in &set.properties {
            if !theirs.contains(&property.name.value.as_str()) {
                self.report_only_here(&property.name, theirs.iter().copied());
            }
        }
    }

    /// The property of a row without its name, found by its description.
    fn find_lost_name<'s>(
        &mut self,
        set: &'s PropertySet,
        row: &[Range<usize>],
    ) -> Option<&'s str> {
        let cell = row.first()?;
        let described = |property: &&Property| {
            property
                .description
                .as_ref()
                .is_some_and(|description| description.value == self.text_at(cell))
        };
        let found = set.properties.iter().find(described);
        if found.is_none() {
            let message = format!(
                "a row lost its name, and no property is described as `{}`",
                self.text_at(cell)
            );
            self.report(message, self.origin(cell), None);
        }
        found.map(|property| property.name.value.as_str())
    }

    /// The table under the heading of the policy; a missing heading or table is reported.
    fn find_table(
        &mut self,
        policy: &Policy,
        against: &Against,
        wanted: impl Fn(&[&str]) -> bool,
    ) -> Option<Table> {
        let Some(start) = concept::after_heading(self.text, &against.section.value) else {
            let message = format!(
                "{} has no heading `{}`",
                self.map.path(self.file),
                against.section.value
            );
            self.report(message, against.section.origin.clone(), None);
            return None;
        };
        let table = concept::find_table(self.text, start, wanted);
        if table.is_none() {
            let message = format!(
                "{} has no table with these columns after `{}`",
                self.map.path(self.file),
                against.section.value
            );
            self.report(message, policy.origin.clone(), None);
        }
        table
    }

    /// Reports a name that only the policy has.
    fn report_only_here<'n>(
        &mut self,
        name: &Cell<String>,
        theirs: impl IntoIterator<Item = &'n str>,
    ) {
        let message = format!("`{}` is not in {}", name.value, self.map.path(self.file));
        self.report(
            message,
            name.origin.clone(),
            did_you_mean(&name.value, theirs),
        );
    }

    /// Reports a name that only the concept document has.
    fn report_only_there(&mut self, name: &Range<usize>, ours: &[&str]) {
        let text = self.text_at(name);
        if !ours.contains(&text) {
            let message = format!("`{text}` is not in the policy that is checked against this");
            self.report(
                message,
                self.origin(name),
                did_you_mean(text, ours.iter().copied()),
            );
        }
    }

    fn report(&mut self, message: String, origin: Origin, help: Option<String>) {
        let mut diagnostic = Diagnostic::new(Code::POLICY_DRIFT, message).at(origin);
        diagnostic.help = help;
        self.diagnostics.push(diagnostic);
    }

    /// The text of the concept document at a place.
    fn text_at(&self, span: &Range<usize>) -> &'a str {
        &self.text[span.clone()]
    }

    fn origin(&self, span: &Range<usize>) -> Origin {
        Origin::span(self.file, span.start, span.end)
    }

    /// A place in the concept document, for a message about another file.
    fn place(&self, span: &Range<usize>) -> String {
        let location = self.map.locate(&self.origin(span));
        format!("{}:{}", location.path, location.line.unwrap_or_default())
    }
}

impl PropertySet {
    /// Returns whether `text` means that a row has no property.
    fn excepts(&self, text: &str) -> bool {
        self.except
            .as_ref()
            .is_some_and(|except| except.value == text)
    }
}
