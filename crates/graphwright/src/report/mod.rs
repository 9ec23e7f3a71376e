//! The report alongside the generated crates: inputs, changes, losses.
//!
//! It is written twice from the same rows, as Markdown for people and as JSON for programs. It is committed with the
//! crates, so it has pointers and names of rows instead of line numbers: another comment line in an input must not
//! change it.
//!
//! The JSON is one object. Its keys are stable and always present:
//!
//! ```text
//! inputs                 the names of the inputs
//! counts                 operations, skipped, suppressed, types; positions of the generated code
//!                        that are not free-form, free_form ones, and untyped: those of the former
//!                        that are plain JSON because they have no faithful type;
//!                        versions: for each version the operations that those before it have not
//! conflicts              subject, says, where, holds, rule
//! constant_columns       where, what
//! renames                row, property, table, how
//! partial_types          type, fields, where, what
//! unresolved             code, where, what
//! untyped                reason, positions: the positions that are plain JSON, by reason
//! suppressed_operations  operation, request, prose, row, why
//! added_operations       operation, request, how
//! versions               property, versions, feature, how
//! shared_types           type, schema, places, where: inline schemas in several places, and the first place
//! fixups                 fixup, applied, because, source
//! policies               policy, where, against, check, changed, source
//! diagnostics            code, severity, where, what: those without another list
//! ```
//!
//! All but the first two are lists of objects with these keys. `fields`, `versions` and `changed` are lists of
//! strings; `where`, `prose` and `row` of an operation are `{"input", "at"}`, the name of an input and a pointer or a
//! row in it, or null; all others are strings, possibly empty.

mod changes;
mod diagnostics;
mod findings;
mod merge;
mod section;
mod shared;

pub(crate) use findings::Findings;

use crate::counts::Counts;
use graphwright_ir::{Api, VersionId};
use section::Section;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// A report, written for people and for programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    pub markdown: String,
    pub json: String,
}

/// The sections, in the order of the report.
const SECTIONS: [fn(&Findings<'_>) -> Section; 12] = [
    merge::conflicts,
    diagnostics::constant_columns,
    merge::renames,
    merge::partial_types,
    diagnostics::unresolved,
    diagnostics::untyped,
    changes::suppressed,
    changes::added,
    merge::versions,
    shared::types,
    changes::fixups,
    changes::policies,
];

/// Writes the report.
pub(crate) fn write(findings: &Findings<'_>) -> Report {
    let sections: Vec<Section> = SECTIONS.iter().map(|section| section(findings)).collect();
    Report {
        markdown: markdown(findings, &sections),
        json: format!("{:#}\n", object(findings, &sections)),
    }
}

fn markdown(findings: &Findings<'_>, sections: &[Section]) -> String {
    let mut out = format!("# Merge report of {}\n", list_names(&findings.api.inputs));
    let filled = sections.iter().filter(|section| !section.rows.is_empty());
    let filled = filled.map(|section| (section.title.to_lowercase(), section.rows.len()));
    out.push_str("\n| | |\n|---|---:|\n");
    for (what, count) in figures(findings).into_iter().chain(filled) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "| {} | {count} |", section::prose(&what));
    }
    let others = diagnostics::others(findings);
    for section in sections.iter().chain(&others) {
        out.push_str(&section.markdown());
    }
    out
}

fn object(findings: &Findings<'_>, sections: &[Section]) -> Value {
    let Counts {
        operations,
        skipped,
        suppressed,
        types,
        positions,
        free_form,
        untyped,
        ..
    } = findings.counts;
    let versions: Map<String, Value> = by_version(findings.api)
        .map(|(version, count)| (version.to_owned(), count.into()))
        .collect();
    let counts = json!({
        "operations": operations,
        "skipped": skipped,
        "suppressed": suppressed,
        "types": types,
        "positions": positions,
        "free_form": free_form,
        "untyped": untyped,
        "versions": versions,
    });
    let mut object = Map::new();
    object.insert("inputs".to_owned(), json!(findings.api.inputs));
    object.insert("counts".to_owned(), counts);
    for section in sections {
        object.insert(section.key.to_owned(), section.json());
    }
    object.insert("diagnostics".to_owned(), diagnostics::rest(findings).json());
    Value::Object(object)
}

/// The figures of the run, as a person reads them.
fn figures(findings: &Findings<'_>) -> Vec<(String, usize)> {
    let counts = findings.counts;
    let mut figures = vec![("operations".to_owned(), counts.operations)];
    if findings.api.versions.len() > 1 {
        let versions = by_version(findings.api);
        figures
            .extend(versions.map(|(version, count)| (format!("of them since {version}"), count)));
    }
    figures.push(("operations skipped".to_owned(), counts.skipped));
    figures.push(("types".to_owned(), counts.types));
    figures.push(("positions that have a value".to_owned(), counts.positions));
    figures.push(("of them left untyped".to_owned(), counts.untyped));
    figures.push((
        "positions without a type in the document".to_owned(),
        counts.free_form,
    ));
    figures
}

/// How many operations each version has that those before it have not.
fn by_version(api: &Api) -> impl Iterator<Item = (&str, usize)> {
    api.versions.iter().enumerate().map(|(index, version)| {
        let operations = api.operations.iter();
        let of_version =
            operations.filter(|operation| operation.versions.first() == VersionId(index));
        (version.wire.as_str(), of_version.count())
    })
}

/// Names in prose: "`a`, `b` and `c`"; the first of them where there are many.
fn list_names(names: &[String]) -> String {
    let code = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    match names {
        [first @ .., last] if (1..=3).contains(&first.len()) => {
            format!("{} and `{last}`", code(first))
        }
        [_, _, _, _, ..] => format!("{} and {} more inputs", code(&names[..3]), names.len() - 3),
        few => code(few),
    }
}
