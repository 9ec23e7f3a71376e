//! A trie over path segments.
//!
//! A literal segment takes precedence over one that mixes literals and parameters, and that one
//! over a segment that is a parameter (OpenAPI 3.0.3: "concrete" paths match before templated
//! ones). If the preferred segment leads to no match, the next is tried. A node belongs to one
//! depth of the path, so no node is entered twice, and a request costs at most the size of the
//! trie.

use super::mixed::{Mixed, Pattern};
use super::template::{self, Part};
use super::{Captures, Case};
use graphwright_wire::percent::{self, BadEncoding};
use std::collections::BTreeMap;

/// A map from path templates to values.
#[derive(Debug)]
pub(crate) struct Matcher<T> {
    case: Case,
    nodes: Vec<Node>,
    values: Vec<T>,
}

/// The segments that may follow a sequence of segments. Children are indexes of nodes.
#[derive(Debug, Default)]
struct Node {
    /// Literal segments.
    literals: BTreeMap<Box<str>, usize>,
    /// Segments that mix literals and parameters.
    mixed: Mixed,
    /// The segment that is a single parameter.
    parameter: Option<usize>,
    /// The index of the value of the path that ends here.
    value: Option<usize>,
}

/// A path that matches a template.
#[derive(Debug)]
pub(crate) struct Match<'m, 'p, T> {
    /// The value of the template.
    pub(crate) value: &'m T,
    pub(crate) captures: Captures<'p>,
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

    /// Finds the value of the template that a path matches, and the values of its parameters.
    pub(crate) fn find<'p>(&self, path: &'p str) -> Result<Option<Match<'_, 'p, T>>, BadEncoding> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let mut captures = Captures::new();
        let value = self.descend(0, Some(path), &mut captures)?;
        Ok(value
            .and_then(|index| self.values.get(index))
            .map(|value| Match { value, captures }))
    }

    /// Returns the value of a template, or inserts one. Templates that differ only in the names of
    /// their parameters have the same value.
    pub(crate) fn get_or_insert_with(
        &mut self,
        template: &str,
        value: impl FnOnce() -> T,
    ) -> &mut T {
        let mut node = 0;
        for mut parts in template::segments(template) {
            self.case.fold_literals(&mut parts);
            node = self.get_or_insert_child(node, parts);
        }
        let index = *self.nodes[node].value.get_or_insert_with(|| {
            self.values.push(value());
            self.values.len() - 1
        });
        &mut self.values[index]
    }

    /// All values, in the order in which they were inserted.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }

    /// Returns the child of a node for a segment, or inserts one.
    fn get_or_insert_child(&mut self, parent: usize, parts: Vec<Part>) -> usize {
        let new = self.nodes.len();
        let node = &mut self.nodes[parent];
        let child = match parts.as_slice() {
            [Part::Parameter] => *node.parameter.get_or_insert(new),
            [Part::Literal(text)] => *node.literals.entry(text.as_str().into()).or_insert(new),
            _ => node.mixed.get_or_insert(Pattern::new(parts), new),
        };
        if child == new {
            self.nodes.push(Node::default());
        }
        child
    }

    /// Matches the rest of a path from a node. `None` is the end after the last segment.
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
        let captures_before = captures.len();

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
            captures.truncate(captures_before);
            if pattern.capture(raw, &folded, captures) {
                if let Some(found) = self.descend(child, rest, captures)? {
                    return Ok(Some(found));
                }
            }
        }
        captures.truncate(captures_before);
        let Some(child) = node.parameter else {
            return Ok(None);
        };
        captures.push(raw);
        self.descend(child, rest, captures)
    }
}

/// Returns whether no parameter matches a segment: an empty one, or one that a client or proxy
/// would have removed (RFC 3986 section 5.2.4), so that only an attacker sends it.
fn is_empty_or_dots(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}
