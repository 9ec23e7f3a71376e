//! Branches that only mean "or null", and boolean schemas.

use super::super::keys;
use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value, json};

/// `true` is the empty schema, `false` the one that no value matches.
pub(super) fn from_flag(flag: bool) -> Value {
    if flag {
        json!({ keys::ANYTHING: true })
    } else {
        json!({ "not": {}, keys::NEVER: true })
    }
}

/// `oneOf: [X, {type: null}]` becomes `allOf: [X], nullable: true`; with more branches, the null is removed too.
pub(super) fn normalise(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(branches)) = members.get_mut(keyword) else {
            continue;
        };
        if branches.len() < 2 || !branches.iter().any(is_null) || branches.iter().all(is_null) {
            continue;
        }
        let place = pointer::join(at, keyword);
        let kept: Vec<(usize, Value)> = std::mem::take(branches)
            .into_iter()
            .enumerate()
            .filter(|(_, branch)| !is_null(branch))
            .collect();
        let rename = kept.len() == 1 && !members.contains_key("allOf");
        let name = if rename { "allOf" } else { keyword };
        let new_place = pointer::join(at, name);
        for (new, (old, _)) in kept.iter().enumerate() {
            if rename || new != *old {
                moves.note_moved(
                    pointer::index(&place, *old),
                    pointer::index(&new_place, new),
                );
            }
        }
        if rename {
            members.shift_remove(keyword);
        }
        members.insert(
            name.to_owned(),
            kept.into_iter().map(|(_, branch)| branch).collect(),
        );
        members.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// Returns whether a branch allows `null` and nothing else.
fn is_null(branch: &Value) -> bool {
    let Value::Object(members) = branch else {
        return false;
    };
    let only = |value: &Value| matches!(value, Value::Array(items) if matches!(&**items, [item] if item.is_null()));
    let name = members.get("type");
    name.is_some_and(|name| *name == "null" || *name == json!(["null"]))
        || (name.is_none()
            && (members.get("const") == Some(&Value::Null)
                || members.get("enum").is_some_and(only)))
}
