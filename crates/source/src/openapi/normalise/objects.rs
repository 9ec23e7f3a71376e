//! Objects other than schemas: keywords that 3.1 allows to omit, and those that 3.0 does not have.

use super::super::grammar::Kind;
use super::super::keys;
use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value, json};

/// Translates one object to the 3.0 dialect.
pub(super) fn normalise(members: &mut Map<String, Value>, kind: &'static Kind) {
    if members.contains_key("$ref") {
        return;
    }
    match kind.section {
        Some("responses") => {
            members.entry("description").or_insert_with(|| json!(""));
        }
        Some("requestBodies") => {
            // A body without a description of its content is bytes.
            members
                .entry("content")
                .or_insert_with(|| json!({ "*/*": {} }));
        }
        Some("securitySchemes") => translate_mutual_tls(members),
        _ if kind.noun == "an operation" => {
            members.entry("responses").or_insert_with(|| json!({}));
            move_callback_refs(members);
        }
        _ => add_defaults(members, kind.noun),
    }
}

/// Makes the value of a keyword.
type Make = fn() -> Value;

/// The defaults of keywords that should be present, by the kind of object ([`Kind::noun`]).
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

/// The title of a document without one.
const TITLE: &str = "API";

/// The version of a document without one.
const VERSION: &str = "0";

/// Adds the defaults of keywords that should be present.
fn add_defaults(members: &mut Map<String, Value>, noun: &str) {
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

/// Renames `webhooks` of 3.1 to an extension.
pub(super) fn rename_webhooks(tree: &mut Value, moves: &mut Moves) {
    let Value::Object(root) = tree else { return };
    if let Some(webhooks) = root.shift_remove("webhooks") {
        root.insert(keys::WEBHOOKS.to_owned(), webhooks);
        moves.note_moved(
            "#/webhooks".to_owned(),
            pointer::join(pointer::ROOT, keys::WEBHOOKS),
        );
    }
}

/// Translates `mutualTLS` of 3.1 to a scheme of type `http` with an extension.
fn translate_mutual_tls(members: &mut Map<String, Value>) {
    if members.get("type") == Some(&json!("mutualTLS")) {
        members.insert("type".to_owned(), json!("http"));
        members.insert("scheme".to_owned(), json!("mutual-tls"));
        members.insert(keys::MUTUAL_TLS.to_owned(), Value::Bool(true));
    }
}

/// Moves callbacks that are references to an extension of their operation.
fn move_callback_refs(members: &mut Map<String, Value>) {
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
