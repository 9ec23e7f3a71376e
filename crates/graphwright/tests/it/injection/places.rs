//! The places of words in a document: the template with a word at each place, and what becomes of
//! that word in the output.

use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A document that has every place, as text.
pub(crate) const API: &str = include_str!("api.yaml");

static TEMPLATE: LazyLock<Value> =
    LazyLock::new(|| serde_yaml::from_str(API).expect("the template is YAML"));

/// The fates of the words that go on the wire; all others are shown, or decide something.
const FATES: &[(&str, Fate)] = &[
    ("atCat", Fate::Literal),
    ("atChoice", Fate::Literal),
    ("atChosen", Fate::Literal),
    ("atCookie", Fate::Literal),
    ("atDefault", Fate::Literal),
    ("atHeader", Fate::Literal),
    ("atInline", Fate::Literal),
    ("atItem", Fate::Literal),
    ("atKeyName", Fate::Literal),
    ("atKind", Fate::Literal),
    ("atMember", Fate::Literal),
    ("atObject", Fate::Literal),
    ("atParam", Fate::Literal),
    ("atPart", Fate::Literal),
    ("atServer", Fate::Part),
    ("atProperty", Fate::Literal),
    ("atQuery", Fate::Literal),
    ("atScope", Fate::Literal),
    ("atValue", Fate::Literal),
];

/// Words that nobody looks at. They share a place, as prose does: nothing can hide in it, since
/// neither is ever a reason to refuse a document.
const UNUSED: &[&str] = &[
    "atAnswerExample",
    "atContact",
    "atExample",
    "atExtension",
    "atExtensionKey",
    "atExtensionText",
    "atImport",
    "atInstall",
    "atLicense",
    "atQueryExample",
    "atVersion",
    "atXml",
];

/// Ends of the words that stand where prose does.
const PROSE: &[&str] = &["About", "Prose", "Summary", "Text", "Title"];

/// The fate of a word in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Some literal is the word.
    Literal,
    /// Some literal holds the word, as a part of something.
    Part,
    /// It need not be anywhere.
    Free,
}

/// A place, by the words that stand there in the template.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) words: Vec<&'static str>,
    pub(crate) fate: Fate,
}

/// The places of a template: every word that begins with `at` and a capital is one, but prose is one
/// together, and so is what nobody looks at.
pub(crate) fn spots(template: &'static str) -> Vec<Spot> {
    let is_place = |word: &&str| {
        let rest = word.strip_prefix("at").unwrap_or_default();
        rest.starts_with(|first: char| first.is_ascii_uppercase())
    };
    let words = template.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words: BTreeSet<&str> = words.filter(is_place).collect();
    let is_prose = |word: &&str| PROSE.iter().any(|end| word.ends_with(end));
    let (prose, words): (Vec<_>, Vec<_>) = words.into_iter().partition(is_prose);
    let (unused, words): (Vec<_>, Vec<_>) =
        words.into_iter().partition(|word| UNUSED.contains(word));
    let fate = |word: &str| FATES.iter().find(|(one, _)| *one == word);
    let alone = words.into_iter().map(|word| Spot {
        words: vec![word],
        fate: fate(word).map_or(Fate::Free, |(_, fate)| *fate),
    });
    let together = [prose, unused].map(|words| Spot {
        words,
        fate: Fate::Free,
    });
    alone
        .chain(together.into_iter().filter(|spot| !spot.words.is_empty()))
        .collect()
}

/// The template of documents with another word in some places: in texts, in keys, and in the references
/// to those.
pub(crate) fn document(words: &[&str], payload: &str) -> String {
    let start = TEMPLATE.clone();
    let document = words
        .iter()
        .fold(start, |document, word| in_value(&document, word, payload));
    document.to_string()
}

fn in_value(value: &Value, word: &str, payload: &str) -> Value {
    match value {
        Value::String(text) if text.starts_with("#/") => {
            replaced(text, word, &in_pointer(payload)).into()
        }
        Value::String(text) => replaced(text, word, payload).into(),
        Value::Array(items) => items
            .iter()
            .map(|item| in_value(item, word, payload))
            .collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, member)| {
                (
                    replaced(key, word, payload),
                    in_value(member, word, payload),
                )
            })
            .collect(),
        other => other.clone(),
    }
}

/// The text with a word replaced where it stands alone: `atTag` is not part of `atTagText`.
pub(crate) fn replaced(text: &str, word: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = rest.find(word) {
        let (before, after) = (&rest[..found], &rest[found + word.len()..]);
        out.push_str(before);
        let alone = !after.starts_with(|next: char| next.is_ascii_alphanumeric());
        out.push_str(if alone { by } else { word });
        rest = after;
    }
    out + rest
}

/// A key in a pointer in a URL (RFC 6901, section 6).
fn in_pointer(key: &str) -> String {
    let escaped = key.replace('~', "~0").replace('/', "~1");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'~';
    escaped
        .bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
