//! A trie over path segments.
//!
//! A literal segment wins over one that mixes literals and parameters, that over one that is a
//! parameter (OAS 3.0.3: "concrete" paths match before templated ones); where the better
//! choice leads nowhere, the next is tried. A node belongs to one depth of the path, so no node is
//! entered twice and a request costs at most the size of the trie, whatever its path.

use super::mixed::{Mixed, Pattern};
use super::template::{self, Part};
use super::{Captures, Case};
use crate::percent::{self, BadEncoding};
use std::collections::BTreeMap;

/// Finds the value that belongs to a path.
#[derive(Debug)]
pub(crate) struct Matcher<T> {
    case: Case,
    nodes: Vec<Node>,
    values: Vec<T>,
}

/// What may follow a given run of segments. Children are indices of nodes.
#[derive(Debug, Default)]
struct Node {
    /// Whole literal segments.
    literals: BTreeMap<Box<str>, usize>,
    /// Segments that mix literals and parameters.
    mixed: Mixed,
    /// The segment that is one parameter.
    parameter: Option<usize>,
    /// Index of the value of the path that ends here.
    value: Option<usize>,
}

impl<T> Matcher<T> {
    /// A matcher without paths.
    pub(crate) fn new(case: Case) -> Self {
        Self {
            case,
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
        for mut parts in template::segments(template) {
            self.case.fold_all(&mut parts);
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
            [Part::Literal(text)] => *node.literals.entry(text.as_str().into()).or_insert(new),
            _ => node.mixed.at(Pattern::new(parts), new),
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

        let folded = self.case.fold(&segment);
        if let Some(child) = node.literals.get(&*folded) {
            if let Some(found) = self.descend(*child, rest, captures)? {
                return Ok(Some(found));
            }
        }
        if is_empty_or_dots(&segment) {
            return Ok(None);
        }
        for (pattern, child) in node.mixed.candidates(&folded) {
            captures.truncate(known);
            if pattern.capture(&segment, &folded, captures) {
                if let Some(found) = self.descend(child, rest, captures)? {
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
