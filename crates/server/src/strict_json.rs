//! JSON that came from outside.
//!
//! Stricter than the JSON library's own reading in one point: an object with the same key twice is
//! refused (RFC 8259 section 4 leaves it open). Programs in front of and behind this one may take
//! different ones of the two, which is how checks are got around. Nesting beyond 128 levels is
//! refused by the library.

use graphwright_wire::json::{Borrowed, Member, Number};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;
use serde_json::de::Read;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// Why bytes are not taken as JSON. It has no part of them, apart from a key that came twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub(crate) code: &'static str,
    pub(crate) message: Cow<'static, str>,
}

/// Reads one JSON value that is kept.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    borrow(bytes).map(Value::from)
}

/// Reads one JSON value whose strings are in the bytes.
pub(crate) fn borrow(bytes: &[u8]) -> Result<Borrowed<'_>, JsonError> {
    // Looking at all bytes at once is quicker than looking at each string of its own.
    match str::from_utf8(bytes) {
        Ok(text) => read(serde_json::Deserializer::from_str(text)),
        Err(_) => read(serde_json::Deserializer::from_slice(bytes)),
    }
}

/// Reads a type from JSON that was read before.
pub(crate) fn typed<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    match str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

fn read<'de, R: Read<'de>>(
    mut deserializer: serde_json::Deserializer<R>,
) -> Result<Borrowed<'de>, JsonError> {
    let mut duplicate = false;
    let value = Strict {
        duplicate: &mut duplicate,
    }
    .deserialize(&mut deserializer)
    .and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| {
        // The library's message may quote the text, so that only its place is taken.
        let place = format!("line {} column {}", error.line(), error.column());
        if duplicate {
            JsonError {
                code: "duplicate-key",
                message: format!("has a key twice in one object, at {place}").into(),
            }
        } else {
            JsonError {
                code: "malformed",
                message: format!("must be JSON, but is not at {place}").into(),
            }
        }
    })
}

/// Reads one JSON value of another reader's, for claims of tokens.
#[cfg(feature = "jwt")]
pub(crate) fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    let strict = Strict {
        duplicate: &mut false,
    };
    strict.deserialize(deserializer).map(Value::from)
}

/// Reads a value and says whether it failed because of a key that came twice.
struct Strict<'d> {
    duplicate: &'d mut bool,
}

impl Strict<'_> {
    /// The same for what is inside.
    fn inner(&mut self) -> Strict<'_> {
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
        // JSON has no number that is not finite.
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
        while let Some(item) = items.next_element_seed(self.inner())? {
            list.push(item);
        }
        Ok(Borrowed::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Borrowed<'de>, A::Error> {
        let mut object = Vec::new();
        let mut keys = HashSet::new();
        while let Some(key) = members.next_key_seed(Text)? {
            let value = members.next_value_seed(self.inner())?;
            object.push((key, value));
            if last_came_before(&object, &mut keys) {
                *self.duplicate = true;
                return Err(Error::custom("duplicate key"));
            }
        }
        Ok(Borrowed::Object(object))
    }
}

/// So many keys are looked through faster than they are hashed.
const FEW: usize = 16;

/// Whether the last member's key is that of one before. The `keys` are only kept of an object that has
/// more than a few.
fn last_came_before<'de>(object: &[Member<'de>], keys: &mut HashSet<Cow<'de, str>>) -> bool {
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

/// Reads a string, which stays where it is unless it has escapes.
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
    fn reads_what_the_library_reads() {
        let value = json!({ "a": [null, true, -1, u64::MAX, 1.5, "ä\n", {}], "b": { "a": 0 } });
        assert_eq!(parse(value.to_string().as_bytes()), Ok(value));
    }

    #[test]
    fn finds_a_key_that_came_twice_among_many() {
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
    fn says_where_it_is_broken_without_quoting_it() {
        check(
            "",
            "malformed",
            "must be JSON, but is not at line 1 column 0",
        );
        check(
            "{\"password\": hunter2}",
            "malformed",
            "must be JSON, but is not at line 1 column 14",
        );
        check(
            "{}\n{}",
            "malformed",
            "must be JSON, but is not at line 2 column 1",
        );
        check(
            "\"\u{1}\"",
            "malformed",
            "must be JSON, but is not at line 1 column 2",
        );
        check(
            "{\"a\": {\"b\": 1, \"b\": 2}}",
            "duplicate-key",
            "has a key twice in one object, at line 1 column 22",
        );
        assert!(parse(b"\"\xff\"").is_err());
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
