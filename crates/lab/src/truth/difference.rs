//! Whether two JSON values are the same, and if not, where and in what way.

use graphwright_source::pointer;
use serde::Serialize;
use serde_json::{Number, Value};

/// How a value that was encoded again differs from the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    /// Where, in the value.
    pub at: String,
    pub kind: Kind,
    pub before: String,
    pub after: String,
}

/// In what way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// A member whose value is null is not there any more.
    NullLost,
    /// A member is not there any more.
    MemberLost,
    /// A member is there that was not.
    MemberAdded,
    /// A list has more or fewer items.
    Length,
    /// A number has another value.
    Number,
    /// A text is another.
    Text,
    /// A value is of another kind of JSON.
    Json,
}

impl Kind {
    /// What it is called in a table.
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

/// The first difference, if there is one.
pub(super) fn difference(before: &Value, after: &Value) -> Option<Difference> {
    at("#", before, after)
}

fn at(place: &str, before: &Value, after: &Value) -> Option<Difference> {
    let differ = |kind| Some(Difference::new(place.to_owned(), kind, before, after));
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
                let place = pointer::join(place, key);
                return Some(Difference::new(place, kind, value, &Value::Null));
            }
            if let Some((key, value)) = added {
                let place = pointer::join(place, key);
                let kind = Kind::MemberAdded;
                return Some(Difference::new(place, kind, &Value::Null, value));
            }
            old.iter().find_map(|(key, value)| {
                let other = new.get(key)?;
                at(&pointer::join(place, key), value, other)
            })
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let mut pairs = old.iter().zip(new).enumerate();
            pairs.find_map(|(index, (old, new))| at(&pointer::index(place, index), old, new))
        }
        (Value::Array(_), Value::Array(_)) => differ(Kind::Length),
        (Value::Number(old), Value::Number(new)) if is_same(old, new) => None,
        (Value::Number(_), Value::Number(_)) => differ(Kind::Number),
        (Value::String(old), Value::String(new)) if old != new => differ(Kind::Text),
        _ if before == after => None,
        _ => differ(Kind::Json),
    }
}

/// Whether two numbers have the same value: `1` and `1.0` do.
fn is_same(old: &Number, new: &Number) -> bool {
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
            before: short(before),
            after: short(after),
        }
    }
}

/// A value as text, not too much of it.
fn short(value: &Value) -> String {
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
    fn order_and_spelling_do_not_count_and_everything_else_does() {
        let check = |before: Value, after: Value, expected: Option<(&str, Kind)>| {
            let found = difference(&before, &after);
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
