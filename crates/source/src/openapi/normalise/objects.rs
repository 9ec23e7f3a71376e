//! Objects other than schemas: what 3.1 allows to miss, and what 3.0 cannot hold.

use super::super::grammar::Kind;
use super::super::keys;
use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value, json};

/// Brings one object into the 3.0 form.
pub(super) fn normalise(members: &mut Map<String, Value>, kind: &'static Kind) {
    if members.contains_key("$ref") {
        return;
    }
    match kind.section {
        Some("responses") => {
            members.entry("description").or_insert_with(|| json!(""));
        }
        Some("requestBodies") => {
            // Of a body whose content is not described, all is known that it has bytes.
            members
                .entry("content")
                .or_insert_with(|| json!({ "*/*": {} }));
        }
        Some("securitySchemes") => mutual_tls(members),
        _ if kind.noun == "an operation" => {
            members.entry("responses").or_insert_with(|| json!({}));
            callback_refs(members);
        }
        _ => fill(members, kind.noun),
    }
}

/// Makes the value of a keyword.
type Make = fn() -> Value;

/// What a keyword says that should be there and is not, by the kind of object ([`Kind::noun`]).
const DEFAULTS: &[(&str, &str, Make)] = &[
    ("the document", "paths", || json!({})),
    (
        "the document",
        "info",
        || json!({ "title": TITLE, "version": VERSION }),
    ),
    ("the info", "title", || json!(TITLE)),
    ("the info", "version", || json!(VERSION)),
    // The specification's own default of `servers`.
    ("a server", "url", || json!("/")),
    ("an implicit OAuth flow", "authorizationUrl", || json!("")),
    ("an implicit OAuth flow", "scopes", || json!({})),
    ("an OAuth flow by token", "tokenUrl", || json!("")),
    ("an OAuth flow by token", "scopes", || json!({})),
    (
        "an OAuth flow by authorisation code",
        "authorizationUrl",
        || json!(""),
    ),
    ("an OAuth flow by authorisation code", "tokenUrl", || {
        json!("")
    }),
    (
        "an OAuth flow by authorisation code",
        "scopes",
        || json!({}),
    ),
];

/// The title of a document that has none.
const TITLE: &str = "API";

/// The version of a document that has none.
const VERSION: &str = "0";

/// Puts in what should be there, so that later stages need not do without.
fn fill(members: &mut Map<String, Value>, noun: &str) {
    for (_, key, value) in DEFAULTS.iter().filter(|(kind, ..)| *kind == noun) {
        members.entry(*key).or_insert_with(value);
    }
    if noun == "a server variable" && !members.contains_key("default") {
        let first = members
            .get("enum")
            .and_then(|values| values.get(0))
            .cloned();
        members.insert("default".to_owned(), first.unwrap_or_else(|| json!("")));
    }
}

/// `webhooks` of 3.1 as an extension.
pub(super) fn webhooks(tree: &mut Value, moves: &mut Moves) {
    let Value::Object(root) = tree else { return };
    if let Some(webhooks) = root.shift_remove("webhooks") {
        root.insert(keys::WEBHOOKS.to_owned(), webhooks);
        moves.note_moved(
            "#/webhooks".to_owned(),
            pointer::join(pointer::ROOT, keys::WEBHOOKS),
        );
    }
}

/// `mutualTLS` of 3.1 as a scheme of `http` with a mark.
fn mutual_tls(members: &mut Map<String, Value>) {
    if members.get("type") == Some(&json!("mutualTLS")) {
        members.insert("type".to_owned(), json!("http"));
        members.insert("scheme".to_owned(), json!("mutual-tls"));
        members.insert(keys::MUTUAL_TLS.to_owned(), Value::Bool(true));
    }
}

/// Callbacks that are references as an extension of their operation.
fn callback_refs(members: &mut Map<String, Value>) {
    let Some(Value::Object(callbacks)) = members.get_mut("callbacks") else {
        return;
    };
    let mut refs = Map::new();
    callbacks.retain(|name, callback| match callback.get("$ref") {
        Some(target) => {
            refs.insert(name.clone(), target.clone());
            false
        }
        None => true,
    });
    if !refs.is_empty() {
        members.insert(keys::CALLBACK_REFS.to_owned(), Value::Object(refs));
    }
}
