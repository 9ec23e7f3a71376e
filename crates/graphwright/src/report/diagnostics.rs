//! Sections about diagnostics, by their codes.

use super::findings::Findings;
use super::section::{Cell, Section};
use graphwright_source::{Code, Diagnostic};
use std::collections::BTreeMap;

/// Codes of conflicts between inputs.
const CONFLICTS: [Code; 3] = [
    Code::TYPE_CONFLICT,
    Code::SHAPE_MISMATCH,
    Code::MERGE_COLLISION,
];

/// Codes of types, enumerations and sets without generated items, and of values that stay JSON.
const UNRESOLVED: [Code; 2] = [Code::NOT_MERGED, Code::UNTYPED];

/// Codes that other sections report with more than a message.
const ELSEWHERE: [Code; 3] = [
    Code::ROW_RENAMED,
    Code::PARTIAL_TYPE,
    Code::SUPPRESSED_OPERATION,
];

/// Columns with one value in all rows.
pub(super) fn constant_columns(findings: &Findings<'_>) -> Section {
    let found = with_codes(findings, &[Code::CONSTANT_COLUMN]);
    Section {
        key: "constant_columns",
        title: "Constant columns".to_owned(),
        columns: &["where", "what"],
        rows: found
            .map(|one| place_and_message(findings, one).to_vec())
            .collect(),
    }
}

/// Types without generated items, and values that stay JSON.
pub(super) fn unresolved(findings: &Findings<'_>) -> Section {
    let row = |one: &Diagnostic| {
        let [place, what] = place_and_message(findings, one);
        vec![Cell::name(one.code.name()), place, what]
    };
    Section {
        key: "unresolved",
        title: "Enumerations and types unresolved".to_owned(),
        columns: &["code", "where", "what"],
        rows: with_codes(findings, &UNRESOLVED).map(row).collect(),
    }
}

/// The number of positions that stay JSON, by reason, ignoring names.
pub(super) fn untyped(findings: &Findings<'_>) -> Section {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for one in with_codes(findings, &[Code::UNTYPED]) {
        *reasons.entry(without_names(&one.message)).or_default() += 1;
    }
    let row = |(reason, positions): (String, usize)| {
        vec![Cell::text(reason), Cell::text(positions.to_string())]
    };
    Section {
        key: "untyped",
        title: "Reasons for untyped values".to_owned(),
        columns: &["reason", "positions"],
        rows: reasons.into_iter().map(row).collect(),
    }
}

/// A text without the parts between backticks, so that equal reasons are counted together.
fn without_names(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').step_by(2).collect();
    parts.join("`..`")
}

/// The diagnostics about conflicts.
pub(super) fn conflicts<'a>(findings: &Findings<'a>) -> impl Iterator<Item = &'a Diagnostic> {
    with_codes(findings, &CONFLICTS)
}

/// The diagnostics with some codes.
pub(super) fn with_codes<'a>(
    findings: &Findings<'a>,
    codes: &[Code],
) -> impl Iterator<Item = &'a Diagnostic> {
    let diagnostics = findings.diagnostics.iter();
    diagnostics.filter(|diagnostic| codes.contains(&diagnostic.code))
}

/// The diagnostics without another section, with a section per code.
pub(super) fn others(findings: &Findings<'_>) -> Vec<Section> {
    let mut by_code: BTreeMap<&str, Vec<Vec<Cell>>> = BTreeMap::new();
    for one in remaining(findings) {
        let rows = by_code.entry(one.code.name()).or_default();
        rows.push(place_and_message(findings, one).to_vec());
    }
    let section = |(code, rows): (&str, Vec<Vec<Cell>>)| Section {
        key: "diagnostics",
        title: code.to_owned(),
        columns: &["where", "what"],
        rows,
    };
    by_code.into_iter().map(section).collect()
}

/// The diagnostics without another section, in one.
pub(super) fn rest(findings: &Findings<'_>) -> Section {
    let row = |one: &Diagnostic| {
        let [place, what] = place_and_message(findings, one);
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

pub(super) fn place_and_message(findings: &Findings<'_>, one: &Diagnostic) -> [Cell; 2] {
    [
        findings.place_of_diagnostic(one),
        Cell::text(one.message.as_str()),
    ]
}
