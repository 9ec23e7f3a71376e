//! The report beside the generated crates: what was read, what was changed, what was lost.
//!
//! It is committed with them, so it has pointers and no line numbers: a comment line more in an
//! input must not change it.

use crate::counts::Counts;
use graphwright_ir::Api;
use graphwright_source::fixup::Fixup;
use graphwright_source::{Diagnostic, FileId, Place};
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// Writes the report, as Markdown. `files` are the inputs in the order of [`Api::inputs`].
pub(crate) fn write(
    counts: &Counts,
    api: &Api,
    files: &[FileId],
    fixups: &[Fixup],
    diagnostics: &[Diagnostic],
) -> String {
    let mut text = String::new();
    let names = Names {
        files,
        inputs: &api.inputs,
    };
    // Writing to a `String` cannot fail.
    let _ = write_to(&mut text, counts, &names, fixups, diagnostics);
    text
}

/// What the inputs are called.
struct Names<'a> {
    files: &'a [FileId],
    inputs: &'a [String],
}

impl Names<'_> {
    /// A file's name, unless it is the document itself, whose pointers speak for themselves.
    fn beside_the_document(&self, file: FileId) -> Option<&str> {
        let index = self.files.iter().position(|one| *one == file)?;
        let name = self.inputs.get(index).filter(|_| index > 0)?;
        Some(name)
    }

    /// All of them, as prose.
    fn listed(&self) -> String {
        let names: Vec<String> = self
            .inputs
            .iter()
            .map(|input| format!("`{input}`"))
            .collect();
        match names.split_last() {
            Some((last, [_, ..])) => format!("{} and {last}", names[..names.len() - 1].join(", ")),
            _ => names.concat(),
        }
    }
}

fn write_to(
    out: &mut String,
    counts: &Counts,
    names: &Names<'_>,
    fixups: &[Fixup],
    diagnostics: &[Diagnostic],
) -> fmt::Result {
    writeln!(out, "# What became of {}\n", names.listed())?;
    writeln!(out, "| | |\n|---|---:|")?;
    writeln!(out, "| operations | {} |", counts.operations)?;
    writeln!(out, "| operations skipped | {} |", counts.skipped)?;
    writeln!(out, "| types | {} |", counts.types)?;
    writeln!(out, "| types left untyped | {} |", counts.untyped)?;
    write_fixups(out, fixups)?;
    write_diagnostics(out, names, diagnostics)
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

fn write_diagnostics(
    out: &mut String,
    names: &Names<'_>,
    diagnostics: &[Diagnostic],
) -> fmt::Result {
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
                place(names, diagnostic),
                cell(&diagnostic.message)
            )?;
        }
    }
    Ok(())
}

fn place(names: &Names<'_>, diagnostic: &Diagnostic) -> String {
    let Some(origin) = &diagnostic.origin else {
        return String::new();
    };
    let pointer = match &origin.place {
        Place::Value(pointer) | Place::Key(pointer) => Some(pointer.as_str()),
        Place::File | Place::Span { .. } => None,
    };
    let parts = names.beside_the_document(origin.file).into_iter();
    let parts: Vec<String> = parts
        .chain(pointer)
        .map(|part| format!("`{}`", cell(part)))
        .collect();
    parts.join(" ")
}

/// Text as a cell of a table: one line, without mark-up of its own that could end the cell.
fn cell(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|").replace('<', "&lt;")
}
