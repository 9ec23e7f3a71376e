//! `$defs` (formerly `definitions`): definitions within a schema become components.

use super::super::grammar::Kind;
use super::super::pointer_map::Moves;
use super::super::walk::Visit;
use crate::pointer;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet, VecDeque};

/// The definitions that were moved out of their schemas and are to become components.
pub(super) struct Defs {
    names: HashSet<String>,
    /// The last number appended to a name.
    numbers: HashMap<String, usize>,
    waiting: VecDeque<(String, Value)>,
}

impl Defs {
    pub(super) fn new(tree: &Value) -> Self {
        let schemas = pointer::get(tree, "#/components/schemas").and_then(Value::as_object);
        let names = schemas.into_iter().flat_map(Map::keys).cloned().collect();
        Self {
            names,
            numbers: HashMap::new(),
            waiting: VecDeque::new(),
        }
    }

    pub(super) fn next(&mut self) -> Option<(String, Value)> {
        self.waiting.pop_front()
    }

    /// Moves the definitions out of the schema at `at`.
    pub(super) fn move_definitions(
        &mut self,
        members: &mut Map<String, Value>,
        at: &str,
        moves: &mut Moves,
    ) {
        for keyword in ["$defs", "definitions"] {
            let Some(Value::Object(definitions)) = members.shift_remove(keyword) else {
                continue;
            };
            let place = pointer::join(at, keyword);
            for (key, schema) in definitions {
                let name = self.name(&key, at);
                moves.note_moved(
                    pointer::join(&place, &key),
                    pointer::join("#/components/schemas", &name),
                );
                self.waiting.push_back((name, schema));
            }
        }
    }

    /// The key itself if it is free, else with the name of the schema around it.
    fn name(&mut self, key: &str, at: &str) -> String {
        let around = pointer::split(at).map(|(_, key)| key).unwrap_or_default();
        let longer = format!("{around}_{key}");
        if let Some(free) = [key, &longer]
            .into_iter()
            .find(|name| !self.names.contains(*name))
        {
            self.names.insert(free.to_owned());
            return free.to_owned();
        }
        let number = self.numbers.entry(longer.clone()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{longer}_{number}");
            if self.names.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// Adds a definition to the components.
pub(super) fn place(tree: &mut Value, name: String, schema: Value) {
    let Value::Object(root) = tree else { return };
    let components = root.entry("components").or_insert_with(|| json!({}));
    let Value::Object(components) = components else {
        return;
    };
    if let Value::Object(schemas) = components.entry("schemas").or_insert_with(|| json!({})) {
        schemas.insert(name, schema);
    }
}

/// Updates references to values that moved.
pub(super) struct Retarget<'m>(pub &'m Moves);

impl Visit for Retarget<'_> {
    fn object(&mut self, members: &mut Map<String, Value>, _: &'static Kind, _: &str) {
        if let Some(Value::String(target)) = members.get_mut("$ref")
            && let Some(moved) = self.0.current(target)
        {
            *target = moved;
        }
    }
}
