//! Patterns, each compiled once.
//!
//! Schemas are data in read-only memory and cannot hold compiled patterns, so the program has one
//! table of them. It grows to the number of patterns of its schemas at most.
//!
//! Nearly all patterns of documents are simple and are matched without an engine ([`simple`]);
//! `regex-lite` matches the others.

mod simple;

use self::simple::Simple;
use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// Compiled patterns by address and length, which are faster to look up than text.
static COMPILED: LazyLock<RwLock<HashMap<(usize, usize), Compiled>>> =
    LazyLock::new(RwLock::default);

/// A compiled pattern.
enum Compiled {
    Simple(Simple),
    Regex(Regex),
    /// A pattern that the engine cannot express.
    Unknown,
}

/// Returns whether a pattern matches somewhere in the text. One that cannot be compiled matches any
/// text.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    let key = (pattern.as_ptr().addr(), pattern.len());
    // A panic leaves the table consistent, since entries are inserted in one step.
    let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(compiled) = compiled.get(&key) {
        return compiled.is_match(text);
    }
    drop(compiled);
    let compiled = Compiled::new(pattern);
    let result = compiled.is_match(text);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(key, compiled);
    result
}

impl Compiled {
    fn new(pattern: &str) -> Self {
        let Ok(regex) = Regex::new(pattern) else {
            return Self::Unknown;
        };
        Simple::parse(pattern).map_or(Self::Regex(regex), Self::Simple)
    }

    fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Simple(simple) => simple.is_match(text),
            Self::Regex(regex) => regex.is_match(text),
            Self::Unknown => true,
        }
    }
}
