//! Segments that mix literals and parameters: `items(id={id})`, `report.{format}`.
//!
//! A document may have thousands of them after the same segments, as OData has of functions. So
//! they are found by their prefix: in one ordered map, from the longest matching prefix to the
//! shortest.

use super::Captures;
use super::captures::raw_range;
use super::template::Part;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::iter;
use std::ops::Bound;

/// Patterns by their literal prefix, each with the index of a node.
#[derive(Debug, Default)]
pub(super) struct Mixed(BTreeMap<Box<str>, BTreeMap<Pattern, usize>>);

/// A segment with literals and parameters. Patterns with more literal text come first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    literal_length: Reverse<usize>,
    parts: Vec<Part>,
}

impl Mixed {
    /// Returns the index of a pattern, or inserts `new`.
    pub(super) fn get_or_insert(&mut self, pattern: Pattern, new: usize) -> usize {
        let patterns = self.0.entry(pattern.prefix().into()).or_default();
        *patterns.entry(pattern).or_insert(new)
    }

    /// The patterns whose prefix a segment has, those with more literal text first.
    pub(super) fn candidates<'m>(
        &'m self,
        segment: &str,
    ) -> impl Iterator<Item = (&'m Pattern, usize)> {
        let mut candidates = Vec::new();
        for patterns in values_of_prefixes(&self.0, segment) {
            candidates.extend(patterns.iter().map(|(pattern, index)| (pattern, *index)));
        }
        candidates.sort_unstable();
        candidates.into_iter()
    }
}

/// The values whose keys are prefixes of a text, the longest key first.
///
/// In order, every prefix of the text is before the text and before all other texts with that
/// prefix. So if the last key before a bound is not a prefix of the text, the next bound is the
/// common prefix of both.
fn values_of_prefixes<'m, V>(
    map: &'m BTreeMap<Box<str>, V>,
    text: &str,
) -> impl Iterator<Item = &'m V> {
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

/// Returns the common prefix of two texts, as a part of the second.
fn common_prefix<'t>(key: &str, text: &'t str) -> &'t str {
    let mut key = key.chars();
    let differs = text.char_indices().find(|(_, c)| key.next() != Some(*c));
    &text[..differs.map_or(text.len(), |(at, _)| at)]
}

impl Pattern {
    /// The pattern of a segment of a template.
    pub(super) fn new(parts: Vec<Part>) -> Self {
        Self {
            literal_length: Reverse(literal_length(&parts)),
            parts,
        }
    }

    /// The literal before the first parameter.
    fn prefix(&self) -> &str {
        match self.parts.first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// Matches a segment, and appends the values of its parameters. If the segment does not match,
    /// the caller must remove what was appended.
    ///
    /// A parameter matches as little as possible, at least one character, and the last one the
    /// rest. Since a last literal must end the segment, this finds a match whenever there is one.
    ///
    /// `raw` is the segment as it was sent. `folded` is the decoded segment in the case of the parts; it has
    /// the same length as the decoded segment.
    pub(super) fn capture<'p>(
        &self,
        raw: &'p str,
        folded: &str,
        captures: &mut Captures<'p>,
    ) -> bool {
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
                Part::Parameter => skip_shortest(rest, parts.peek().copied()),
            };
            let Some(after) = after else {
                return false;
            };
            if *part == Part::Parameter {
                let range = whole.len() - rest.len()..whole.len() - after.len();
                captures.push(raw_range(raw, &range));
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

/// Returns the text after the shortest value that a parameter can have before the next part.
fn skip_shortest<'s>(text: &'s str, next: Option<&Part>) -> Option<&'s str> {
    let first = text.chars().next()?.len_utf8();
    let end = match next {
        None => text.len(),
        Some(Part::Parameter) => first,
        Some(Part::Literal(literal)) => first + text[first..].find(literal.as_str())?,
    };
    Some(&text[end..])
}
