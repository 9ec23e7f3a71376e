//! Applies what the checks found to mend.

use super::super::findings::{Change, Repair};
use crate::pointer;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Changes the tree: first what is to be put, then what is to be left out, each parent at once.
pub(in super::super) fn apply(tree: &mut Value, repairs: Vec<Repair>) {
    let mut removals: HashMap<String, HashSet<String>> = HashMap::new();
    for Repair { pointer, change } in repairs {
        let Some((parent, key)) = pointer::split(&pointer) else {
            continue;
        };
        match change {
            Change::Remove => {
                removals
                    .entry(parent.to_owned())
                    .or_default()
                    .insert(key.into_owned());
            }
            Change::Put(value) => put(tree, parent, &key, value),
        }
    }
    for (parent, keys) in removals {
        if let Some(members) = object(tree, &parent) {
            members.retain(|key, _| !keys.contains(key));
        }
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
