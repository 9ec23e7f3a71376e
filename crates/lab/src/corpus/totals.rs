//! The figures of a run: `corpus.json`.
//!
//! ```text
//! folder       the folder, as the command line has it
//! totals       all, valid, whole: the figures of all documents, of those that are valid by
//!              VALIDITY.tsv, and of the valid ones that DANGLING.tsv does not name; each has
//!              documents     their number
//!              outcomes      for each outcome the number of documents
//!              located       documents that were refused with a file, a line and a column
//!              operations    of documents that could be read
//!              of_generated  those of them in documents that were generated
//!              generated     those of them in every target
//!              types, lines, cpu_ms: sums; slowest_ms, peak_bytes: the maximum of one document
//!              positions     of the generated code, except those that are free-form in the document
//!              untyped       those of them that are bare JSON because no Rust type is faithful
//!              untyped_reasons, skipped_reasons, diagnostics: for each reason or code
//!                            the documents with it, and the number of diagnostics
//!              compiled      documents that were compiled, those without an error (clean) and
//!                            those without a warning either (silent); errors, warnings: sums
//! documents    for each document: validity, its line of results.jsonl (see `record.rs`), and
//!              compiled: its line of compiled.jsonl (see `compile/record.rs`), or null
//! ```

use super::compile::Compilation;
use super::record::{Outcome, Record};
use crate::documents::Document;
use crate::documents::validity::Validity::{self, Dangling, Invalid, Unknown, Valid};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The results of a run.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    pub folder: &'a str,
    pub totals: Groups,
    pub documents: Vec<Row<'a>>,
}

/// The same figures for three groups of documents.
#[derive(Debug, Serialize)]
pub(super) struct Groups {
    pub all: Totals,
    pub valid: Totals,
    pub whole: Totals,
}

/// A document.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Row<'a> {
    pub validity: Validity,
    #[serde(flatten)]
    pub record: &'a Record,
    pub compiled: Option<&'a Compilation>,
}

/// The figures of a group.
#[derive(Debug, Default, Serialize)]
pub(super) struct Totals {
    pub documents: u64,
    pub outcomes: BTreeMap<Outcome, u64>,
    pub located: u64,
    pub operations: u64,
    pub of_generated: u64,
    pub generated: u64,
    pub types: u64,
    pub positions: u64,
    pub untyped: u64,
    pub lines: u64,
    pub cpu_ms: u64,
    pub slowest_ms: u64,
    pub peak_bytes: u64,
    pub untyped_reasons: BTreeMap<String, Tally>,
    pub skipped_reasons: BTreeMap<String, Tally>,
    pub diagnostics: BTreeMap<String, Tally>,
    pub compiled: CompilationTotals,
}

/// The number of diagnostics, and of documents with one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    pub documents: u64,
    pub times: u64,
}

/// The sums of the compiler's results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct CompilationTotals {
    pub documents: u64,
    pub clean: u64,
    pub silent: u64,
    pub errors: u64,
    pub warnings: u64,
}

impl<'a> Report<'a> {
    /// Sums up the results of documents, both in the same order.
    pub(super) fn new(
        folder: &'a str,
        documents: &[Document],
        records: &'a [Record],
        compiled: &'a HashMap<String, Compilation>,
    ) -> Self {
        let row = |(document, record): (&Document, &'a Record)| Row {
            validity: document.validity,
            record,
            compiled: compiled.get(&record.path),
        };
        let rows: Vec<Row<'a>> = documents.iter().zip(records).map(row).collect();
        let totals = |wanted: &[Validity]| {
            let mut totals = Totals::default();
            for row in rows.iter().filter(|row| wanted.contains(&row.validity)) {
                totals.add(row);
            }
            totals
        };
        Self {
            folder,
            totals: Groups {
                all: totals(&[Unknown, Invalid, Dangling, Valid]),
                valid: totals(&[Dangling, Valid]),
                whole: totals(&[Valid]),
            },
            documents: rows,
        }
    }

    /// Returns whether the generator broke down on no document and its output compiles.
    pub(super) fn is_passed(&self) -> bool {
        let orderly = |row: &Row<'_>| row.record.outcome.is_orderly();
        let compiles = |row: &Row<'_>| row.compiled.is_none_or(Compilation::is_clean);
        self.documents
            .iter()
            .all(|row| orderly(row) && compiles(row))
    }
}

impl Totals {
    /// The number of documents with an outcome.
    pub(super) fn count(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(&outcome).copied().unwrap_or_default()
    }

    fn add(&mut self, row: &Row<'_>) {
        let record = row.record;
        self.documents += 1;
        *self.outcomes.entry(record.outcome).or_default() += 1;
        self.located += u64::from(record.outcome == Outcome::Refused && record.is_located());
        self.operations += record.operations;
        if record.outcome == Outcome::Generated {
            self.of_generated += record.operations;
            self.generated += record.generated;
        }
        self.types += record.types;
        self.positions += record.positions;
        self.untyped += record.untyped;
        self.lines += record.lines;
        self.cpu_ms += record.cost.cpu_ms.unwrap_or_default();
        self.slowest_ms = self.slowest_ms.max(record.wall_ms);
        self.peak_bytes = self
            .peak_bytes
            .max(record.cost.peak_bytes.unwrap_or_default());
        add_counts(&mut self.untyped_reasons, &record.untyped_reasons);
        add_counts(&mut self.skipped_reasons, &record.skipped_reasons);
        add_counts(&mut self.diagnostics, &record.diagnostics);
        if let Some(compiled) = row.compiled {
            self.compiled.add(compiled);
        }
    }
}

impl CompilationTotals {
    fn add(&mut self, compiled: &Compilation) {
        self.documents += 1;
        self.clean += u64::from(compiled.is_clean());
        self.silent += u64::from(compiled.is_clean() && compiled.warnings == 0);
        self.errors += compiled.errors;
        self.warnings += compiled.warnings;
    }
}

fn add_counts(sums: &mut BTreeMap<String, Tally>, counts: &BTreeMap<String, u64>) {
    for (reason, times) in counts {
        let sum = sums.entry(reason.clone()).or_default();
        sum.documents += 1;
        sum.times += times;
    }
}
