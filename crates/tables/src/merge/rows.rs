//! The property that a row of a table speaks of.
//!
//! The same name counts before a fixup's, and that before one that differs in the case of its first
//! letter. Nothing is ever matched by likeness.

use super::spelling::fold_first_letter;
use super::state::Merge;
use super::steps::{Kind, Step};
use crate::entity::{Document, Property};
use graphwright_source::{Code, Diagnostic};
use std::collections::{HashMap, HashSet};

/// A row, and the property that it speaks of.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub cells: &'a Property,
    /// The name of the property.
    pub property: String,
    /// The way to its property.
    pub how: How<'a>,
}

/// The way from a row to its property.
#[derive(Clone, Copy, Debug)]
pub(super) enum How<'a> {
    /// It has the same name.
    Exact,
    /// A fixup says so.
    Renamed(Step<'a>),
    /// Only the case of the first letter differs.
    Folded,
    /// Nothing that is generated has the name.
    Unknown,
}

impl<'a> Merge<'_, 'a> {
    /// Finds the property of every row that is a member of the JSON object; reports those that are
    /// found under another name, and rows that speak of the same.
    pub(super) fn match_rows(
        &mut self,
        document: &'a Document,
        properties: &'a [Property],
        known: &HashSet<String>,
    ) -> Vec<Row<'a>> {
        let mut rows: Vec<Row<'a>> = Vec::with_capacity(properties.len());
        let mut taken: HashMap<String, &'a Property> = HashMap::new();
        for row in properties {
            let (property, how) = self.match_property(&document.name.value, &row.name.value, known);
            if let Some(first) = taken.get(&property) {
                self.report_collision(row, first, &property);
                continue;
            }
            taken.insert(property.clone(), row);
            rows.push(Row {
                cells: row,
                property,
                how,
            });
        }
        self.report_renamed(document, &rows, "a fixup", |how| {
            matches!(how, How::Renamed(_))
        });
        self.report_renamed(document, &rows, "the case of their first letter", |how| {
            matches!(how, How::Folded)
        });
        rows.retain(|row| {
            let table = &document.name.value;
            let elsewhere = self.steps.take(table, Kind::Elsewhere, &row.property);
            elsewhere.is_none()
        });
        rows
    }

    fn match_property(
        &mut self,
        table: &str,
        name: &str,
        known: &HashSet<String>,
    ) -> (String, How<'a>) {
        if known.contains(name) {
            return (name.to_owned(), How::Exact);
        }
        if let Some(step) = self.steps.take(table, Kind::Rename, name) {
            return (step.to.to_owned(), How::Renamed(step));
        }
        match fold_first_letter(name) {
            folded if known.contains(&folded) => (folded, How::Folded),
            _ => (name.to_owned(), How::Unknown),
        }
    }

    fn report_collision(&mut self, row: &Property, first: &Property, property: &str) {
        let message = format!(
            "the rows `{}` and `{}` both speak of `{property}`; the first counts",
            first.name.value, row.name.value
        );
        let diagnostic = Diagnostic::new(Code::MERGE_COLLISION, message);
        self.report(
            diagnostic
                .at(row.name.origin.clone())
                .help("give one of them another name by a fixup, `rename-property`"),
        );
    }

    /// One note for all rows that were found in the same way.
    fn report_renamed(
        &mut self,
        document: &Document,
        rows: &[Row<'a>],
        by: &str,
        is: impl Fn(&How<'a>) -> bool,
    ) {
        let pairs: Vec<String> = rows
            .iter()
            .filter(|row| is(&row.how))
            .map(|row| format!("`{}` is `{}`", row.cells.name.value, row.property))
            .collect();
        if !pairs.is_empty() {
            let (count, pairs) = (pairs.len(), pairs.join(", "));
            let message = format!(
                "{count} of {} rows have another name by {by}: {pairs}",
                rows.len()
            );
            let diagnostic = Diagnostic::new(Code::ROW_RENAMED, message);
            self.report(diagnostic.at(document.origin.clone()));
        }
    }
}
