//! YAML text to a value.
//!
//! The tree is built from the events of one pass that also enforces the limits. `serde_yaml` would keep every
//! event of a document in memory, take quadratic time for nested brackets, and report an alias bomb or a
//! duplicate key without its place. It decides which scalars are numbers ([`super::yaml_scalar`]), so that
//! documents mean the same here as elsewhere; a test compares whole documents.

use super::events::{Anchor, Event, Kind, Scalar};
use super::stop::Stop;
use super::tree::Tree;
use super::yaml_events;
use super::yaml_map::OpenMap;
use super::yaml_scalar::resolve;
use crate::diagnostic::Code;
use crate::limits::Limits;
use serde_json::Value;
use std::collections::HashMap;

/// Reads a text that holds one document.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Tree, Stop> {
    let mut builder = Builder::new(limits);
    for event in yaml_events::events(text) {
        builder.take_event(event?)?;
    }
    let has_duplicates = builder.duplicates;
    let value = builder.root.ok_or_else(Stop::empty)?;
    Ok(Tree {
        value,
        has_duplicates,
    })
}

struct Builder<'l> {
    limits: &'l Limits,
    /// The open collections, outermost first.
    open: Vec<Open>,
    anchors: HashMap<Anchor, Anchored>,
    root: Option<Value>,
    duplicates: bool,
    /// The number of values in the text so far, and of values copied for aliases and anchors.
    written: usize,
    copied: usize,
}

struct Open {
    collection: Collection,
    anchor: Anchor,
    /// The number of values before this one.
    before: usize,
}

enum Collection {
    Map(OpenMap),
    List(Vec<Value>),
}

struct Anchored {
    value: Value,
    nodes: usize,
}

impl<'l> Builder<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            open: Vec::new(),
            anchors: HashMap::new(),
            root: None,
            duplicates: false,
            written: 0,
            copied: 0,
        }
    }

    fn take_event(&mut self, event: Event<'_>) -> Result<(), Stop> {
        let Event { kind, start, end } = event;
        match kind {
            Kind::NextDocument => Err(syntax(
                "the file has more than one YAML document",
                start,
                end,
            )),
            Kind::StartMap(anchor) => {
                self.start_collection(Collection::Map(OpenMap::default()), anchor, start)
            }
            Kind::StartList(anchor) => {
                self.start_collection(Collection::List(Vec::new()), anchor, start)
            }
            Kind::End => self.end_collection(start),
            Kind::Scalar(scalar, anchor) => self.take_scalar(scalar, anchor, start),
            Kind::Alias(anchor) => self.copy_alias(anchor, start, end),
        }
    }

    fn start_collection(
        &mut self,
        collection: Collection,
        anchor: Anchor,
        start: usize,
    ) -> Result<(), Stop> {
        if self.wants_key().is_some() {
            return Err(no_scalar(start, start + 1));
        }
        if self.open.len() >= self.limits.depth {
            return Err(Stop::too_deep(self.limits, start));
        }
        let before = self.written + self.copied;
        self.count_written(start)?;
        self.open.push(Open {
            collection,
            anchor,
            before,
        });
        Ok(())
    }

    fn end_collection(&mut self, at: usize) -> Result<(), Stop> {
        let Some(Open {
            collection,
            anchor,
            before,
        }) = self.open.pop()
        else {
            return Ok(());
        };
        let value = match collection {
            Collection::Map(map) => map.finish(),
            Collection::List(items) => Value::Array(items),
        };
        let nodes = self.written + self.copied - before;
        self.keep_anchored(anchor, &value, nodes, at)?;
        self.put(value);
        Ok(())
    }

    fn take_scalar(
        &mut self,
        scalar: Scalar<'_>,
        anchor: Anchor,
        start: usize,
    ) -> Result<(), Stop> {
        self.count_written(start)?;
        let is_key = self.wants_key().is_some();
        // A key is text whatever it looks like: `200:` and `true:` too.
        let value = if is_key {
            Value::String(scalar.text.into_owned())
        } else {
            resolve(scalar)
        };
        self.keep_anchored(anchor, &value, 1, start)?;
        if is_key {
            return self.set_key(value, start, start + 1);
        }
        self.put(value);
        Ok(())
    }

    fn copy_alias(&mut self, anchor: Anchor, start: usize, end: usize) -> Result<(), Stop> {
        let Some(nodes) = self.anchors.get(&anchor).map(|anchored| anchored.nodes) else {
            return Err(syntax(
                "the alias is inside the value that it refers to",
                start,
                end,
            ));
        };
        self.count_copied(nodes, start)?;
        let value = self.anchors[&anchor].value.clone();
        if self.wants_key().is_some() {
            return self.set_key(value, start, end);
        }
        self.put(value);
        Ok(())
    }

    /// The innermost collection, if it is a mapping whose next scalar is a key.
    fn wants_key(&mut self) -> Option<&mut OpenMap> {
        match self.open.last_mut().map(|open| &mut open.collection) {
            Some(Collection::Map(map)) if map.wants_key() => Some(map),
            _ => None,
        }
    }

    fn set_key(&mut self, key: Value, start: usize, end: usize) -> Result<(), Stop> {
        let limits = self.limits;
        let Value::String(key) = key else {
            return Err(no_scalar(start, end));
        };
        if key.len() > limits.key {
            return Err(Stop::too_long(limits, start));
        }
        if let Some(map) = self.wants_key() {
            map.set_key(key);
            if map.keys > limits.members {
                return Err(Stop::too_wide(limits, start));
            }
        }
        Ok(())
    }

    /// Adds a complete value to the innermost collection.
    fn put(&mut self, value: Value) {
        match self.open.last_mut().map(|open| &mut open.collection) {
            None => self.root = Some(value),
            Some(Collection::List(items)) => items.push(value),
            Some(Collection::Map(map)) => self.duplicates |= !map.put(value),
        }
    }

    /// Keeps a copy of a value for aliases of its anchor.
    fn keep_anchored(
        &mut self,
        anchor: Anchor,
        value: &Value,
        nodes: usize,
        at: usize,
    ) -> Result<(), Stop> {
        if anchor != 0 {
            self.count_copied(nodes, at)?;
            self.anchors.insert(
                anchor,
                Anchored {
                    value: value.clone(),
                    nodes,
                },
            );
        }
        Ok(())
    }

    fn count_written(&mut self, at: usize) -> Result<(), Stop> {
        self.written += 1;
        if self.written + self.copied > self.limits.nodes {
            return Err(Stop::too_many(self.limits, at));
        }
        Ok(())
    }

    /// Counts values that aliases add: a few hundred bytes of text can mean billions of values.
    fn count_copied(&mut self, nodes: usize, at: usize) -> Result<(), Stop> {
        self.copied += nodes;
        if self.written + self.copied > self.limits.nodes {
            return Err(Stop::too_many(self.limits, at));
        }
        if self.copied > ALIAS_ALLOWANCE + self.written * self.limits.alias_factor {
            let factor = self.limits.alias_factor;
            let message =
                format!("aliases make the document more than {factor} times as large as its text");
            return Err(Stop {
                code: Code::INPUT_TOO_LARGE,
                message,
                help: None,
                start: at,
                end: at + 1,
            });
        }
        Ok(())
    }
}

/// The number of values that aliases may add to any text, however small.
const ALIAS_ALLOWANCE: usize = 1000;

fn no_scalar(start: usize, end: usize) -> Stop {
    syntax(
        "a key must be a scalar, not a mapping or a list",
        start,
        end,
    )
}

fn syntax(message: &str, start: usize, end: usize) -> Stop {
    Stop {
        code: Code::YAML_SYNTAX,
        message: message.to_owned(),
        help: None,
        start,
        end,
    }
}
