//! Sections about the merge, from the facts of each property.

use super::diagnostics::{self, place_and_message};
use super::findings::Findings;
use super::section::{Cell, Section};
use graphwright_ir::{
    Facet, Fact, Field, InputId, Layer, Rule, Span, TypeDef, TypeKind, VersionId, VersionSet,
};
use graphwright_source::{Code, Diagnostic, Place};
use std::collections::BTreeSet;

/// Facts that differ between inputs, and the deciding one.
pub(super) fn conflicts(findings: &Findings<'_>) -> Section {
    let told = diagnostics::conflicts(findings).map(|one| {
        let [place, what] = place_and_message(findings, one);
        let code = Cell::text(one.code.name());
        vec![Cell::text(""), what, place, Cell::text(""), code]
    });
    let settled = fields(findings).flat_map(|(def, field)| {
        let facts = field.provenance.iter();
        let lost = facts.filter_map(|fact| Some((fact, winner(fact, &field.provenance)?)));
        lost.map(|(fact, winner)| {
            vec![
                Cell::name(format!("{}.{}", def.ident, field.wire)),
                Cell::text(format!("{}: `{}`", facet(fact.facet), fact.value)),
                findings.place_of(&fact.origin),
                Cell::text(format!(
                    "`{}`, by {}",
                    winner.value,
                    describe_source(winner)
                )),
                Cell::text(fact.rule.name()),
            ]
        })
    });
    Section {
        key: "conflicts",
        title: "Conflicts".to_owned(),
        columns: &["subject", "says", "where", "holds", "rule"],
        rows: told.chain(settled).collect(),
    }
}

/// Rules of facts that an input implies by omission.
const SILENT: [Rule; 2] = [Rule::OpenapiDefault, Rule::TableDefault];

/// Rules of facts that were not considered: constant columns, and facts that are less precise than the deciding one.
const LIGHT: [Rule; 2] = [Rule::ConstantColumn, Rule::DocumentSaysMore];

/// The deciding fact that contradicts another.
fn winner<'a>(fact: &Fact, all: &'a [Fact]) -> Option<&'a Fact> {
    if fact.decides || SILENT.contains(&fact.rule) || LIGHT.contains(&fact.rule) {
        return None;
    }
    let mut facts = all.iter();
    let winner = facts.find(|other| other.facet == fact.facet && other.decides)?;
    let contradicts = match fact.facet {
        Facet::Nullable | Facet::Access => true,
        // Presence in a table is about creation, which only the create projection can contradict.
        Facet::Presence => !SILENT.contains(&winner.rule),
        Facet::Type => winner.layer == Layer::Fixup && fact.layer == Layer::Table,
        _ => false,
    };
    (contradicts && winner.value != fact.value).then_some(winner)
}

/// Rows that name a property differently.
pub(super) fn renames(findings: &Findings<'_>) -> Section {
    let by_case: BTreeSet<_> = fields(findings)
        .flat_map(|(_, field)| field.provenance.iter().map(move |fact| (field, fact)))
        .filter(|(_, fact)| fact.rule == Rule::FirstLetterCase)
        .map(|(field, fact)| {
            [
                Cell::name(&fact.value),
                Cell::name(&field.wire),
                Cell::name(table(findings, fact.origin.input)),
                Cell::text("by the case of the first letter"),
            ]
        })
        .collect();
    let by_fixup = findings.inputs.tables.renames().map(|rename| {
        let what = if rename.is_navigation {
            ", a navigation property"
        } else {
            ""
        };
        [
            Cell::name(rename.from),
            Cell::name(rename.to),
            Cell::name(rename.table),
            Cell::text(format!("by the fixup `{}`{what}", rename.fixup)),
        ]
    });
    let rows = by_fixup.chain(by_case);
    Section {
        key: "renames",
        title: "Renames".to_owned(),
        columns: &["row", "property", "table", "how"],
        rows: rows.map(|row| row.to_vec()).collect(),
    }
}

/// Types that nothing describes, with the fields that samples show of them.
pub(super) fn partial_types(findings: &Findings<'_>) -> Section {
    let found = diagnostics::with_codes(findings, &[Code::PARTIAL_TYPE]);
    let row = |one: &Diagnostic| {
        let def = findings
            .api
            .types
            .iter()
            .find(|def| stands_at(findings, def, one));
        let fields = match def.map(|def| &def.kind) {
            Some(TypeKind::Struct(body)) => {
                body.fields.iter().map(|field| field.wire.clone()).collect()
            }
            _ => Vec::new(),
        };
        let [place, what] = place_and_message(findings, one);
        let ident = def.map(|def| def.ident.clone()).unwrap_or_default();
        vec![Cell::name(ident), Cell::List(fields), place, what]
    };
    Section {
        key: "partial_types",
        title: "Hints and partial types".to_owned(),
        columns: &["type", "fields", "where", "what"],
        rows: found.map(row).collect(),
    }
}

/// Returns whether a diagnostic is about a type.
fn stands_at(findings: &Findings<'_>, def: &TypeDef, one: &Diagnostic) -> bool {
    let Some(origin) = &one.origin else {
        return false;
    };
    let Place::Span { start, end } = origin.place else {
        return false;
    };
    let input = findings.inputs.input(origin.file);
    input == Some(def.origin.input) && def.origin.span == Some(Span { start, end })
}

/// Properties in other versions than their rows say, and those that need a feature.
pub(super) fn versions(findings: &Findings<'_>) -> Section {
    let rows = fields(findings).filter_map(|(def, field)| {
        let mut facts = field.provenance.iter();
        let fact = facts.find(|fact| fact.facet == Facet::Versions && fact.decides)?;
        let feature = findings.api.feature(&field.versions);
        let of_table = fact.layer == Layer::Fixup && !in_document(fact);
        if !of_table && feature.is_none() {
            return None;
        }
        Some(vec![
            Cell::name(format!("{}.{}", def.ident, field.wire)),
            Cell::List(names_of(findings, &field.versions)),
            Cell::name(feature.unwrap_or_default()),
            Cell::text(describe_source(fact)),
        ])
    });
    Section {
        key: "versions",
        title: "Promotions and gates".to_owned(),
        columns: &["property", "versions", "feature", "how"],
        rows: rows.collect(),
    }
}

/// The names of versions.
fn names_of(findings: &Findings<'_>, versions: &VersionSet) -> Vec<String> {
    let all = findings.api.versions.iter().enumerate();
    let named = all.filter(|(index, _)| versions.contains(VersionId(*index)));
    named.map(|(_, version)| version.wire.clone()).collect()
}

/// Every field of every struct.
fn fields<'a>(findings: &Findings<'a>) -> impl Iterator<Item = (&'a TypeDef, &'a Field)> {
    findings.api.types.iter().flat_map(|def| {
        let fields: &[Field] = match &def.kind {
            TypeKind::Struct(body) => &body.fields,
            _ => &[],
        };
        fields.iter().map(move |field| (def, field))
    })
}

/// The name of the type of the table in an input.
fn table<'a>(findings: &Findings<'a>, input: InputId) -> &'a str {
    let file = findings.inputs.file(input);
    let table = file.and_then(|file| findings.inputs.tables.entity(file));
    table.map_or("", |table| table.name)
}

/// The source of a fact, in words.
fn describe_source(fact: &Fact) -> String {
    match fact.layer {
        Layer::Document => format!("the document, {}", fact.rule),
        Layer::Table => format!("the table, {}", fact.rule),
        Layer::Fixup if in_document(fact) => "a fixup of the document".to_owned(),
        Layer::Fixup => format!("the fixup `{}`", fact.origin.at),
    }
}

/// Returns whether the place of a fact is in the document.
fn in_document(fact: &Fact) -> bool {
    fact.origin.at.starts_with('#')
}

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Presence => "presence",
        Facet::Nullable => "nullable",
        Facet::Access => "access",
        _ => "type",
    }
}
