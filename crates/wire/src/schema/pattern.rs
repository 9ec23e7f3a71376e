//! Patterns, compiled once.
//!
//! A schema is data in read-only memory and cannot hold what is compiled from it. So there is one
//! table for the program; it grows to the number of distinct patterns of its schemas at most.

use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// Patterns with what they compile to: `None` for those that the engine cannot express.
static COMPILED: LazyLock<RwLock<HashMap<&'static str, Option<Regex>>>> =
    LazyLock::new(RwLock::default);

/// Whether a pattern matches somewhere in the text. One that cannot be compiled matches anything.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    // What a thread that panicked left behind is whole: entries are inserted in one step.
    let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(regex) = compiled.get(pattern) {
        return is_match(regex.as_ref(), text);
    }
    drop(compiled);
    let regex = Regex::new(pattern).ok();
    let result = is_match(regex.as_ref(), text);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    result
}

fn is_match(regex: Option<&Regex>, text: &str) -> bool {
    regex.is_none_or(|regex| regex.is_match(text))
}
