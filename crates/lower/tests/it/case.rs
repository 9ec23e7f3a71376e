//! The one way in which a document becomes a snapshot.

use graphwright_ir::dump;
use graphwright_lower::{Config, Lowered, Unknown, lower};
use graphwright_source::{Limits, SourceMap, openapi};
use std::borrow::Cow;
use std::fmt::Write;

/// The parts of a model that a snapshot can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Servers, schemes, scopes, tags, errors.
    Head,
    /// The types.
    Types,
    /// The types of the schemas with this name.
    Type(&'static str),
    /// The operations.
    Operations,
}

/// A document, how it is lowered, and what of it is shown.
pub(crate) struct Case<'t> {
    /// YAML or JSON.
    pub(crate) text: Cow<'t, str>,
    /// The configuration.
    pub(crate) config: Config,
    /// The parts that are shown; diagnostics always are.
    pub(crate) shown: &'static [Part],
}

impl<'t> Case<'t> {
    /// A document with the default configuration, of which everything is shown.
    pub(crate) fn of(text: impl Into<Cow<'t, str>>) -> Self {
        Self {
            text: text.into(),
            config: Config {
                name: "test".to_owned(),
                inputs: vec!["test.yaml".to_owned()],
                ..Config::default()
            },
            shown: &[Part::Head, Part::Types, Part::Operations],
        }
    }

    /// Schemas, `Key: ..` on each line, and the types that they become; these drop what they do not name.
    pub(crate) fn schemas(schemas: &str) -> Self {
        let case = Self::of(document("", schemas));
        Self {
            config: Config {
                unknown: Unknown::Drop,
                ..case.config
            },
            shown: &[Part::Types],
            ..case
        }
    }

    /// Path items, `/path: ..` on each line, and schemas as above; operations are shown.
    pub(crate) fn paths(paths: &str, schemas: &str) -> Self {
        Self {
            text: document(paths, schemas).into(),
            shown: &[Part::Operations],
            ..Self::schemas("")
        }
    }

    /// The same case, of which these parts are shown.
    pub(crate) fn showing(self, shown: &'static [Part]) -> Self {
        Self { shown, ..self }
    }

    /// The same case with a change of its configuration.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }
}

/// A document of OpenAPI 3.0 with path items and schemas.
fn document(paths: &str, schemas: &str) -> String {
    let (paths, schemas) = (indented(paths, 2), indented(schemas, 4));
    let head = "openapi: 3.0.3\ninfo: { title: Test, version: '1' }";
    format!("{head}\npaths:{paths}\ncomponents:\n  schemas:{schemas}\n")
}

/// The members of an object, a line each, at a depth.
fn indented(lines: &str, depth: usize) -> String {
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let Some(before) = lines.clone().map(indent).min() else {
        return " {}".to_owned();
    };
    lines.fold(String::new(), |text, line| {
        format!("{text}\n{:depth$}{}", "", &line[before..])
    })
}

/// A document, lowered.
///
/// # Panics
///
/// If the document itself cannot be read.
pub(crate) fn lowered(case: &Case<'_>) -> (SourceMap, Lowered) {
    let mut map = SourceMap::new();
    let file = map.add("test.yaml", &*case.text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    let document = read
        .document
        .unwrap_or_else(|| panic!("not read: {:?}", read.diagnostics));
    let lowered = lower(&document, &case.config);
    (map, lowered)
}

/// The model of a document, and what lowering says of it: code, line, message.
pub(crate) fn check(case: &Case<'_>) -> String {
    let (map, lowered) = lowered(case);
    let model = dump(&lowered.api);
    let blocks = model.split("\n\n").filter(|block| {
        let mut words = block.split(' ');
        let (kind, name) = (words.next(), words.next());
        case.shown.iter().any(|part| match part {
            Part::Head => kind == Some("api"),
            Part::Operations => kind == Some("op"),
            Part::Types => !matches!(kind, Some("api" | "op")),
            Part::Type(one) => name == Some(one) && kind != Some("op"),
        })
    });
    let mut out = blocks
        .collect::<Vec<_>>()
        .join("\n\n")
        .trim_end()
        .to_owned();
    if !lowered.diagnostics.is_empty() {
        out.push_str("\n\n---\n");
    }
    for diagnostic in &lowered.diagnostics {
        let place = diagnostic.origin.as_ref().map(|origin| map.locate(origin));
        let line = place.and_then(|place| place.line);
        let line = line.map_or_else(|| "-".to_owned(), |line| line.to_string());
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
