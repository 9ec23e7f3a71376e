//! Application of the repairs that the checks found.

use super::super::findings::{Change, Repair};
use crate::pointer;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Applies repairs to the tree: first removals, for each parent at once, then the others. So a value that replaces
/// a removed one stays, and a repair below a removed one is dropped.
pub(crate) fn apply(tree: &mut Value, repairs: Vec<Repair>) {
    let is_removal = |repair: &Repair| matches!(repair.change, Change::Remove);
    let (removals, others): (Vec<_>, Vec<_>) = repairs.into_iter().partition(is_removal);
    remove(tree, &removals);
    for Repair { pointer, change } in others {
        let Some((parent, key)) = pointer::split(&pointer) else {
            continue;
        };
        match change {
            Change::Remove => {}
            Change::Add(value) => add(tree, parent, &key, value),
            Change::Put(value) => put(tree, parent, &key, value),
        }
    }
}

fn remove(tree: &mut Value, removals: &[Repair]) {
    let mut keys: HashMap<&str, HashSet<Cow<'_, str>>> = HashMap::new();
    for (parent, key) in removals
        .iter()
        .filter_map(|one| pointer::split(&one.pointer))
    {
        keys.entry(parent).or_default().insert(key);
    }
    for (parent, keys) in keys {
        if let Some(members) = object(tree, parent) {
            members.retain(|key, _| !keys.contains(key.as_str()));
        }
    }
}

fn add(tree: &mut Value, parent: &str, key: &str, value: Value) {
    let Some(members) = object(tree, parent) else {
        return;
    };
    let list = members
        .entry(key)
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(items) = list {
        items.push(value);
    }
}

fn put(tree: &mut Value, parent: &str, key: &str, value: Value) {
    match node(tree, parent) {
        Some(Value::Object(members)) => {
            members.insert(key.to_owned(), value);
        }
        Some(Value::Array(items)) => {
            if let Some(item) = key
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get_mut(index))
            {
                *item = value;
            }
        }
        _ => {}
    }
}

fn object<'t>(tree: &'t mut Value, pointer: &str) -> Option<&'t mut Map<String, Value>> {
    node(tree, pointer)?.as_object_mut()
}

fn node<'t>(tree: &'t mut Value, pointer: &str) -> Option<&'t mut Value> {
    tree.pointer_mut(pointer.strip_prefix('#').unwrap_or(pointer))
}
