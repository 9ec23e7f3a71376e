//! The results of a run for people: a table of the three groups, diagnostics by code and reason, and the documents that
//! need a look.

use super::record::{Outcome, Reason};
use super::totals::{Report, Row, Tally, Totals};
use crate::documents::validity::Validity;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Renders everything that is printed.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    let groups = [
        &report.totals.all,
        &report.totals.valid,
        &report.totals.whole,
    ];
    write_row(&mut text, "", &["all", "valid", "valid and whole"]);
    for (name, figure) in FIGURES {
        let cells = groups.map(figure);
        write_row(&mut text, name, &cells.each_ref().map(String::as_str));
    }
    write_tallies(&mut text, "codes", &report.totals.all.diagnostics);
    write_tallies(&mut text, "untyped", &report.totals.all.untyped_reasons);
    write_tallies(&mut text, "skipped", &report.totals.all.skipped_reasons);
    write_broken(&mut text, report);
    write_refused(&mut text, report);
    write_refused_variations(&mut text, report);
    write_compile_errors(&mut text, report);
    text
}

/// A row of the table: its name, and the figure of a group.
type Figure = (&'static str, fn(&Totals) -> String);

/// The rows of the table.
const FIGURES: [Figure; 22] = [
    ("documents", |totals| totals.documents.to_string()),
    ("generated", |totals| {
        share(totals.count(Outcome::Generated), totals.documents)
    }),
    ("refused", |totals| {
        totals.count(Outcome::Refused).to_string()
    }),
    ("  with line and column", |totals| {
        totals.located.to_string()
    }),
    ("panic", |totals| totals.count(Outcome::Panic).to_string()),
    ("crash", |totals| totals.count(Outcome::Crash).to_string()),
    ("timeout", |totals| {
        totals.count(Outcome::Timeout).to_string()
    }),
    ("memory", |totals| totals.count(Outcome::Memory).to_string()),
    ("failed", |totals| totals.count(Outcome::Failed).to_string()),
    ("operations", |totals| totals.operations.to_string()),
    ("  in every target", |totals| {
        share(totals.generated, totals.operations)
    }),
    ("  of documents generated", |totals| {
        share(totals.generated, totals.of_generated)
    }),
    ("types", |totals| totals.types.to_string()),
    ("positions not free-form", |totals| {
        totals.positions.to_string()
    }),
    ("  untyped", |totals| {
        share(totals.untyped, totals.positions)
    }),
    ("lines of Rust", |totals| totals.lines.to_string()),
    ("CPU, s", |totals| (totals.cpu_ms / 1000).to_string()),
    ("slowest document, ms", |totals| {
        totals.slowest_ms.to_string()
    }),
    ("peak memory, MB", |totals| {
        (totals.peak_bytes / 1_000_000).to_string()
    }),
    ("compiled", |totals| totals.compiled.documents.to_string()),
    ("  without an error", |totals| {
        share(totals.compiled.clean, totals.compiled.documents)
    }),
    ("  and no warning", |totals| {
        share(totals.compiled.silent, totals.compiled.documents)
    }),
];

fn write_row(text: &mut String, name: &str, cells: &[&str]) {
    let cells = cells
        .iter()
        .fold(String::new(), |cells, cell| format!("{cells}  {cell:>16}"));
    write_line(text, format_args!("{name:<26}{cells}"));
}

/// A part of a whole and its percentage, which is truncated instead of rounded: 100 % means all.
fn share(part: u64, whole: u64) -> String {
    match (part * 10_000).checked_div(whole) {
        Some(share) => format!("{part} {}.{:02} %", share / 100, share % 100),
        None => part.to_string(),
    }
}

/// Writes the number of diagnostics by code or reason, the most frequent first.
fn write_tallies(text: &mut String, heading: &str, tallies: &BTreeMap<String, Tally>) {
    if tallies.is_empty() {
        return;
    }
    write_line(text, format_args!("\n{heading:<70} documents      times"));
    let mut rows: Vec<_> = tallies.iter().collect();
    rows.sort_by_key(|(reason, tally)| (std::cmp::Reverse(tally.documents), *reason));
    for (reason, tally) in rows {
        write_line(
            text,
            format_args!("{reason:<70} {:>9} {:>10}", tally.documents, tally.times),
        );
    }
}

/// Writes the documents on which the generator broke down.
fn write_broken(text: &mut String, report: &Report<'_>) {
    let rows = report.documents.iter();
    let mut rows = rows
        .filter(|row| !row.record.outcome.is_orderly())
        .peekable();
    if rows.peek().is_some() {
        write_line(text, format_args!("\nbroken down"));
    }
    for row in rows {
        let outcome = row.record.outcome.name();
        write_line(text, format_args!("  {outcome}: {}", row.record.path));
        if let Some(reason) = &row.record.reason {
            write_line(text, format_args!("    {}", first_line(&reason.message)));
        }
    }
}

/// The number of documents that are named for each code.
const EXAMPLES: usize = 2;

/// Writes the valid documents that were refused, by code; all that were refused, if no validity is known.
fn write_refused(text: &mut String, report: &Report<'_>) {
    let is_known = report.totals.valid.documents > 0;
    let should_work =
        |row: &&Row<'_>| !is_known || matches!(row.validity, Validity::Valid | Validity::Dangling);
    let mut by_code: BTreeMap<&str, Vec<(&Row<'_>, &Reason)>> = BTreeMap::new();
    for row in report.documents.iter().filter(should_work) {
        if let (Outcome::Refused, Some(reason)) = (row.record.outcome, &row.record.reason) {
            let code = reason.code.as_deref().unwrap_or("no code");
            by_code.entry(code).or_default().push((row, reason));
        }
    }
    if !by_code.is_empty() {
        let heading = if is_known {
            "valid, but refused"
        } else {
            "refused"
        };
        write_line(text, format_args!("\n{heading}, by the first error"));
    }
    let mut by_code: Vec<_> = by_code.into_iter().collect();
    by_code.sort_by_key(|(code, rows)| (std::cmp::Reverse(rows.len()), *code));
    for (code, rows) in by_code {
        write_line(text, format_args!("  {code}: {}", rows.len()));
        for (row, reason) in rows.into_iter().take(EXAMPLES) {
            let position = reason.line.zip(reason.column);
            let position =
                position.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
            let file = reason.file.as_deref().unwrap_or(&row.record.path);
            let message = first_line(&reason.message);
            write_line(text, format_args!("    {file}{position}: {message}"));
        }
    }
}

/// Writes the documents that are generated unchanged, and were refused after they were changed.
fn write_refused_variations(text: &mut String, report: &Report<'_>) {
    let mut heading = "\nrefused only because they were changed\n";
    let rows = report.documents.iter();
    for row in rows.filter(|row| row.record.unchanged == Some(Outcome::Generated)) {
        let Some(reason) = &row.record.reason else {
            continue;
        };
        text.push_str(std::mem::take(&mut heading));
        let code = reason.code.as_deref().unwrap_or("no code");
        let message = first_line(&reason.message);
        write_line(
            text,
            format_args!("  {}: {code}: {message}", row.record.path),
        );
    }
}

/// Writes the documents whose crates do not compile.
fn write_compile_errors(text: &mut String, report: &Report<'_>) {
    let mut heading = "\ndo not compile\n";
    for row in &report.documents {
        let Some(compiled) = row.compiled.filter(|compiled| !compiled.is_clean()) else {
            continue;
        };
        let (path, errors) = (&row.record.path, compiled.errors);
        text.push_str(std::mem::take(&mut heading));
        write_line(text, format_args!("  {path}: {errors} errors"));
        if let Some(first) = &compiled.first_error {
            write_line(text, format_args!("    {}", first_line(first)));
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn write_line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", line.to_string().trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_not_rounded_up() {
        let check = |part, whole, expected: &str| assert_eq!(share(part, whole), expected);
        check(999, 1000, "999 99.90 %");
        check(99_999, 100_000, "99999 99.99 %");
        check(7, 7, "7 100.00 %");
        check(0, 0, "0");
    }
}
