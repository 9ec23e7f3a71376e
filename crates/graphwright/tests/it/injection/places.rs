//! Where the words of a document go: the template with a word at each place, and what becomes of
//! that word in the output.

use serde_json::Value;
use std::sync::LazyLock;

/// A document that has every place.
pub(crate) static TEMPLATE: LazyLock<Value> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("api.yaml")).expect("the template is YAML"));

/// What becomes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It goes on the wire, so some literal is the word.
    Literal,
    /// It goes on the wire as a part of something, so some literal holds the word.
    Part,
    /// It is shown, or decides something, or nobody looks at it.
    Other,
}

/// The word of each place in the template, and what becomes of it.
pub(crate) const PLACES: &[(&str, Fate)] = &[];

/// The template with another word in a place: in texts, in keys, and in the references to those.
pub(crate) fn document(word: &str, payload: &str) -> String {
    replaced(&TEMPLATE, word, payload).to_string()
}

fn replaced(value: &Value, word: &str, payload: &str) -> Value {
    match value {
        Value::String(text) if text.starts_with("#/") => {
            text.replace(word, &in_pointer(payload)).into()
        }
        Value::String(text) => text.replace(word, payload).into(),
        Value::Array(items) => items.iter().map(|item| replaced(item, word, payload)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, member)| (key.replace(word, payload), replaced(member, word, payload)))
            .collect(),
        other => other.clone(),
    }
}

/// A key in a pointer in a URL (RFC 6901, section 6).
fn in_pointer(key: &str) -> String {
    let escaped = key.replace('~', "~0").replace('/', "~1");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'~';
    escaped
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
