//! The syntax of input files: values, and the locations of their keys and values in the text.
//!
//! Reading and locating are two passes. Reading makes a [`serde_json::Value`] and no positions;
//! locating ([`Outline`]) runs only for files that have something to show. YAML has one lexer for both.
//! JSON is read by `serde_json` and located by a lexer of its own, which need not judge the text: one
//! strict lexer for both took as many lines and 1.28 times the instructions for the largest documents.

mod events;
mod json_events;
mod json_value;
mod outline;
mod stop;
mod toml_outline;
mod tree;
mod yaml_events;
mod yaml_help;
mod yaml_map;
mod yaml_scalar;
mod yaml_value;

pub(crate) use outline::{Found, Outline};
pub(crate) use stop::Stop;
pub(crate) use tree::Tree;

use crate::limits::Limits;

/// The byte order mark that some editors put at the start of a UTF-8 file. It is not part of the text.
pub(crate) const BOM: &str = "\u{feff}";

/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Yaml,
    Toml,
}

impl Format {
    /// Detects the language by the extension of the file and the beginning of the text.
    ///
    /// A YAML flow mapping begins like JSON, but only in JSON is `{` followed by a quote or by `}`.
    pub(crate) fn detect(path: &str, text: &str) -> Self {
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

/// Reads a JSON or YAML text within the limits.
pub(crate) fn read(path: &str, whole: &str, limits: &Limits) -> Result<Tree, Stop> {
    let text = strip_bom(whole);
    let tree = match Format::detect(path, whole) {
        _ if whole.len() > limits.bytes => Err(Stop::too_large(limits, whole.len())),
        _ if text.trim().is_empty() => Err(Stop::empty()),
        Format::Json => json_value::read(text, limits),
        Format::Yaml | Format::Toml => yaml_value::read(text, limits),
    };
    let mark = whole.len() - text.len();
    tree.map_err(|stop| Stop {
        start: stop.start + mark,
        end: stop.end + mark,
        ..stop
    })
}

/// The locations of all keys and values of a text, as far as it can be read.
pub(crate) fn outline(path: &str, whole: &str) -> Outline {
    let text = strip_bom(whole);
    let mark = whole.len() - text.len();
    match Format::detect(path, whole) {
        Format::Json => Outline::build(json_events::events(text).map(Some), mark),
        Format::Yaml => Outline::build(yaml_events::events(text).map(Result::ok), mark),
        Format::Toml => toml_outline::build(text, mark),
    }
}

fn strip_bom(text: &str) -> &str {
    text.strip_prefix(BOM).unwrap_or(text)
}
