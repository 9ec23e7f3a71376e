//! Counts and bounds as integers where integers are meant.

use super::super::keys;
use serde_json::{Map, Number, Value};

/// The keywords whose value is a count.
const COUNTS: &[&str] = &[
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// The keywords whose value is a bound of a number.
const MEASURES: &[&str] = &["minimum", "maximum", "multipleOf"];

/// Replaces `10.0` by `10` where an integer is meant, and keeps large integers exact.
pub(super) fn normalise(members: &mut Map<String, Value>) {
    for key in COUNTS {
        if let Some(Value::Number(number)) = members.get(*key).filter(|number| !number.is_u64()) {
            // A count beyond 64 bits is not a limit.
            match as_whole(number) {
                Some(count) => members.insert((*key).to_owned(), count.into()),
                None => members.shift_remove(*key),
            };
        }
    }
    let integer = members.get("type").and_then(Value::as_str) == Some("integer");
    for key in MEASURES {
        let Some(Value::Number(number)) = members.get(*key).cloned() else {
            continue;
        };
        keep_exact(members, key, &number);
        if integer && !number.is_i64() {
            bound_integer(members, key, &number);
        }
    }
}

/// A number as `i64`, if it is an integer and in range.
pub(super) fn as_whole(number: &Number) -> Option<i64> {
    /// 2^63: the first float beyond `i64`.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    let float = number.as_f64()?;
    if let Some(whole) = number.as_i64() {
        return Some(whole);
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and in range, as the condition says"
    )]
    (float.fract() == 0.0 && (-BEYOND..BEYOND).contains(&float)).then_some(float as i64)
}

/// Keeps the text of an integer that a float cannot represent.
fn keep_exact(members: &mut Map<String, Value>, key: &str, number: &Number) {
    /// 2^53: up to it, floats represent every integer.
    const SAFE: u64 = 1 << 53;
    let magnitude = number
        .as_u64()
        .or_else(|| number.as_i64().map(i64::unsigned_abs));
    if magnitude.is_none_or(|magnitude| magnitude <= SAFE) {
        return;
    }
    let exact = members
        .entry(keys::EXACT)
        .or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(exact) = exact {
        exact.insert(key.to_owned(), Value::String(number.to_string()));
    }
}

/// Replaces a bound of an integer that is no `i64` by the nearest integer within it, or removes it.
fn bound_integer(members: &mut Map<String, Value>, key: &str, number: &Number) {
    let bound = number.as_f64().and_then(|float| match key {
        "minimum" => Number::from_f64(float.ceil()),
        "maximum" => Number::from_f64(float.floor()),
        _ => Some(number.clone()),
    });
    let fraction = number.as_f64().is_some_and(|float| float.fract() != 0.0);
    if fraction && key != "multipleOf" {
        // The next integer beyond a fraction is allowed.
        members.shift_remove(if key == "minimum" {
            "exclusiveMinimum"
        } else {
            "exclusiveMaximum"
        });
    }
    match bound.as_ref().and_then(as_whole) {
        Some(bound) => members.insert(key.to_owned(), bound.into()),
        None => members.shift_remove(key),
    };
}
