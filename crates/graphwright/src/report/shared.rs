//! The section about inline schemas in several places.

use super::findings::Findings;
use super::section::{Cell, Section};

/// Types of inline schemas in several places.
pub(super) fn types(findings: &Findings<'_>) -> Section {
    let types = findings.api.types.iter();
    let shared = types.filter(|def| !def.also.is_empty());
    let rows = shared.map(|def| {
        vec![
            Cell::name(&def.ident),
            Cell::name(&def.wire),
            Cell::text((1 + def.also.len()).to_string()),
            findings.place_of(&def.origin),
        ]
    });
    Section {
        key: "shared_types",
        title: "Types used in several places".to_owned(),
        columns: &["type", "schema", "places", "where"],
        rows: rows.collect(),
    }
}
