//! The figures of a run for people: a table of the three groups, what was told, and every document
//! that a reader will want to look at.

use super::record::{Outcome, Reason};
use super::totals::{Report, Row, Tally, Totals};
use crate::documents::validity::Validity;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything that is printed.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    let groups = [
        &report.totals.all,
        &report.totals.valid,
        &report.totals.whole,
    ];
    line(&mut text, "", &["all", "valid", "valid and whole"]);
    for (name, figure) in FIGURES {
        let cells = groups.map(figure);
        line(&mut text, name, &cells.each_ref().map(String::as_str));
    }
    tallies(&mut text, "codes", &report.totals.all.diagnostics);
    tallies(&mut text, "untyped", &report.totals.all.untyped_reasons);
    tallies(&mut text, "skipped", &report.totals.all.skipped_reasons);
    broken(&mut text, report);
    refused(&mut text, report);
    refused_only_varied(&mut text, report);
    not_compiling(&mut text, report);
    text
}

/// A row of the table: its name, and the figure of a group.
type Figure = (&'static str, fn(&Totals) -> String);

/// The rows of the table.
const FIGURES: [Figure; 22] = [
    ("documents", |totals| totals.documents.to_string()),
    ("generated", |totals| {
        share(totals.of(Outcome::Generated), totals.documents)
    }),
    ("refused", |totals| totals.of(Outcome::Refused).to_string()),
    ("  with line and column", |totals| {
        totals.located.to_string()
    }),
    ("panic", |totals| totals.of(Outcome::Panic).to_string()),
    ("crash", |totals| totals.of(Outcome::Crash).to_string()),
    ("timeout", |totals| totals.of(Outcome::Timeout).to_string()),
    ("memory", |totals| totals.of(Outcome::Memory).to_string()),
    ("failed", |totals| totals.of(Outcome::Failed).to_string()),
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

fn line(text: &mut String, name: &str, cells: &[&str]) {
    let cells = cells
        .iter()
        .fold(String::new(), |cells, cell| format!("{cells}  {cell:>16}"));
    say(text, format_args!("{name:<26}{cells}"));
}

/// A part of a whole, and the percentage, cut off and not rounded: 100 % means all.
fn share(part: u64, whole: u64) -> String {
    match (part * 10_000).checked_div(whole) {
        Some(share) => format!("{part} {}.{:02} %", share / 100, share % 100),
        None => part.to_string(),
    }
}

/// What was told, the most frequent first.
fn tallies(text: &mut String, heading: &str, tallies: &BTreeMap<String, Tally>) {
    if tallies.is_empty() {
        return;
    }
    say(text, format_args!("\n{heading:<70} documents      times"));
    let mut rows: Vec<_> = tallies.iter().collect();
    rows.sort_by_key(|(what, tally)| (std::cmp::Reverse(tally.documents), *what));
    for (what, tally) in rows {
        say(
            text,
            format_args!("{what:<70} {:>9} {:>10}", tally.documents, tally.times),
        );
    }
}

/// The documents that the generator broke down with.
fn broken(text: &mut String, report: &Report<'_>) {
    let rows = report.documents.iter();
    let mut rows = rows
        .filter(|row| !row.record.outcome.is_orderly())
        .peekable();
    if rows.peek().is_some() {
        say(text, format_args!("\nbroken down"));
    }
    for row in rows {
        let outcome = row.record.outcome.word();
        say(text, format_args!("  {outcome}: {}", row.record.path));
        if let Some(reason) = &row.record.reason {
            say(text, format_args!("    {}", first_line(&reason.message)));
        }
    }
}

/// How many documents of a kind are named.
const EXAMPLES: usize = 2;

/// The valid documents that were refused (all that were, where nobody says which are valid), by code.
fn refused(text: &mut String, report: &Report<'_>) {
    let known = report.totals.valid.documents > 0;
    let ought =
        |row: &&Row<'_>| !known || matches!(row.validity, Validity::Valid | Validity::Dangling);
    let mut by_code: BTreeMap<&str, Vec<(&Row<'_>, &Reason)>> = BTreeMap::new();
    for row in report.documents.iter().filter(ought) {
        if let (Outcome::Refused, Some(reason)) = (row.record.outcome, &row.record.reason) {
            let code = reason.code.as_deref().unwrap_or("no code");
            by_code.entry(code).or_default().push((row, reason));
        }
    }
    if !by_code.is_empty() {
        let which = if known {
            "valid, but refused"
        } else {
            "refused"
        };
        say(text, format_args!("\n{which}, by the first error"));
    }
    let mut by_code: Vec<_> = by_code.into_iter().collect();
    by_code.sort_by_key(|(code, rows)| (std::cmp::Reverse(rows.len()), *code));
    for (code, rows) in by_code {
        say(text, format_args!("  {code}: {}", rows.len()));
        for (row, reason) in rows.into_iter().take(EXAMPLES) {
            let place = reason.line.zip(reason.column);
            let place = place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
            let file = reason.file.as_deref().unwrap_or(&row.record.path);
            let message = first_line(&reason.message);
            say(text, format_args!("    {file}{place}: {message}"));
        }
    }
}

/// The documents that are generated as they are, and were refused after they were changed.
fn refused_only_varied(text: &mut String, report: &Report<'_>) {
    let mut heading = "\nrefused only as they were changed\n";
    let rows = report.documents.iter();
    for row in rows.filter(|row| row.record.as_it_is == Some(Outcome::Generated)) {
        let Some(reason) = &row.record.reason else {
            continue;
        };
        text.push_str(std::mem::take(&mut heading));
        let code = reason.code.as_deref().unwrap_or("no code");
        let message = first_line(&reason.message);
        say(
            text,
            format_args!("  {}: {code}: {message}", row.record.path),
        );
    }
}

/// The documents whose crates do not compile.
fn not_compiling(text: &mut String, report: &Report<'_>) {
    let mut heading = "\ndo not compile\n";
    for row in &report.documents {
        let Some(compiled) = row.compiled.filter(|compiled| !compiled.is_clean()) else {
            continue;
        };
        let (path, errors) = (&row.record.path, compiled.errors);
        text.push_str(std::mem::take(&mut heading));
        say(text, format_args!("  {path}: {errors} errors"));
        if let Some(first) = &compiled.first_error {
            say(text, format_args!("    {}", first_line(first)));
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn say(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", what.to_string().trim_end());
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
