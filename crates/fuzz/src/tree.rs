//! Mutations of JSON: parts change places, are wrapped, renamed or removed, and references lead elsewhere. The result is
//! still JSON, and closer to a document than mutated text.

use crate::random::Rng;
use graphwright_source::pointer;
use serde_json::{Value, json};

/// Mutates a value a few times, with words of a dictionary.
pub(crate) fn mutate(value: &mut Value, dictionary: &[&str], rng: &mut Rng) {
    for _ in 0..=rng.below(5) {
        let donor = rng.below(count(value));
        let donor = nth(value, donor).cloned().unwrap_or_default();
        let target = rng.below(count(value));
        let names = schema_names(value);
        if let Some(part) = nth(value, target) {
            mutate_part(part, donor, &names, dictionary, rng);
        }
    }
}

fn mutate_part(
    part: &mut Value,
    donor: Value,
    names: &[String],
    dictionary: &[&str],
    rng: &mut Rng,
) {
    match rng.below(8) {
        0 => *part = donor,
        1 => *part = random_reference(names, rng),
        2 => *part = wrap(part, &donor, rng),
        3 => *part = random_scalar(dictionary, rng),
        4 => remove_member(part, rng),
        5 => rename_member(part, dictionary, rng),
        6 => add_member(part, donor, dictionary, rng),
        _ => repeat_items(part, rng),
    }
}

/// The names of the document's schemas.
fn schema_names(value: &Value) -> Vec<String> {
    let schemas = value
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    schemas
        .map(|schemas| schemas.keys().cloned().collect())
        .unwrap_or_default()
}

fn random_reference(names: &[String], rng: &mut Rng) -> Value {
    let name = rng.pick(names).map_or("Nothing", String::as_str);
    let inside = ["", "", "", "/properties/id", "/items", "/allOf/0"];
    let inside = rng.pick(&inside).copied().unwrap_or_default();
    let target = pointer::join("#/components/schemas", name);
    json!({ "$ref": format!("{target}{inside}") })
}

fn wrap(part: &Value, donor: &Value, rng: &mut Rng) -> Value {
    match rng.below(8) {
        0 => json!({ "allOf": [part, donor] }),
        1 => json!({ "oneOf": [part, donor] }),
        2 => json!({ "anyOf": [donor, part, { "type": "null" }] }),
        3 => json!({ "type": "array", "items": part }),
        4 => json!({ "type": "object", "additionalProperties": part }),
        5 => json!({ "type": "object", "properties": { "part": part, "type": donor } }),
        6 => json!({ "not": part }),
        _ => json!([part, donor]),
    }
}

fn random_scalar(dictionary: &[&str], rng: &mut Rng) -> Value {
    match rng.below(8) {
        0 => Value::Null,
        1 => json!(rng.below(2) == 0),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!(u64::MAX),
        5 => json!({}),
        6 => json!([]),
        _ => json!(rng.pick(dictionary)),
    }
}

fn remove_member(part: &mut Value, rng: &mut Rng) {
    match part {
        Value::Object(members) => {
            let key = members.keys().nth(rng.below(members.len())).cloned();
            key.and_then(|key| members.shift_remove(&key));
        }
        Value::Array(items) if !items.is_empty() => drop(items.remove(rng.below(items.len()))),
        other => *other = Value::Null,
    }
}

fn rename_member(part: &mut Value, dictionary: &[&str], rng: &mut Rng) {
    if let Value::Object(members) = part {
        let key = members.keys().nth(rng.below(members.len())).cloned();
        if let (Some(key), Some(new)) = (key, rng.pick(dictionary))
            && let Some(member) = members.shift_remove(&key)
        {
            members.insert((*new).to_owned(), member);
        }
    }
}

fn add_member(part: &mut Value, donor: Value, dictionary: &[&str], rng: &mut Rng) {
    match part {
        Value::Object(members) => {
            let key = rng.pick(dictionary).copied().unwrap_or("new");
            members.insert(key.to_owned(), donor);
        }
        Value::Array(items) => items.push(donor),
        Value::String(text) => text.push_str(rng.pick(dictionary).copied().unwrap_or_default()),
        _ => {}
    }
}

fn repeat_items(part: &mut Value, rng: &mut Rng) {
    if let Value::Array(items) = part {
        let original = items.clone();
        for _ in 0..rng.below(8) {
            items.extend_from_slice(&original);
        }
    }
}

/// The number of values in a value, including itself.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value with a number, counted as [`count`] does.
fn nth(value: &mut Value, number: usize) -> Option<&mut Value> {
    if number == 0 {
        return Some(value);
    }
    let mut left = number - 1;
    let parts: Box<dyn Iterator<Item = &mut Value>> = match value {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(members) => Box::new(members.values_mut()),
        _ => return None,
    };
    for part in parts {
        let size = count(part);
        if left < size {
            return nth(part, left);
        }
        left -= size;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_number() {
        let mut value = json!({ "a": [1, { "b": 2 }], "c": 3 });
        let all: Vec<_> = (0..count(&value))
            .map(|n| nth(&mut value, n).cloned())
            .collect();
        let shown: Vec<_> = all.iter().flatten().map(ToString::to_string).collect();
        assert_eq!(shown.len(), 6, "{shown:?}");
        assert_eq!(shown[2..], ["1", "{\"b\":2}", "2", "3"]);
        assert_eq!(nth(&mut value, 6), None);
    }
}
