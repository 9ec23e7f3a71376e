//! Words that say too little to be a name.

use super::singular;
use crate::names;

/// Words that say little without the thing that they are part of.
const VAGUE: &[&str] = &[
    "additional",
    "attribute",
    "body",
    "content",
    "data",
    "detail",
    "entry",
    "field",
    "filter",
    "id",
    "info",
    "input",
    "item",
    "key",
    "kind",
    "list",
    "message",
    "meta",
    "metadata",
    "mode",
    "model",
    "name",
    "node",
    "option",
    "output",
    "parameter",
    "payload",
    "property",
    "record",
    "result",
    "row",
    "sort",
    "state",
    "status",
    "text",
    "type",
    "value",
];

/// Of these, the words of a list that is all there is to its object: its element is simply an item.
pub(super) const LISTS: &[&str] = &[
    "content", "data", "entry", "item", "list", "model", "output", "record", "result", "row",
    "value",
];

/// The length of a title that is a name rather than a sentence.
const LONGEST_TITLE: usize = 60;

/// Returns whether a title could name a type: it is no sentence, and says something by itself.
pub(crate) fn is_name(title: &str) -> bool {
    let title = title.trim();
    title.is_ascii()
        && title.starts_with(|first: char| first.is_ascii_alphabetic())
        && title.len() <= LONGEST_TITLE
        && !is_vague(title)
}

/// Returns whether a name consists of one word that says little.
pub(super) fn is_vague(name: &str) -> bool {
    matches!(names::words(name).as_slice(), [only] if VAGUE.contains(&singular(only).as_str()))
}
