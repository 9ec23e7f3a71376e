//! Patterns, compiled once.
//!
//! A schema is data in read-only memory and cannot hold what is compiled from it. So there is one
//! table for the program; it grows to the number of patterns of its schemas at most.

mod simple;

use self::simple::Simple;
use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// Patterns, by where they are and how long: quicker to find than by what they say.
static COMPILED: LazyLock<RwLock<HashMap<(usize, usize), Compiled>>> =
    LazyLock::new(RwLock::default);

/// A pattern that is ready.
enum Compiled {
    Simple(Simple),
    Regex(Regex),
    /// The engine cannot express it.
    Unknown,
}

/// Whether a pattern matches somewhere in the text. One that cannot be compiled matches anything.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    let place = (pattern.as_ptr().addr(), pattern.len());
    // What a thread that panicked left behind is whole: entries are inserted in one step.
    let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(compiled) = compiled.get(&place) {
        return compiled.is_match(text);
    }
    drop(compiled);
    let compiled = Compiled::new(pattern);
    let result = compiled.is_match(text);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(place, compiled);
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
