//! Lists of types, and the type `null`.

use super::super::keys;
use serde_json::{Map, Value, json};

/// `[string, null]` becomes `type: string, nullable: true`; several types become an extension.
pub(super) fn normalise(members: &mut Map<String, Value>) {
    let names: Vec<&str> = match members.get("type") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(name)) if name == "null" => vec!["null"],
        _ => return,
    };
    let null = names.contains(&"null");
    let others: Vec<&str> = names.into_iter().filter(|name| *name != "null").collect();
    let (name, several) = match *others {
        [] => (None, null.then(|| json!(["null"]))),
        [one] => (Some(json!(one)), None),
        _ => (None, Some(json!(others))),
    };
    match name {
        Some(name) => members.insert("type".to_owned(), name),
        None => members.shift_remove("type"),
    };
    if null {
        members.insert("nullable".to_owned(), Value::Bool(true));
    }
    if let Some(several) = several {
        if several == json!(["null"]) {
            members.insert("enum".to_owned(), json!([null]));
        }
        members.insert(keys::TYPES.to_owned(), several);
    }
}
