//! The syntax of input files: text to values, and where in the text each value stands.
//!
//! Reading and locating are two passes. Reading makes a [`serde_json::Value`] and no positions;
//! locating ([`Outline`]) runs only for files that have something to show.

mod duplicates;
mod events;
mod json_events;
mod json_value;
mod outline;
mod toml_outline;
mod yaml_events;
mod yaml_help;
mod yaml_map;
mod yaml_scalar;
mod yaml_value;

pub(crate) use outline::{Found, Outline};

use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::limits::Limits;
use crate::source_map::SourceMap;
use serde_json::Value;

/// The mark that some editors put at the start of a UTF-8 file. It is no part of the text.
pub(crate) const BOM: &str = "\u{feff}";

/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Yaml,
    Toml,
}

impl Format {
    /// Tells the language by the file's extension and by how the text begins.
    ///
    /// A flow mapping is the one YAML form that begins like JSON: `{` is followed by a quote or by
    /// `}` in JSON only.
    pub(crate) fn of(path: &str, text: &str) -> Self {
        let extension = path
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("toml") => return Self::Toml,
            Some("json") => return Self::Json,
            _ => {}
        }
        let text = strip_bom(text).trim_start();
        let yaml = matches!(extension.as_deref(), Some("yaml" | "yml"));
        match text.strip_prefix('{').map(str::trim_start) {
            Some(rest) if rest.starts_with(['"', '}']) || !yaml => Self::Json,
            None if text.starts_with('[') => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// What came of reading a text.
pub(crate) struct Parsed {
    /// The value; `None` when the text could not be read to its end.
    pub value: Option<Value>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What a reader of one language gives back: the value, or what stopped it.
struct Raw {
    value: Value,
    /// Whether some mapping has a key twice; the first one is in `value`.
    duplicates: bool,
}

/// What stopped a reader, at a byte of the text without its mark.
struct Stop {
    code: Code,
    message: String,
    help: Option<String>,
    start: usize,
    end: usize,
}

/// Reads a JSON or YAML file within the limits.
pub(crate) fn parse(map: &SourceMap, file: FileId, limits: &Limits) -> Parsed {
    let whole = map.text(file);
    let text = strip_bom(whole);
    let read = match Format::of(map.path(file), whole) {
        _ if whole.len() > limits.bytes => Err(too_large(limits, whole.len())),
        _ if text.trim().is_empty() => Err(empty()),
        Format::Json => json_value::read(text, limits),
        Format::Yaml | Format::Toml => yaml_value::read(text, limits),
    };
    let mark = whole.len() - text.len();
    match read {
        Ok(raw) if raw.duplicates => {
            let diagnostics = duplicates::report(map, file);
            Parsed {
                value: Some(raw.value),
                diagnostics,
            }
        }
        Ok(raw) => Parsed {
            value: Some(raw.value),
            diagnostics: Vec::new(),
        },
        Err(stop) => {
            let origin = Origin::span(file, stop.start + mark, stop.end + mark);
            let mut diagnostic = Diagnostic::new(stop.code, stop.message).at(origin);
            diagnostic.help = stop.help;
            Parsed {
                value: None,
                diagnostics: vec![diagnostic],
            }
        }
    }
}

/// The places of everything in a text, as far as it can be read.
pub(crate) fn outline(path: &str, whole: &str) -> Outline {
    let text = strip_bom(whole);
    let mark = whole.len() - text.len();
    match Format::of(path, whole) {
        Format::Json => Outline::build(json_events::events(text).map(Some), mark),
        Format::Yaml => Outline::build(yaml_events::events(text).map(Result::ok), mark),
        Format::Toml => toml_outline::build(text, mark),
    }
}

fn strip_bom(text: &str) -> &str {
    text.strip_prefix(BOM).unwrap_or(text)
}

/// The error for a text without a value.
fn empty() -> Stop {
    Stop {
        code: Code::INPUT_EMPTY,
        message: "the file is empty".to_owned(),
        help: None,
        start: 0,
        end: 0,
    }
}

/// The error for a text of more bytes than the limit.
fn too_large(limits: &Limits, bytes: usize) -> Stop {
    let message = format!(
        "the file has {bytes} bytes, more than the limit of {}",
        limits.bytes
    );
    Stop {
        code: Code::INPUT_TOO_LARGE,
        message,
        help: None,
        start: 0,
        end: 0,
    }
}

/// The error for a text that nests deeper than the limit.
fn too_deep(limits: &Limits, start: usize) -> Stop {
    Stop {
        code: Code::INPUT_TOO_LARGE,
        message: format!("the text nests deeper than {} levels", limits.depth),
        help: None,
        start,
        end: start + 1,
    }
}

/// The error for a text with more nodes than the limit.
fn too_many(limits: &Limits, start: usize) -> Stop {
    Stop {
        code: Code::INPUT_TOO_LARGE,
        message: format!("the text has more than {} values", limits.nodes),
        help: None,
        start,
        end: start + 1,
    }
}

/// The error for a key that is longer than the limit.
fn too_long(limits: &Limits, start: usize) -> Stop {
    Stop {
        code: Code::INPUT_TOO_LARGE,
        message: format!("the key has more than {} bytes", limits.key),
        help: None,
        start,
        end: start + 1,
    }
}

/// The error for a mapping with more members than the limit.
fn too_wide(limits: &Limits, start: usize) -> Stop {
    Stop {
        code: Code::INPUT_TOO_LARGE,
        message: format!("the mapping has more than {} keys", limits.members),
        help: None,
        start,
        end: start + 1,
    }
}
