//! Numbers and texts that fit a schema.

use super::pattern;
use serde_json::{Map, Value, json};

/// The least number within the bounds, or the greatest if there is only an upper bound.
pub(super) fn number(kind: &str, keywords: &Map<String, Value>) -> Value {
    let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
    let is_set = |keyword: &str| keywords.get(keyword) == Some(&Value::Bool(true));
    let step = bound("multipleOf")
        .filter(|step| *step > 0.0)
        .unwrap_or(1.0);
    let above = bound("exclusiveMinimum")
        .or_else(|| bound("minimum").filter(|_| is_set("exclusiveMinimum")));
    let below = bound("exclusiveMaximum")
        .or_else(|| bound("maximum").filter(|_| is_set("exclusiveMaximum")));
    let number = match (above, bound("minimum"), below, bound("maximum")) {
        (Some(above), ..) => ((above / step).floor() + 1.0) * step,
        (None, Some(least), ..) => (least / step).ceil() * step,
        (None, None, Some(below), _) if below <= step => ((below / step).ceil() - 1.0) * step,
        (None, None, None, Some(most)) if most < step => (most / step).floor() * step,
        _ => step,
    };
    let top = bound("maximum").or(below).unwrap_or(f64::INFINITY);
    if kind == "integer" || number.fract() == 0.0 && number <= top {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a float becomes the nearest integer there is"
        )]
        return json!(number as i64);
    }
    // No step fits between the bounds: the middle may.
    match bound("minimum").or(above) {
        Some(least) if number > top => json!(f64::midpoint(least, top)),
        _ => json!(number),
    }
}

/// Returns whether a number is within the inclusive bounds of a schema and of its format.
pub(super) fn is_within(number: &Value, keywords: &Map<String, Value>) -> bool {
    let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
    let (least, most) = match keywords.get("format").and_then(Value::as_str) {
        Some("int32") => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Some("uint32") => (0.0, f64::from(u32::MAX)),
        Some("uint64") => (0.0, f64::MAX),
        _ => (f64::MIN, f64::MAX),
    };
    number.as_f64().is_some_and(|number| {
        (least..=most).contains(&number)
            && bound("minimum").is_none_or(|least| number >= least)
            && bound("maximum").is_none_or(|most| number <= most)
    })
}

/// A text with the format, pattern and length of a schema; repeatable parts of a pattern are repeated `repeat` times, if
/// the length allows that.
pub(super) fn text(keywords: &Map<String, Value>, repeat: usize) -> Option<String> {
    if let Some(pattern) = keywords.get("pattern").and_then(Value::as_str) {
        let (least, most) = length_bounds(keywords)?;
        return pattern::text(pattern, least.max(repeat), most)
            .or_else(|| pattern::text(pattern, least, most));
    }
    fit_length(known_texts(keywords).first().unwrap_or(&"a"), keywords)
}

/// Extends or cuts a text to the length of a schema.
pub(super) fn fit_length(text: &str, keywords: &Map<String, Value>) -> Option<String> {
    let (least, most) = length_bounds(keywords)?;
    let missing = least.saturating_sub(text.chars().count());
    let text = format!("{text}{}", "a".repeat(missing));
    Some(text.chars().take(most).collect())
}

/// The least and the greatest length of a text, in characters.
fn length_bounds(keywords: &Map<String, Value>) -> Option<(usize, usize)> {
    let length = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64);
    let least = usize::try_from(length("minLength").unwrap_or_default()).ok()?;
    let most = length("maxLength").map_or(usize::MAX, |most| {
        usize::try_from(most).unwrap_or(usize::MAX)
    });
    Some((least, most))
}

/// Texts in the format of a schema; none if it accepts any text.
pub(super) fn known_texts(keywords: &Map<String, Value>) -> &'static [&'static str] {
    let format = match keywords.get("contentEncoding") {
        Some(encoding) if encoding == "base64" => "byte",
        _ => keywords
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    };
    let row = FORMATS.iter().find(|(name, _)| *name == format);
    row.map_or(&[], |(_, texts)| texts)
}

/// Texts in each format that restricts them; the first is the simplest.
const FORMATS: [(&str, &[&str]); 16] = [
    ("byte", &["YWE=", "", "YQ==", "+/+/"]),
    ("date", &["2024-02-29", "0001-01-01", "9999-12-31"]),
    (
        "date-time",
        &[
            "2024-02-29T12:30:00Z",
            "2021-05-18T21:03:10.50+02:00",
            "2021-05-18T19:03:10.123456789-11:30",
            "2021-05-18T19:03:10.000Z",
            "2021-05-18T19:03:10-00:00",
            "2016-12-31T23:59:60Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ],
    ),
    ("decimal", &["1.5"]),
    ("duration", &["P1D", "PT0.5S"]),
    ("email", &["a@example.com"]),
    ("hostname", &["example.com"]),
    ("int64", &["1"]),
    ("ip", &["192.0.2.1"]),
    ("ipv4", &["192.0.2.1"]),
    ("ipv6", &["2001:db8::1"]),
    ("time", &["12:30:00Z"]),
    ("uri", &["https://example.com/a", "urn:a:b"]),
    ("uri-reference", &["/a"]),
    ("url", &["https://example.com/a"]),
    (
        "uuid",
        &[
            "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
            "00000000-0000-0000-0000-000000000000",
        ],
    ),
];
