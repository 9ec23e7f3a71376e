//! Segments that mix literals and parameters: `items(id={id})`, `report.{format}`.
//!
//! A document may have thousands of them in one place, as functions of OData are, so they are found
//! by the text that they begin with.

use super::Captures;
use super::template::Part;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::iter;
use std::ops::Bound;

/// The patterns that a segment may follow, each with a value: indices of nodes.
#[derive(Debug, Default)]
pub(super) struct Mixed(BTreeMap<Box<str>, BTreeMap<Pattern, usize>>);

/// A segment with parameters. Those with more literal text come first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    literal_length: Reverse<usize>,
    parts: Vec<Part>,
}

impl Mixed {
    /// The value at a pattern; `new` where there is none yet.
    pub(super) fn at(&mut self, pattern: Pattern, new: usize) -> usize {
        let begun_so = self.0.entry(pattern.beginning().into()).or_default();
        *begun_so.entry(pattern).or_insert(new)
    }

    /// The patterns that begin as a segment does, those with more literal text first.
    pub(super) fn candidates<'m>(
        &'m self,
        segment: &str,
    ) -> impl Iterator<Item = (&'m Pattern, usize)> {
        let mut all = Vec::new();
        for begun_so in prefixes(&self.0, segment) {
            all.extend(begun_so.iter().map(|(pattern, value)| (pattern, *value)));
        }
        all.sort_unstable();
        all.into_iter()
    }
}

/// The values whose keys a text begins with, the longest key first.
///
/// Every key that the text begins with is, in order, before the text and before everything else that
/// begins so. So a key that is found to go another way leads back to what both have in common.
fn prefixes<'m, V>(map: &'m BTreeMap<Box<str>, V>, text: &str) -> impl Iterator<Item = &'m V> {
    let mut bound = Bound::Included(text);
    iter::from_fn(move || {
        loop {
            let mut before: Range<'m, Box<str>, V> = map.range::<str, _>((Bound::Unbounded, bound));
            let (key, value) = before.next_back()?;
            let common = common_prefix(key, text);
            if common.len() == key.len() {
                bound = Bound::Excluded(common);
                return Some(value);
            }
            bound = Bound::Included(common);
        }
    })
}

/// What two texts have in common at their beginning, as a part of the second.
fn common_prefix<'t>(one: &str, text: &'t str) -> &'t str {
    let mut one = one.chars();
    let differs = text.char_indices().find(|(_, c)| one.next() != Some(*c));
    &text[..differs.map_or(text.len(), |(at, _)| at)]
}

impl Pattern {
    /// What a segment of a template asks.
    pub(super) fn new(parts: Vec<Part>) -> Self {
        Self {
            literal_length: Reverse(literal_length(&parts)),
            parts,
        }
    }

    /// The literal before the first parameter.
    fn beginning(&self) -> &str {
        match self.parts.first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// Matches one segment and keeps what the parameters took; what was kept of one that does not
    /// match is the caller's to drop.
    ///
    /// A parameter takes as little as it can, at least one character, and the last one the rest. With
    /// a last literal that must end the segment this finds a match wherever there is one.
    ///
    /// `folded` is the segment with its letters as those of the parts are; it is as long.
    pub(super) fn capture(&self, segment: &str, folded: &str, captures: &mut Captures<'_>) -> bool {
        let (parts, whole) = match self.parts.split_last() {
            Some((Part::Literal(tail), parts)) => match folded.strip_suffix(tail.as_str()) {
                Some(whole) => (parts, whole),
                None => return false,
            },
            _ => (self.parts.as_slice(), folded),
        };
        let mut rest = whole;
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            let after = match part {
                Part::Literal(text) => rest.strip_prefix(text.as_str()),
                Part::Parameter => after_least(rest, parts.peek().copied()),
            };
            let Some(after) = after else {
                return false;
            };
            if *part == Part::Parameter {
                let taken = whole.len() - rest.len()..whole.len() - after.len();
                captures.push(Cow::Owned(segment[taken].to_owned()));
            }
            rest = after;
        }
        rest.is_empty()
    }
}

fn literal_length(parts: &[Part]) -> usize {
    let length = |part: &Part| match part {
        Part::Literal(text) => text.len(),
        Part::Parameter => 0,
    };
    parts.iter().map(length).sum()
}

/// The text behind the least that a parameter can take before what follows it.
fn after_least<'s>(text: &'s str, next: Option<&Part>) -> Option<&'s str> {
    let first = text.chars().next()?.len_utf8();
    let end = match next {
        None => text.len(),
        Some(Part::Parameter) => first,
        Some(Part::Literal(literal)) => first + text[first..].find(literal.as_str())?,
    };
    Some(&text[end..])
}
