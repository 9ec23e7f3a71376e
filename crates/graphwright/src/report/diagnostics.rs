//! What the diagnostics tell, by their codes.

use super::findings::Findings;
use super::section::{Cell, Section};
use graphwright_source::{Code, Diagnostic};
use std::collections::BTreeMap;

/// What could not be brought together.
const CONFLICTS: [Code; 3] = [
    Code::TYPE_CONFLICT,
    Code::SHAPE_MISMATCH,
    Code::MERGE_COLLISION,
];

/// Types, enumerations and sets of which nothing was made, and what stays JSON.
const UNRESOLVED: [Code; 2] = [Code::NOT_MERGED, Code::UNTYPED];

/// Told by sections that have more to go on than a message.
const ELSEWHERE: [Code; 3] = [
    Code::ROW_RENAMED,
    Code::PARTIAL_TYPE,
    Code::SUPPRESSED_OPERATION,
];

/// Columns that say nothing.
pub(super) fn constant_columns(findings: &Findings<'_>) -> Section {
    let found = of(findings, &[Code::CONSTANT_COLUMN]);
    Section {
        key: "constant_columns",
        title: "Constant columns".to_owned(),
        columns: &["where", "what"],
        rows: found
            .map(|one| where_and_what(findings, one).to_vec())
            .collect(),
    }
}

/// Types that became nothing or little.
pub(super) fn unresolved(findings: &Findings<'_>) -> Section {
    let row = |one: &Diagnostic| {
        let [place, what] = where_and_what(findings, one);
        vec![Cell::name(one.code.name()), place, what]
    };
    Section {
        key: "unresolved",
        title: "Enumerations and types unresolved".to_owned(),
        columns: &["code", "where", "what"],
        rows: of(findings, &UNRESOLVED).map(row).collect(),
    }
}

/// How many positions stay JSON, by the reason without the names in it.
pub(super) fn untyped(findings: &Findings<'_>) -> Section {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for one in of(findings, &[Code::UNTYPED]) {
        *reasons.entry(without_names(&one.message)).or_default() += 1;
    }
    let row = |(reason, positions): (String, usize)| {
        vec![Cell::text(reason), Cell::text(positions.to_string())]
    };
    Section {
        key: "untyped",
        title: "Reasons for what is untyped".to_owned(),
        columns: &["reason", "positions"],
        rows: reasons.into_iter().map(row).collect(),
    }
}

/// A text with every part between backticks left out, so that like is counted with like.
fn without_names(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').step_by(2).collect();
    parts.join("`..`")
}

/// The diagnostics about conflicts.
pub(super) fn conflicts<'a>(findings: &Findings<'a>) -> impl Iterator<Item = &'a Diagnostic> {
    of(findings, &CONFLICTS)
}

/// The diagnostics of some codes.
pub(super) fn of<'a>(
    findings: &Findings<'a>,
    codes: &[Code],
) -> impl Iterator<Item = &'a Diagnostic> {
    let diagnostics = findings.diagnostics.iter();
    diagnostics.filter(|diagnostic| codes.contains(&diagnostic.code))
}

/// What has no section of its own, a section a code.
pub(super) fn others(findings: &Findings<'_>) -> Vec<Section> {
    let mut by_code: BTreeMap<&str, Vec<Vec<Cell>>> = BTreeMap::new();
    for one in remaining(findings) {
        let rows = by_code.entry(one.code.name()).or_default();
        rows.push(where_and_what(findings, one).to_vec());
    }
    let section = |(code, rows): (&str, Vec<Vec<Cell>>)| Section {
        key: "diagnostics",
        title: code.to_owned(),
        columns: &["where", "what"],
        rows,
    };
    by_code.into_iter().map(section).collect()
}

/// What has no section of its own, all in one.
pub(super) fn rest(findings: &Findings<'_>) -> Section {
    let row = |one: &Diagnostic| {
        let [place, what] = where_and_what(findings, one);
        let severity = Cell::text(one.severity.as_str());
        vec![Cell::name(one.code.name()), severity, place, what]
    };
    let mut rows: Vec<_> = remaining(findings).map(row).collect();
    rows.sort_by(|one, other| one[0].cmp(&other[0]));
    Section {
        key: "diagnostics",
        title: "Diagnostics".to_owned(),
        columns: &["code", "severity", "where", "what"],
        rows,
    }
}

fn remaining<'a>(findings: &Findings<'a>) -> impl Iterator<Item = &'a Diagnostic> {
    let told = [
        &CONFLICTS[..],
        &UNRESOLVED,
        &ELSEWHERE,
        &[Code::CONSTANT_COLUMN],
    ];
    let diagnostics = findings.diagnostics.iter();
    diagnostics.filter(move |one| !told.iter().any(|codes| codes.contains(&one.code)))
}

pub(super) fn where_and_what(findings: &Findings<'_>, one: &Diagnostic) -> [Cell; 2] {
    [findings.place(one), Cell::text(one.message.as_str())]
}
