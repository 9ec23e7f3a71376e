//! The difference between two JSON values. The order of members and the spelling of numbers do not count.

use graphwright_source::pointer;
use serde::Serialize;
use serde_json::{Number, Value};

/// The difference between a value and the same value after the round trip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    /// The pointer of the difference in the value.
    pub at: String,
    pub kind: Kind,
    pub before: String,
    pub after: String,
}

/// A kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// A member with a null is missing.
    NullLost,
    /// A member is missing.
    MemberLost,
    /// There is an additional member.
    MemberAdded,
    /// An array has more or fewer items.
    Length,
    /// A number has another value.
    Number,
    /// A text differs.
    Text,
    /// A value has another JSON type.
    Json,
}

impl Kind {
    /// The name in a table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NullLost => "null lost",
            Self::MemberLost => "member lost",
            Self::MemberAdded => "member added",
            Self::Length => "another length",
            Self::Number => "another number",
            Self::Text => "another text",
            Self::Json => "another kind",
        }
    }
}

/// Finds the first difference, if there is one.
pub(super) fn find(before: &Value, after: &Value) -> Option<Difference> {
    find_at("#", before, after)
}

fn find_at(at: &str, before: &Value, after: &Value) -> Option<Difference> {
    let differ = |kind| Some(Difference::new(at.to_owned(), kind, before, after));
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let lost = old.iter().find(|(key, _)| !new.contains_key(*key));
            let added = new.iter().find(|(key, _)| !old.contains_key(*key));
            if let Some((key, value)) = lost {
                let kind = if value.is_null() {
                    Kind::NullLost
                } else {
                    Kind::MemberLost
                };
                let at = pointer::join(at, key);
                return Some(Difference::new(at, kind, value, &Value::Null));
            }
            if let Some((key, value)) = added {
                let at = pointer::join(at, key);
                let kind = Kind::MemberAdded;
                return Some(Difference::new(at, kind, &Value::Null, value));
            }
            old.iter().find_map(|(key, value)| {
                let other = new.get(key)?;
                find_at(&pointer::join(at, key), value, other)
            })
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let mut pairs = old.iter().zip(new).enumerate();
            pairs.find_map(|(index, (old, new))| find_at(&pointer::index(at, index), old, new))
        }
        (Value::Array(_), Value::Array(_)) => differ(Kind::Length),
        (Value::Number(old), Value::Number(new)) if is_equal(old, new) => None,
        (Value::Number(_), Value::Number(_)) => differ(Kind::Number),
        (Value::String(old), Value::String(new)) if old != new => differ(Kind::Text),
        _ if before == after => None,
        _ => differ(Kind::Json),
    }
}

/// Returns whether two numbers have the same value, as `1` and `1.0` do.
fn is_equal(old: &Number, new: &Number) -> bool {
    let integer = |number: &Number| {
        number
            .as_i64()
            .map(i128::from)
            .or(number.as_u64().map(i128::from))
    };
    match (integer(old), integer(new)) {
        (Some(old), Some(new)) => old == new,
        _ => old.as_f64() == new.as_f64(),
    }
}

impl Difference {
    fn new(at: String, kind: Kind, before: &Value, after: &Value) -> Self {
        Self {
            at,
            kind,
            before: shorten(before),
            after: shorten(after),
        }
    }
}

/// A value as JSON, cut to a readable length.
fn shorten(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{} ..", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn everything_but_order_and_spelling_counts() {
        let check = |before: Value, after: Value, expected: Option<(&str, Kind)>| {
            let found = find(&before, &after);
            let found = found.as_ref().map(|found| (found.at.as_str(), found.kind));
            assert_eq!(found, expected, "{before} {after}");
        };
        check(json!({"a": 1, "b": 2.0}), json!({"b": 2, "a": 1}), None);
        check(json!({"a": null}), json!({}), Some(("#/a", Kind::NullLost)));
        check(json!({"a": 1}), json!({}), Some(("#/a", Kind::MemberLost)));
        check(json!({}), json!({"a": 1}), Some(("#/a", Kind::MemberAdded)));
        check(
            json!([1, [2]]),
            json!([1, [3]]),
            Some(("#/1/0", Kind::Number)),
        );
        check(json!([1]), json!([1, 1]), Some(("#", Kind::Length)));
        check(json!("a"), json!("A"), Some(("#", Kind::Text)));
        check(json!(1), json!("1"), Some(("#", Kind::Json)));
        let (one, other) = (u64::MAX, u64::MAX - 1);
        check(json!(one), json!(other), Some(("#", Kind::Number)));
    }
}
