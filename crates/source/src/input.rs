//! Input files as values: JSON and YAML with the diagnostics of their syntax.

use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::limits::Limits;
use crate::source_map::SourceMap;
use crate::syntax::{self, Stop, Tree};
use serde_json::Value;

/// The value of an input file and the diagnostics of its syntax.
pub(crate) struct Parsed {
    /// The value; `None` when the text could not be read to its end.
    pub value: Option<Value>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a JSON or YAML file within the limits.
pub(crate) fn parse(map: &SourceMap, file: FileId, limits: &Limits) -> Parsed {
    match syntax::read(map.path(file), map.text(file), limits) {
        Ok(Tree {
            value,
            has_duplicates,
        }) => {
            let diagnostics = if has_duplicates {
                report_duplicates(map, file)
            } else {
                Vec::new()
            };
            Parsed {
                value: Some(value),
                diagnostics,
            }
        }
        Err(Stop {
            code,
            message,
            help,
            start,
            end,
        }) => {
            let mut diagnostic = Diagnostic::new(code, message).at(Origin::span(file, start, end));
            diagnostic.help = help;
            Parsed {
                value: None,
                diagnostics: vec![diagnostic],
            }
        }
    }
}

/// The number of duplicate keys that are told one by one.
const TOLD: usize = 20;

/// One diagnostic for each duplicate key of a file, and one for those beyond the first few.
fn report_duplicates(map: &SourceMap, file: FileId) -> Vec<Diagnostic> {
    let duplicates = map.outline(file).duplicates();
    let told = duplicates.iter().take(TOLD).map(|(key, first, span)| {
        let first = map.locate(&Origin::span(file, first.start, first.end));
        let line = first.line.unwrap_or_default();
        Diagnostic::new(
            Code::DUPLICATE_KEY,
            format!("the key `{key}` stands here for the second time"),
        )
        .at(Origin::span(file, span.start, span.end))
        .help(format!(
            "the first one is on line {line}; remove one of the two"
        ))
    });
    let rest = duplicates.get(TOLD).map(|(_, _, span)| {
        let message = format!(
            "{} more keys stand for the second time",
            duplicates.len() - TOLD
        );
        Diagnostic::new(Code::DUPLICATE_KEY, message).at(Origin::span(file, span.start, span.end))
    });
    told.chain(rest).collect()
}
