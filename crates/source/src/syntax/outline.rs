//! The locations of the keys and values of a text.

use super::events::{Event, Kind};
use crate::pointer;
use std::ops::Range;

/// The YAML key whose value is merged into the mapping around it
/// (<https://yaml.org/type/merge.html>).
pub(super) const MERGE: &str = "<<";

/// The locations of the keys and values of a text, by JSON pointer.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    span: Range<usize>,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    Scalar,
    /// Sorted by key once the mapping is complete; equal keys stay in the order of the text.
    Map(Vec<Member>),
    List(Vec<usize>),
    /// A reference to another node.
    Alias(usize),
}

/// A member of a mapping.
#[derive(Debug)]
struct Member {
    key: Box<str>,
    span: Range<usize>,
    node: usize,
}

/// The location of the value at a pointer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The key, for a member of a mapping.
    pub key: Option<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
}

impl Outline {
    /// Finds the value at `pointer`, or its nearest ancestor that exists.
    pub(crate) fn find(&self, pointer: &str) -> Option<Found> {
        let mut node = self.nodes.first()?;
        let mut found = Found {
            key: None,
            value: node.span.clone(),
        };
        for key in pointer::keys(pointer) {
            node = self.follow_alias(node);
            let (key, child) = match &node.shape {
                Shape::Map(members) => {
                    let Some(member) = self.find_member(members, &key) else {
                        break;
                    };
                    (Some(member.span.clone()), member.node)
                }
                Shape::List(items) => {
                    let Some(item) = key.parse::<usize>().ok().and_then(|index| items.get(index))
                    else {
                        break;
                    };
                    (None, *item)
                }
                Shape::Scalar | Shape::Alias(_) => break,
            };
            node = &self.nodes[child];
            found = Found {
                key,
                value: node.span.clone(),
            };
        }
        Some(found)
    }

    /// The keys that repeat an earlier key of their mapping: the key, and the places of the first and of this one.
    pub(crate) fn duplicates(&self) -> Vec<(&str, Range<usize>, Range<usize>)> {
        let mut duplicates = Vec::new();
        for node in &self.nodes {
            let Shape::Map(members) = &node.shape else {
                continue;
            };
            let mut first = 0;
            for (index, member) in members.iter().enumerate() {
                if members[first].key != member.key {
                    first = index;
                } else if index > first {
                    duplicates.push((
                        &*member.key,
                        members[first].span.clone(),
                        member.span.clone(),
                    ));
                }
            }
        }
        duplicates.sort_by_key(|(_, _, span)| span.start);
        duplicates
    }

    /// Builds the outline from events up to the first `None`, which means an error; `shift` is added to every
    /// place.
    pub(super) fn build<'a>(events: impl Iterator<Item = Option<Event<'a>>>, shift: usize) -> Self {
        let mut builder = Builder::default();
        for event in events.map_while(|event| event) {
            if matches!(event.kind, Kind::NextDocument) {
                break;
            }
            builder.take_event(event, shift);
        }
        while !builder.open.is_empty() {
            builder.close_node(0..0);
        }
        Self {
            nodes: builder.nodes,
        }
    }

    /// The member of a mapping, or of the mappings merged into it.
    fn find_member<'n>(&'n self, members: &'n [Member], key: &str) -> Option<&'n Member> {
        let own = find_own_member(members, key);
        if own.is_some() {
            return own;
        }
        let merged = self.follow_alias(&self.nodes[find_own_member(members, MERGE)?.node]);
        let maps = match &merged.shape {
            Shape::List(items) => items
                .iter()
                .map(|item| self.follow_alias(&self.nodes[*item]))
                .collect(),
            _ => vec![merged],
        };
        maps.into_iter().find_map(|map| match &map.shape {
            Shape::Map(members) => find_own_member(members, key),
            _ => None,
        })
    }

    /// The node itself, or the target of an alias. Aliases of aliases were resolved when they were added.
    fn follow_alias<'n>(&'n self, node: &'n Node) -> &'n Node {
        match node.shape {
            Shape::Alias(target) => &self.nodes[target],
            _ => node,
        }
    }
}

fn find_own_member<'n>(members: &'n [Member], key: &str) -> Option<&'n Member> {
    let first = members.partition_point(|member| *member.key < *key);
    members.get(first).filter(|member| *member.key == *key)
}

/// A key and its place.
type Key = (Box<str>, Range<usize>);

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    /// The open collections, outermost first, each with the key whose value comes next.
    open: Vec<(usize, Option<Key>)>,
    anchors: std::collections::HashMap<usize, usize>,
}

impl Builder {
    fn take_event(&mut self, event: Event<'_>, shift: usize) {
        let span = event.start + shift..event.end + shift;
        match event.kind {
            Kind::StartMap(anchor) => self.start_node(Shape::Map(Vec::new()), span, anchor),
            Kind::StartList(anchor) => self.start_node(Shape::List(Vec::new()), span, anchor),
            Kind::End => self.close_node(span),
            Kind::Scalar(scalar, anchor) => {
                if self.wants_key() {
                    self.set_key(&scalar.text, span);
                } else {
                    self.add_node(Shape::Scalar, span, anchor);
                }
            }
            Kind::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied().unwrap_or_default();
                if self.wants_key() {
                    self.set_key("", span);
                } else {
                    self.add_node(Shape::Alias(target), span, 0);
                }
            }
            Kind::NextDocument => {}
        }
    }

    fn start_node(&mut self, shape: Shape, span: Range<usize>, anchor: usize) {
        let node = self.add_node(shape, span, anchor);
        self.open.push((node, None));
    }

    /// Ends the innermost collection, at its bracket or, without one, with its last child.
    fn close_node(&mut self, bracket: Range<usize>) {
        let Some((index, _)) = self.open.pop() else {
            return;
        };
        let last = match &mut self.nodes[index].shape {
            Shape::Map(members) => {
                let last = members.last().map(|member| member.node);
                members.sort_by(|left, right| left.key.cmp(&right.key));
                last
            }
            Shape::List(items) => items.last().copied(),
            Shape::Scalar | Shape::Alias(_) => None,
        };
        let end = if bracket.is_empty() {
            last.map_or(0, |last| self.nodes[last].span.end)
        } else {
            bracket.end
        };
        let span = &mut self.nodes[index].span;
        span.end = span.end.max(end);
    }

    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|(node, key)| {
            key.is_none() && matches!(self.nodes[*node].shape, Shape::Map(_))
        })
    }

    fn set_key(&mut self, text: &str, span: Range<usize>) {
        if let Some((_, key)) = self.open.last_mut() {
            *key = Some((text.into(), span));
        }
    }

    fn add_node(&mut self, shape: Shape, span: Range<usize>, anchor: usize) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { span, shape });
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
        if let Some((parent, key)) = self.open.last_mut() {
            match (&mut self.nodes[*parent].shape, key.take()) {
                (Shape::Map(members), Some((key, span))) => {
                    members.push(Member { key, span, node });
                }
                (Shape::List(items), _) => items.push(node),
                _ => {}
            }
        }
        node
    }
}
