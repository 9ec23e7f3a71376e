//! Policies: what those of users say, that they agree with the concept page, and what is reported when they do
//! not.

mod drift;
mod form;
mod users;

use graphwright_source::Cell;
use graphwright_source::{Diagnostic, SourceMap};
use graphwright_tables::policy::{self, Body, Fields, Policy, PropertySet, Relation};
use std::fmt::Write;
use std::path::Path;

const CONCEPT: &str = "concepts/working-with-users.md";

/// A policy and the concept page, both read.
pub(crate) struct Checked {
    pub(crate) map: SourceMap,
    pub(crate) policy: Option<Policy>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a policy of users and the concept page, each after a change.
pub(crate) fn check(
    name: &str,
    policy: impl FnOnce(String) -> String,
    concept: impl FnOnce(String) -> String,
) -> Checked {
    let mut map = SourceMap::new();
    let file = map.add(
        format!("policies/{name}"),
        policy(fixture(&format!("policies/{name}"))),
    );
    let concept = map.add(CONCEPT, concept(fixture(CONCEPT)));
    let read = policy::read(&map, file);
    let mut diagnostics = read.diagnostics;
    if let Some(policy) = &read.policy {
        diagnostics.extend(policy::check(&map, policy, &[concept]));
    }
    Checked {
        map,
        policy: read.policy,
        diagnostics,
    }
}

pub(crate) fn unchanged(name: &str) -> Checked {
    check(name, |text| text, |text| text)
}

/// Replaces the first `from`, which must be there.
pub(crate) fn replace(from: &str, to: &str) -> impl FnOnce(String) -> String {
    move |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }
}

fn fixture(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fixtures")
        .join(path);
    std::fs::read_to_string(path).expect("the fixture is there")
}

impl Checked {
    pub(crate) fn relation(&self) -> &Relation {
        match self.policy.as_ref().map(|policy| &policy.body) {
            Some(Body::Relation(relation)) => relation,
            other => panic!("a relation, not {other:?}"),
        }
    }

    pub(crate) fn property_set(&self) -> &PropertySet {
        match self.policy.as_ref().map(|policy| &policy.body) {
            Some(Body::PropertySet(set)) => set,
            other => panic!("a property set, not {other:?}"),
        }
    }

    pub(crate) fn fields(&self) -> &Fields {
        match self.policy.as_ref().map(|policy| &policy.body) {
            Some(Body::Fields(fields)) => fields,
            other => panic!("fields, not {other:?}"),
        }
    }

    pub(crate) fn diagnostics(&self) -> String {
        let mut out = String::new();
        for Diagnostic {
            severity,
            code,
            message,
            origin,
            help,
            ..
        } in &self.diagnostics
        {
            let location = self.map.locate(origin.as_ref().expect("each has a place"));
            let (line, column) = (
                location.line.unwrap_or_default(),
                location.column.unwrap_or_default(),
            );
            let _ = writeln!(
                out,
                "{severity}[{code}] {}:{line}:{column}: {message}",
                location.path
            );
            if let Some(help) = help {
                let _ = writeln!(out, "  help: {help}");
            }
        }
        out
    }

    pub(crate) fn at<T>(&self, cell: &Cell<T>) -> String {
        let location = self.map.locate(&cell.origin);
        format!(
            "{}:{}",
            location.line.unwrap_or_default(),
            location.column.unwrap_or_default()
        )
    }
}
