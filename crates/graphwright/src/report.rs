//! The report beside the generated crates: what was read, what was changed, what was lost.
//!
//! It is committed with them, so it has pointers and no line numbers: a comment line more in an
//! input must not change it.

use crate::counts::Counts;
use graphwright_ir::Api;
use graphwright_source::fixup::Fixup;
use graphwright_source::{Diagnostic, Place};
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// Writes the report, as Markdown.
pub(crate) fn write(
    counts: &Counts,
    api: &Api,
    fixups: &[Fixup],
    diagnostics: &[Diagnostic],
) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_to(&mut text, counts, api, fixups, diagnostics);
    text
}

fn write_to(
    out: &mut String,
    counts: &Counts,
    api: &Api,
    fixups: &[Fixup],
    diagnostics: &[Diagnostic],
) -> fmt::Result {
    let inputs: Vec<String> = api
        .inputs
        .iter()
        .map(|input| format!("`{input}`"))
        .collect();
    writeln!(out, "# What became of {}\n", inputs.join(" and "))?;
    writeln!(out, "| | |\n|---|---:|")?;
    writeln!(out, "| operations | {} |", counts.operations)?;
    writeln!(out, "| operations skipped | {} |", counts.skipped)?;
    writeln!(out, "| types | {} |", counts.types)?;
    writeln!(out, "| types left untyped | {} |", counts.untyped)?;
    write_fixups(out, fixups)?;
    write_diagnostics(out, diagnostics)
}

fn write_fixups(out: &mut String, fixups: &[Fixup]) -> fmt::Result {
    if fixups.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n## Fixups applied\n\n| fixup | because | source |\n|---|---|---|"
    )?;
    for fixup in fixups {
        writeln!(
            out,
            "| `{}` | {} | {} |",
            cell(&fixup.name),
            cell(&fixup.because),
            cell(&fixup.source)
        )?;
    }
    Ok(())
}

fn write_diagnostics(out: &mut String, diagnostics: &[Diagnostic]) -> fmt::Result {
    let mut by_code: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        by_code
            .entry(diagnostic.code.name())
            .or_default()
            .push(diagnostic);
    }
    for (code, found) in by_code {
        writeln!(
            out,
            "\n## {code}: {}\n\n| where | what |\n|---|---|",
            found.len()
        )?;
        for diagnostic in found {
            writeln!(
                out,
                "| {} | {} |",
                place(diagnostic),
                cell(&diagnostic.message)
            )?;
        }
    }
    Ok(())
}

fn place(diagnostic: &Diagnostic) -> String {
    match diagnostic.origin.as_ref().map(|origin| &origin.place) {
        Some(Place::Value(pointer) | Place::Key(pointer)) => format!("`{}`", cell(pointer)),
        Some(Place::File | Place::Span { .. }) | None => String::new(),
    }
}

/// Text as a cell of a table: one line, without mark-up of its own that could end the cell.
fn cell(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|").replace('<', "&lt;")
}
