//! The conditions of an expectation.

use super::Received;
use bytes::Bytes;
use serde_json::Value;

/// A condition that a request must meet.
pub(super) enum Condition {
    /// The value of a path parameter.
    Path(String, String),
    /// The value of a query parameter; `None` if it must be absent.
    Query(String, Option<String>),
    /// The value of a header.
    Header(String, String),
    Json(Value),
    Body(Bytes),
    /// A description, and the function that decides.
    When(&'static str, Box<dyn Fn(&Received) -> bool + Send + Sync>),
}

impl Condition {
    /// Describes how a request fails the condition; `None` if it meets it. Of the query and the path
    /// it shows only parameters that the test names, and never headers or bodies, because they carry
    /// secrets.
    pub(super) fn differs(&self, received: &Received) -> Option<String> {
        match self {
            Self::Path(name, wanted) => {
                let found = received.path(name);
                (found.as_ref() != Some(wanted))
                    .then(|| format!("`{name}` in the path {}", is_not(found, wanted)))
            }
            Self::Query(name, Some(wanted)) => {
                let mut pairs = received.pairs();
                let fits = pairs.any(|(own, value)| own == *name && value == *wanted);
                (!fits).then(|| {
                    format!(
                        "`{name}` in the query {}",
                        is_not(received.query(name), wanted)
                    )
                })
            }
            Self::Query(name, None) => {
                let found = received.query(name);
                found.map(|_| format!("`{name}` is in the query"))
            }
            Self::Header(name, wanted) => match received.headers().get(name) {
                Some(value) if value.as_bytes() == wanted.as_bytes() => None,
                Some(_) => Some(format!("the header `{name}` has another value")),
                None => Some(format!("the header `{name}` is missing")),
            },
            Self::Json(wanted) => match received.json() {
                Ok(found) => difference(wanted, &found, &mut String::new()),
                Err(_) => Some("the body is not JSON".to_owned()),
            },
            Self::Body(wanted) => {
                (received.body() != wanted).then(|| "the body differs".to_owned())
            }
            Self::When(what, holds) => (!holds(received)).then(|| format!("not met: {what}")),
        }
    }
}

fn is_not(found: Option<String>, wanted: &str) -> String {
    match found {
        Some(found) => format!(
            "is `{}`, not `{}`",
            found.escape_debug(),
            wanted.escape_debug()
        ),
        None => format!("is missing, not `{}`", wanted.escape_debug()),
    }
}

/// Describes the first place in which two values differ, as a JSON pointer. Both were read or written
/// by `serde_json`, which bounds their depth.
fn difference(wanted: &Value, found: &Value, pointer: &mut String) -> Option<String> {
    let length = pointer.len();
    let differs = |pointer: &str, how: &str| Some(format!("the body at `{pointer}` {how}"));
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            for (key, value) in wanted {
                graphwright_wire::pointer::push(pointer, key);
                let difference = match found.get(key) {
                    Some(found) => difference(value, found, pointer),
                    None => differs(pointer, "is missing"),
                };
                if difference.is_some() {
                    return difference;
                }
                pointer.truncate(length);
            }
            let more = found.keys().find(|key| !wanted.contains_key(*key))?;
            graphwright_wire::pointer::push(pointer, more);
            differs(pointer, "is not expected")
        }
        (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => {
            for (index, (wanted, found)) in wanted.iter().zip(found).enumerate() {
                pointer.extend(["/", &index.to_string()]);
                if let Some(difference) = difference(wanted, found, pointer) {
                    return Some(difference);
                }
                pointer.truncate(length);
            }
            None
        }
        (Value::Array(wanted), Value::Array(found)) => differs(
            pointer,
            &format!("has {} items, not {}", found.len(), wanted.len()),
        ),
        _ if wanted == found => None,
        _ if kind_of(wanted) == kind_of(found) => differs(pointer, "has another value"),
        _ => differs(
            pointer,
            &format!("is {}, not {}", kind_of(found), kind_of(wanted)),
        ),
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::difference;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(wanted: &Value, found: &Value, expected: Option<&str>) {
        let found = difference(wanted, found, &mut String::new());
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn differences_have_a_place_and_no_value() {
        check(&json!({"a": 1, "b": [2]}), &json!({"b": [2], "a": 1}), None);
        check(
            &json!(1),
            &json!("1"),
            Some("the body at `` is a string, not a number"),
        );
        check(
            &json!({"a": {"b~/c": "x"}}),
            &json!({"a": {"b~/c": "y"}}),
            Some("the body at `/a/b~0~1c` has another value"),
        );
        check(
            &json!({"a": null}),
            &json!({}),
            Some("the body at `/a` is missing"),
        );
        check(
            &json!({}),
            &json!({"a": null}),
            Some("the body at `/a` is not expected"),
        );
        check(
            &json!([1, 2]),
            &json!([1]),
            Some("the body at `` has 1 items, not 2"),
        );
        check(
            &json!([1, 2]),
            &json!([1, 3]),
            Some("the body at `/1` has another value"),
        );
        check(&json!([[]]), &json!([[]]), None);
    }
}
