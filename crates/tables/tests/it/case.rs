//! The one way in which a document becomes a snapshot.

use graphwright_ir::dump;
use graphwright_lower::{Config, Lowered, Sources, lower};
use graphwright_source::{Limits, Location, SourceMap, fixup, openapi};
use graphwright_tables::{self as tables, Tables, entity, policy};
use std::fmt::Write;

/// A document and how it is lowered.
pub(crate) struct Case<'t> {
    /// YAML or JSON.
    pub(crate) text: &'t str,
    /// Entity documents, each with its path.
    pub(crate) entities: Vec<(&'t str, String)>,
    /// Policies, each with its path.
    pub(crate) policies: Vec<(&'t str, String)>,
    /// Fixups, as TOML.
    pub(crate) fixups: &'t str,
    /// The configuration of lowering.
    pub(crate) config: Config,
    /// The configuration of tables.
    pub(crate) tables: tables::Config,
}

impl<'t> Case<'t> {
    /// A document with the default configuration.
    pub(crate) fn of(text: &'t str) -> Self {
        let config = Config {
            name: "test".to_owned(),
            inputs: vec!["test.yaml".to_owned()],
            ..Config::default()
        };
        Self {
            text,
            entities: Vec::new(),
            policies: Vec::new(),
            fixups: "",
            config,
            tables: tables::Config::default(),
        }
    }
}

/// A document, lowered.
///
/// # Panics
///
/// If the document itself cannot be read, or a fixup is none.
pub(crate) fn lowered(case: &Case<'_>) -> (SourceMap, Lowered) {
    let mut map = SourceMap::new();
    let file = map.add("test.yaml", case.text);
    let mut files = vec![file, map.add("fixups.toml", case.fixups)];
    let fixup::Read {
        fixups,
        others: steps,
        diagnostics,
    } = fixup::read_with(&map, files[1], &tables::fixup::STEPS);
    assert_eq!(diagnostics, [], "the fixups");
    let read = openapi::read(&map, file, &fixups, &Limits::default());
    let errors: Vec<_> = read
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .collect();
    let document = read
        .document
        .unwrap_or_else(|| panic!("not read: {errors:?}"));
    let mut entities = Vec::new();
    for (path, text) in &case.entities {
        let file = map.add(*path, text.as_str());
        files.push(file);
        entities.extend(entity::read(&map, file).document);
    }
    let mut policies = Vec::new();
    for (path, text) in &case.policies {
        let file = map.add(*path, text.as_str());
        files.push(file);
        let read = policy::read(&map, file);
        assert_eq!(read.diagnostics, [], "{path}");
        policies.extend(read.policy);
    }
    let tables = Tables {
        entities: &entities,
        policies: &policies,
        steps: &steps,
        config: &case.tables,
    };
    let sources = Sources {
        document: &document,
        files: &files,
        passes: tables::passes(tables),
    };
    let lowered = lower(sources, &case.config);
    (map, lowered)
}

/// The model of a document, and what lowering says of it: code, place, message.
pub(crate) fn check(case: &Case<'_>) -> String {
    let (map, lowered) = lowered(case);
    let mut out = dump(&lowered.api);
    if !lowered.diagnostics.is_empty() {
        out.push_str("\n---\n");
    }
    for diagnostic in &lowered.diagnostics {
        let place = diagnostic.origin.as_ref().map(|origin| map.locate(origin));
        let line = place.map_or_else(|| "-".to_owned(), |place| shown(&place));
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            out,
            "{} {} {line}: {}",
            diagnostic.severity, diagnostic.code, diagnostic.message
        );
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  {help}");
        }
    }
    out
}

/// A place: its line in the document, and all of it in any other file.
fn shown(place: &Location) -> String {
    let line = place
        .line
        .map_or_else(|| "-".to_owned(), |line| line.to_string());
    match (&*place.path, place.column) {
        ("test.yaml", _) | (_, None) => line,
        (path, Some(column)) => format!("{path}:{line}:{column}"),
    }
}
