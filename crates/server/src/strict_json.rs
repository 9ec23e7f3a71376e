//! Strict parsing of JSON from outside.
//!
//! In addition to the JSON library, which limits nesting to 128 levels, objects with duplicate keys
//! are refused. RFC 8259 section 4 leaves their meaning open, so programs before and after this one
//! may use different members, which would allow callers to bypass checks.

use graphwright_wire::json::{Borrowed, Member, Number};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;
use serde_json::de::Read;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// An error of parsing JSON. It contains no part of the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub(crate) code: &'static str,
    pub(crate) message: Cow<'static, str>,
}

/// Parses one JSON value.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    parse_borrowed(bytes).map(Value::from)
}

/// Parses one JSON value whose strings are borrowed from the bytes.
pub(crate) fn parse_borrowed(bytes: &[u8]) -> Result<Borrowed<'_>, JsonError> {
    // Checking UTF-8 once for all bytes is faster than for each string.
    match str::from_utf8(bytes) {
        Ok(text) => parse_with(serde_json::Deserializer::from_str(text)),
        Err(_) => parse_with(serde_json::Deserializer::from_slice(bytes)),
    }
}

/// Decodes a type from JSON that was checked before.
pub(crate) fn decode_checked<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    match str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

fn parse_with<'de, R: Read<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
) -> Result<Borrowed<'de>, JsonError> {
    let mut duplicate = false;
    let value = Strict {
        duplicate: &mut duplicate,
    }
    .deserialize(&mut deserializer)
    .and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| {
        // The library's message may quote the text, so that only its position is used.
        let position = format!("line {} column {}", error.line(), error.column());
        if duplicate {
            JsonError {
                code: "duplicate-key",
                message: format!("has a duplicate key at {position}").into(),
            }
        } else {
            JsonError {
                code: "malformed",
                message: format!("is not valid JSON at {position}").into(),
            }
        }
    })
}

/// Deserializes one JSON value strictly, for the claims of tokens.
#[cfg(feature = "jwt")]
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    let strict = Strict {
        duplicate: &mut false,
    };
    strict.deserialize(deserializer).map(Value::from)
}

/// Deserializes a value, and records whether it failed because of a duplicate key.
struct Strict<'d> {
    duplicate: &'d mut bool,
}

impl Strict<'_> {
    /// The seed for a nested value.
    fn nested(&mut self) -> Strict<'_> {
        Strict {
            duplicate: self.duplicate,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Borrowed<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Borrowed<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Borrowed<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Borrowed<'de>, E> {
        Ok(Borrowed::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Borrowed<'de>, E> {
        Ok(Borrowed::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Borrowed<'de>, E> {
        Ok(Borrowed::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Borrowed<'de>, E> {
        Ok(Borrowed::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Borrowed<'de>, E> {
        // JSON numbers are finite.
        Ok(Number::from_f64(value).map_or(Borrowed::Null, Borrowed::Number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Borrowed<'de>, E> {
        Text.visit_borrowed_str(text).map(Borrowed::String)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Borrowed<'de>, E> {
        Text.visit_str(text).map(Borrowed::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Borrowed<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.nested())? {
            list.push(item);
        }
        Ok(Borrowed::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Borrowed<'de>, A::Error> {
        let mut object = Vec::new();
        let mut keys = HashSet::new();
        while let Some(key) = members.next_key_seed(Text)? {
            let value = members.next_value_seed(self.nested())?;
            object.push((key, value));
            if has_duplicate_last_key(&object, &mut keys) {
                *self.duplicate = true;
                return Err(Error::custom("duplicate key"));
            }
        }
        Ok(Borrowed::Object(object))
    }
}

/// The number of keys up to which comparing them is faster than hashing.
const FEW: usize = 16;

/// Returns whether the key of the last member is that of an earlier one. `keys` is only filled for
/// objects with more than a few members.
fn has_duplicate_last_key<'de>(object: &[Member<'de>], keys: &mut HashSet<Cow<'de, str>>) -> bool {
    let Some(((last, _), before)) = object.split_last() else {
        return false;
    };
    if before.len() < FEW {
        return before.iter().any(|(key, _)| key == last);
    }
    if keys.is_empty() {
        keys.extend(before.iter().map(|(key, _)| key.clone()));
    }
    !keys.insert(last.clone())
}

/// Deserializes a string, borrowed unless it has escapes.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use serde_json::json;

    fn check(text: &str, code: &str, message: &str) {
        let error = parse(text.as_bytes()).expect_err(text);
        assert_eq!(
            (error.code, error.message.as_ref()),
            (code, message),
            "{text}"
        );
    }

    #[test]
    fn parses_valid_json() {
        let value = json!({ "a": [null, true, -1, u64::MAX, 1.5, "ä\n", {}], "b": { "a": 0 } });
        assert_eq!(parse(value.to_string().as_bytes()), Ok(value));
    }

    #[test]
    fn finds_a_duplicate_key_among_many() {
        let object = |keys: &[usize]| {
            let members = keys.iter().map(|key| format!("\"\\u006bey{key}\":0"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        };
        for many in [1, 15, 16, 17, 40] {
            let mut keys: Vec<usize> = (0..many).collect();
            assert!(parse(object(&keys).as_bytes()).is_ok(), "{many}");
            for again in [0, many / 2, many - 1] {
                keys.push(again);
                let error = parse(object(&keys).as_bytes()).map_err(|error| error.code);
                assert_eq!(error, Err("duplicate-key"), "{again} of {many}");
                keys.pop();
            }
        }
    }

    #[test]
    fn errors_have_a_position_and_no_text() {
        check("", "malformed", "is not valid JSON at line 1 column 0");
        check(
            "{\"password\": hunter2}",
            "malformed",
            "is not valid JSON at line 1 column 14",
        );
        check(
            "{}\n{}",
            "malformed",
            "is not valid JSON at line 2 column 1",
        );
        check(
            "\"\u{1}\"",
            "malformed",
            "is not valid JSON at line 1 column 2",
        );
        check(
            "{\"a\": {\"b\": 1, \"b\": 2}}",
            "duplicate-key",
            "has a duplicate key at line 1 column 22",
        );
        assert!(parse(b"\"\xff\"").is_err());
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
