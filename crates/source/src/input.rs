//! Input files as values: JSON and YAML with the diagnostics of their syntax.

use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::limits::Limits;
use crate::source_map::SourceMap;
use crate::syntax::{self, Stop, Tree};
use serde_json::Value;

/// The value of an input file and the diagnostics of its syntax.
pub(crate) struct Parsed {
    /// The value; `None` if the text could not be read to its end.
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

/// The error for a value that a program holds, if it is larger or deeper than an input may be.
pub(crate) fn check_value(value: &Value, file: FileId, limits: &Limits) -> Option<Diagnostic> {
    let mut open = vec![(value, 1)];
    let mut nodes = 0;
    while let Some((value, depth)) = open.pop() {
        nodes += 1;
        let message = if nodes > limits.nodes {
            format!("the document has more than {} values", limits.nodes)
        } else if depth > limits.depth && (value.is_array() || value.is_object()) {
            format!("the document is nested deeper than {} levels", limits.depth)
        } else {
            match value {
                Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
                Value::Object(members) => open.extend(members.values().map(|one| (one, depth + 1))),
                _ => {}
            }
            continue;
        };
        return Some(Diagnostic::new(Code::INPUT_TOO_LARGE, message).at(Origin::file(file)));
    }
    None
}

/// The number of duplicate keys that are reported one by one.
const SHOWN: usize = 20;

/// Reports each duplicate key of a file, and those beyond the first few together.
fn report_duplicates(map: &SourceMap, file: FileId) -> Vec<Diagnostic> {
    let duplicates = map.outline(file).duplicates();
    let shown = duplicates.iter().take(SHOWN).map(|(key, first, span)| {
        let first = map.locate(&Origin::span(file, first.start, first.end));
        let line = first.line.unwrap_or_default();
        Diagnostic::new(
            Code::DUPLICATE_KEY,
            format!("the key `{key}` is repeated here"),
        )
        .at(Origin::span(file, span.start, span.end))
        .help(format!(
            "the first one is on line {line}; remove one of the two"
        ))
    });
    let rest = duplicates.get(SHOWN).map(|(_, _, span)| {
        let message = format!("{} more repeated keys", duplicates.len() - SHOWN);
        Diagnostic::new(Code::DUPLICATE_KEY, message).at(Origin::span(file, span.start, span.end))
    });
    shown.chain(rest).collect()
}
