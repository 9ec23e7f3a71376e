//! Diagnostics about faulty documents, with their locations.

mod forgiven;
mod keywords;
mod paths;
mod references;
mod texts;

use graphwright_source::{Limits, SourceMap, openapi};

pub(crate) const PATHS: &str = "paths: {}\n";

/// Reads a text and compares what is said, one line a diagnostic: `code line:column message | help`.
pub(crate) fn check(name: &str, path: &str, text: &str, expected: &[&str]) {
    let mut map = SourceMap::new();
    let file = map.add(path, text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    let lines: Vec<String> = read
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let place = match diagnostic.origin.as_ref().map(|origin| map.locate(origin)) {
                Some(place) if place.line.is_some() => {
                    format!(
                        "{}:{}",
                        place.line.unwrap_or_default(),
                        place.column.unwrap_or_default()
                    )
                }
                _ => "-".to_owned(),
            };
            let help = diagnostic
                .help
                .as_ref()
                .map(|help| format!(" | {help}"))
                .unwrap_or_default();
            let severity = if diagnostic.is_error() {
                String::new()
            } else {
                format!("{} ", diagnostic.severity)
            };
            format!(
                "{severity}{} {place} {}{help}",
                diagnostic.code, diagnostic.message
            )
        })
        .collect();
    assert_eq!(lines, expected, "{name}");
}

/// Checks a document of 3.0 that has `body` after its first two lines.
pub(crate) fn check_30(name: &str, body: &str, expected: &[&str]) {
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{body}");
    check(name, "api.yaml", &text, expected);
}

/// Checks a schema of 3.0, whose first line is line 7.
pub(crate) fn check_schema(name: &str, schema: &str, expected: &[&str]) {
    let schema = schema
        .trim_matches('\n')
        .lines()
        .fold(String::new(), |all, line| format!("{all}      {line}\n"));
    check_30(
        name,
        &format!("{PATHS}components:\n  schemas:\n    Pet:\n{schema}"),
        expected,
    );
}
