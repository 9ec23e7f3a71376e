//! JSON text to a value, by `serde_json` and a visitor that enforces the limits.

use super::stop::Stop;
use super::tree::Tree;
use crate::diagnostic::Code;
use crate::limits::Limits;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::fmt;

/// Reads a text that holds one value.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Tree, Stop> {
    let mut state = State {
        limits,
        nodes: 0,
        duplicates: false,
        exceeded: None,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The reader's own depth limit (128) stays on: it guards the stack whatever our limit is.
    let value = Branch {
        state: &mut state,
        depth: 0,
    }
    .deserialize(&mut deserializer)
    .and_then(|value| deserializer.end().map(|()| value));
    match value {
        Ok(value) => Ok(Tree {
            value,
            has_duplicates: state.duplicates,
        }),
        Err(error) => Err(stop(text, &state, &error)),
    }
}

struct State<'l> {
    limits: &'l Limits,
    nodes: usize,
    duplicates: bool,
    exceeded: Option<Exceeded>,
}

/// The limit that was exceeded.
enum Exceeded {
    Depth,
    Key,
    Members,
    Nodes,
}

impl State<'_> {
    fn count<E: Error>(&mut self, depth: usize) -> Result<(), E> {
        self.nodes += 1;
        if depth > self.limits.depth {
            Err(self.fail(Exceeded::Depth))
        } else if self.nodes > self.limits.nodes {
            Err(self.fail(Exceeded::Nodes))
        } else {
            Ok(())
        }
    }

    /// Stops the reader, which does not know the reason.
    fn fail<E: Error>(&mut self, exceeded: Exceeded) -> E {
        self.exceeded = Some(exceeded);
        E::custom("limit")
    }
}

/// Reads one value at a depth.
struct Branch<'s, 'l> {
    state: &'s mut State<'l>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Branch<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Branch<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let Self { state, depth } = self;
        let depth = depth + 1;
        let mut items = Vec::new();
        state.count(depth)?;
        while let Some(item) = access.next_element_seed(Branch { state, depth })? {
            state.count(0)?;
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let Self { state, depth } = self;
        let depth = depth + 1;
        let mut members = Map::new();
        let mut keys = 0;
        state.count(depth)?;
        while let Some(key) = access.next_key::<String>()? {
            if key.len() > state.limits.key {
                return Err(state.fail(Exceeded::Key));
            }
            let value = access.next_value_seed(Branch { state, depth })?;
            state.count(0)?;
            match members.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(_) => state.duplicates = true,
            }
            keys += 1;
            if keys > state.limits.members {
                return Err(state.fail(Exceeded::Members));
            }
        }
        Ok(Value::Object(members))
    }
}

fn stop(text: &str, state: &State<'_>, error: &serde_json::Error) -> Stop {
    let start = offset(text, error.line(), error.column());
    match state.exceeded {
        Some(Exceeded::Depth) => Stop::too_deep(state.limits, start),
        Some(Exceeded::Key) => Stop::too_long(state.limits, start),
        Some(Exceeded::Members) => Stop::too_wide(state.limits, start),
        Some(Exceeded::Nodes) => Stop::too_many(state.limits, start),
        None => {
            let whole = error.to_string();
            // The message does not repeat the place.
            let message = whole
                .rsplit_once(" at line ")
                .map_or(&*whole, |(message, _)| message)
                .to_owned();
            let end = text[start..]
                .chars()
                .next()
                .map_or(start, |c| start + c.len_utf8());
            Stop {
                code: Code::JSON_SYNTAX,
                message,
                help: None,
                start,
                end,
            }
        }
    }
}

/// The byte at a line and column (in bytes) of `serde_json`, moved back to a character's start.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(nth) => text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .nth(nth)
            .map_or(0, |(at, _)| at + 1),
    };
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
