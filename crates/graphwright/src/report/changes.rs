//! Sections about decisions of people: suppressed and added requests, fixups, policies.

use super::findings::Findings;
use super::section::{Cell, Section};
use crate::tables::Policy;
use graphwright_ir::{Facet, Fact, Layer, Policy as Made};
use graphwright_source::Code;

/// Requests that prose describes and a table does not allow.
pub(super) fn suppressed(findings: &Findings<'_>) -> Section {
    let suppressed = findings.api.suppressed.iter();
    let rows = suppressed.map(|one| {
        vec![
            Cell::name(&one.id),
            Cell::name(format!("{} {}", one.method, one.path)),
            findings.place_of(&one.origin),
            findings.place_of(&one.against),
            Cell::text(&one.reason),
        ]
    });
    Section {
        key: "suppressed_operations",
        title: "Suppressed operations".to_owned(),
        columns: &["operation", "request", "prose", "row", "why"],
        rows: rows.collect(),
    }
}

/// Requests that neither the document nor prose describes.
pub(super) fn added(findings: &Findings<'_>) -> Section {
    let added = findings.api.operations.iter().filter_map(|operation| {
        let mut facts = operation.provenance.iter();
        // The place of an operation of the document is a pointer into it.
        let is_new = |fact: &&Fact| {
            fact.facet == Facet::Name
                && fact.layer == Layer::Fixup
                && !fact.origin.at.starts_with('#')
        };
        let fact = facts.find(is_new)?;
        Some(vec![
            Cell::name(&operation.id),
            Cell::name(format!("{} {}", operation.method, operation.path.text)),
            Cell::text(format!("by the fixup `{}`", fact.origin.at)),
        ])
    });
    Section {
        key: "added_operations",
        title: "Added operations".to_owned(),
        columns: &["operation", "request", "how"],
        rows: added.collect(),
    }
}

/// Fixups, with disabled ones.
pub(super) fn fixups(findings: &Findings<'_>) -> Section {
    let rows = findings.inputs.fixups.iter().map(|fixup| {
        vec![
            Cell::name(&fixup.name),
            Cell::text(if fixup.enabled { "yes" } else { "off" }),
            Cell::text(&fixup.because),
            Cell::text(&fixup.source),
        ]
    });
    Section {
        key: "fixups",
        title: "Fixups".to_owned(),
        columns: &["fixup", "applied", "because", "source"],
        rows: rows.collect(),
    }
}

/// Policies, and their comparison with the concept pages.
pub(super) fn policies(findings: &Findings<'_>) -> Section {
    let rows = findings.inputs.tables.policies().map(|policy| {
        let input = findings.inputs.input(policy.file);
        let against = policy.against;
        let against = against.map(|(document, section)| format!("`{document}`, \"{section}\""));
        vec![
            Cell::name(policy.name),
            Cell::Place(input.map(|input| findings.input_place(input, ""))),
            Cell::text(against.unwrap_or_default()),
            Cell::text(check(findings, &policy)),
            Cell::List(changed(findings, policy.name)),
            Cell::text(policy.source),
        ]
    });
    Section {
        key: "policies",
        title: "Policies".to_owned(),
        columns: &["policy", "where", "against", "check", "changed", "source"],
        rows: rows.collect(),
    }
}

/// The result of comparing a policy with its page. A difference stops the run, unless the configuration allows it.
fn check(findings: &Findings<'_>, policy: &Policy<'_>) -> &'static str {
    let says = |code: Code| {
        findings.diagnostics.iter().any(|one| {
            let here = one
                .origin
                .as_ref()
                .is_some_and(|origin| origin.file == policy.file);
            here && one.code == code
        })
    };
    match &policy.against {
        None => "not checked: there is no concept page",
        Some(_) if says(Code::POLICY_UNCHECKED) => "not checked: the page is not an input",
        Some(_) if says(Code::POLICY_DRIFT) => "differs",
        Some(_) => "agrees",
    }
}

/// The rows of a relation that fixups changed.
fn changed(findings: &Findings<'_>, name: &str) -> Vec<String> {
    let relations = findings
        .api
        .policies
        .iter()
        .filter_map(|policy| match policy {
            Made::Relation(relation) if relation.ident == name => Some(&relation.changes),
            _ => None,
        });
    relations
        .flatten()
        .map(|change| change.row.clone())
        .collect()
}
