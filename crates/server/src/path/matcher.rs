//! A trie over path segments.
//!
//! A literal segment wins over one that mixes literals and parameters, that over one that is a
//! parameter (OAS 3.0.3: "concrete" paths match before templated ones); where the better
//! choice leads nowhere, the next is tried. A node belongs to one depth of the path, so no node is
//! entered twice and a request costs at most the size of the trie, whatever its path.

use super::template::{self, Part};
use crate::percent::{self, BadEncoding};
use std::borrow::Cow;

/// The values of a path's parameters, in the order of the path, decoded.
pub(crate) type Captures<'p> = Vec<Cow<'p, str>>;

/// Finds the value that belongs to a path.
#[derive(Debug)]
pub(crate) struct Matcher<T> {
    nodes: Vec<Node>,
    values: Vec<T>,
}

/// What may follow a given run of segments. Children are indices of nodes.
#[derive(Debug, Default)]
struct Node {
    /// Whole literal segments, sorted by their text.
    literals: Vec<(String, usize)>,
    /// Segments that mix literals and parameters; those with more literal text come first.
    mixed: Vec<(Vec<Part>, usize)>,
    /// The segment that is one parameter.
    parameter: Option<usize>,
    /// Index of the value of the path that ends here.
    value: Option<usize>,
}

impl<T> Matcher<T> {
    /// A matcher without paths.
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
            values: Vec::new(),
        }
    }

    /// The value of a path, or of the paths that differ only in the names of their parameters.
    pub(crate) fn find<'p>(
        &self,
        path: &'p str,
    ) -> Result<Option<(&T, Captures<'p>)>, BadEncoding> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let mut captures = Captures::new();
        let value = self.descend(0, Some(path), &mut captures)?;
        Ok(value
            .and_then(|index| self.values.get(index))
            .map(|value| (value, captures)))
    }

    /// The value at a template, made by `make` where there is none yet.
    pub(crate) fn at(&mut self, template: &str, make: impl FnOnce() -> T) -> &mut T {
        let mut node = 0;
        for parts in template::segments(template) {
            node = self.child(node, parts);
        }
        let index = *self.nodes[node].value.get_or_insert_with(|| {
            self.values.push(make());
            self.values.len() - 1
        });
        &mut self.values[index]
    }

    /// Every value, in the order in which they were made.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }

    fn child(&mut self, parent: usize, parts: Vec<Part>) -> usize {
        let new = self.nodes.len();
        let node = &mut self.nodes[parent];
        let child = match parts.as_slice() {
            [Part::Parameter] => *node.parameter.get_or_insert(new),
            [Part::Literal(text)] => literal_child(&mut node.literals, text, new),
            _ => mixed_child(&mut node.mixed, parts, new),
        };
        if child == new {
            self.nodes.push(Node::default());
        }
        child
    }

    /// Walks from a node along what is left of the path. `None` is the end behind the last segment.
    fn descend<'p>(
        &self,
        node: usize,
        rest: Option<&'p str>,
        captures: &mut Captures<'p>,
    ) -> Result<Option<usize>, BadEncoding> {
        let node = &self.nodes[node];
        let Some(rest) = rest else {
            return Ok(node.value);
        };
        let (raw, rest) = match rest.split_once('/') {
            Some((raw, rest)) => (raw, Some(rest)),
            None => (rest, None),
        };
        let segment = percent::decode(raw)?;
        let known = captures.len();

        if let Ok(at) = node
            .literals
            .binary_search_by(|(text, _)| text.as_str().cmp(&segment))
        {
            if let Some(found) = self.descend(node.literals[at].1, rest, captures)? {
                return Ok(Some(found));
            }
        }
        if is_empty_or_dots(&segment) {
            return Ok(None);
        }
        for (parts, child) in &node.mixed {
            captures.truncate(known);
            if capture(parts, &segment, captures) {
                if let Some(found) = self.descend(*child, rest, captures)? {
                    return Ok(Some(found));
                }
            }
        }
        captures.truncate(known);
        let Some(child) = node.parameter else {
            return Ok(None);
        };
        captures.push(segment);
        self.descend(child, rest, captures)
    }
}

/// No parameter takes an empty segment, or one that a client or proxy would have resolved away
/// (RFC 3986 section 5.2.4) and that only reaches a server when somebody is up to something.
fn is_empty_or_dots(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}

fn literal_child(literals: &mut Vec<(String, usize)>, text: &str, new: usize) -> usize {
    match literals.binary_search_by(|(known, _)| known.as_str().cmp(text)) {
        Ok(at) => literals[at].1,
        Err(at) => {
            literals.insert(at, (text.to_owned(), new));
            new
        }
    }
}

fn mixed_child(mixed: &mut Vec<(Vec<Part>, usize)>, parts: Vec<Part>, new: usize) -> usize {
    if let Some((_, child)) = mixed.iter().find(|(known, _)| *known == parts) {
        return *child;
    }
    mixed.push((parts, new));
    mixed.sort_by(|(a, _), (b, _)| {
        literal_length(b)
            .cmp(&literal_length(a))
            .then_with(|| a.cmp(b))
    });
    new
}

fn literal_length(parts: &[Part]) -> usize {
    let length = |part: &Part| match part {
        Part::Literal(text) => text.len(),
        Part::Parameter => 0,
    };
    parts.iter().map(length).sum()
}

/// Matches one segment against its parts and keeps what the parameters took.
///
/// A parameter takes as little as it can, at least one character, and the last one the rest. With a
/// last literal that must end the segment this finds a match wherever there is one.
fn capture(parts: &[Part], segment: &str, captures: &mut Captures<'_>) -> bool {
    let (parts, mut rest) = match parts.split_last() {
        Some((Part::Literal(tail), parts)) => match segment.strip_suffix(tail.as_str()) {
            Some(rest) => (parts, rest),
            None => return false,
        },
        _ => (parts, segment),
    };
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        let taken = match part {
            Part::Literal(text) => match rest.strip_prefix(text.as_str()) {
                Some(after) => {
                    rest = after;
                    continue;
                }
                None => return false,
            },
            Part::Parameter => least(rest, parts.peek().copied()),
        };
        let Some((value, after)) = taken else {
            return false;
        };
        captures.push(Cow::Owned(value.to_owned()));
        rest = after;
    }
    rest.is_empty()
}

/// The least that a parameter can take before what follows it, and the text behind it.
fn least<'s>(text: &'s str, next: Option<&Part>) -> Option<(&'s str, &'s str)> {
    let first = text.chars().next()?.len_utf8();
    let end = match next {
        None => text.len(),
        Some(Part::Parameter) => first,
        Some(Part::Literal(literal)) => first + text[first..].find(literal.as_str())?,
    };
    Some(text.split_at(end))
}
