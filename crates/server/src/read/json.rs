//! JSON that came from outside.
//!
//! Stricter than the JSON library's own reading in one point: an object with the same key twice is
//! refused (RFC 8259 section 4 leaves it open). Programs in front of and behind this one may take
//! different ones of the two, which is how checks are got around. Nesting beyond 128 levels is
//! refused by the library.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;

/// Why bytes are not taken as JSON. It has no part of them, apart from a key that came twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    pub(super) code: &'static str,
    pub(super) message: Cow<'static, str>,
}

/// Reads one JSON value.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    let mut duplicate = false;
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
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
    Strict {
        duplicate: &mut false,
    }
    .deserialize(deserializer)
}

/// Reads a value and says whether it failed because of a key that came twice.
struct Strict<'d> {
    duplicate: &'d mut bool,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict {
            duplicate: self.duplicate,
        })? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let value = members.next_value_seed(Strict {
                duplicate: self.duplicate,
            })?;
            if object.insert(key, value).is_some() {
                *self.duplicate = true;
                return Err(serde::de::Error::custom("duplicate key"));
            }
        }
        Ok(Value::Object(object))
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
