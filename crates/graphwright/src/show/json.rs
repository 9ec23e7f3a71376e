//! Messages as JSON lines. Every key is always present; unknown values are `null`.

use super::summary::Summary;
use crate::codes::Explanation;
use crate::message::{About, Message};
use graphwright_source::SourceMap;
use serde::Serialize;

#[derive(Serialize)]
struct Object<'a> {
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    pointer: Option<String>,
    help: Option<&'a str>,
}

/// A message.
pub(super) fn message(map: &SourceMap, message: &Message) -> String {
    let mut object = Object {
        severity: message.severity.as_str(),
        code: message.code,
        message: &message.text,
        file: None,
        line: None,
        column: None,
        pointer: None,
        help: message.help.as_deref(),
    };
    match &message.about {
        About::Run => {}
        About::Path(path) => object.file = Some(path.clone()),
        About::Input(origin) => {
            let location = map.locate(origin);
            object.file = Some(location.path);
            (object.line, object.column, object.pointer) =
                (location.line, location.column, location.pointer);
        }
    }
    to_line(&object)
}

#[derive(Serialize)]
struct Last {
    summary: Figures,
}

#[derive(Serialize)]
struct Figures {
    errors: usize,
    warnings: usize,
    operations: usize,
    skipped: usize,
    types: usize,
    untyped: usize,
    files: usize,
    written: usize,
    ms: u128,
}

/// The summary.
pub(super) fn summary(summary: &Summary, errors: usize, warnings: usize) -> String {
    let counts = summary.counts;
    to_line(&Last {
        summary: Figures {
            errors,
            warnings,
            operations: counts.operations,
            skipped: counts.skipped,
            types: counts.types,
            untyped: counts.untyped,
            files: counts.files,
            written: summary.written.map_or(0, |written| written.written),
            ms: summary.elapsed.as_millis(),
        },
    })
}

/// The explanation of a code.
pub(super) fn explanation(known: &Explanation) -> String {
    to_line(known)
}

/// Serialises strings and numbers under string keys, which cannot fail.
pub(super) fn to_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
