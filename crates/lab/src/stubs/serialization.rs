//! Values as they stand in paths, queries, headers, cookies and forms (`OpenAPI` 3.0.3, "Style Values").

use graphwright_ir::{Content, Param, PartEncoding, Style};
use serde_json::Value;
use std::fmt::Write as _;

/// The value of a path parameter, ready for its place.
pub(super) fn in_path(param: &Param, value: &Value) -> String {
    let name = encoded(&param.wire);
    match (param.style, param.explode, value) {
        (Style::Label, explode, value) => {
            format!(
                ".{}",
                joined(value, explode, if explode { "." } else { "," })
            )
        }
        (Style::Matrix, true, Value::Array(items)) => {
            let item = |item| format!(";{name}={}", encoded(&plain(item)));
            items.iter().map(item).collect::<Vec<_>>().concat()
        }
        (Style::Matrix, true, Value::Object(_)) => format!(";{}", joined(value, true, ";")),
        (Style::Matrix, ..) => format!(";{name}={}", joined(value, false, ",")),
        (_, explode, value) => joined(value, explode, ","),
    }
}

/// The pairs of a query, of a form or of a cookie header.
pub(super) fn pairs(
    name: &str,
    style: Style,
    explode: bool,
    value: &Value,
) -> Vec<(String, String)> {
    let one = |value: String| vec![(name.to_owned(), value)];
    match (style, value) {
        (Style::DeepObject, Value::Object(members)) => {
            let pair = |(key, value): (&String, &Value)| (format!("{name}[{key}]"), plain(value));
            members.iter().map(pair).collect()
        }
        (_, Value::Array(items)) if explode => items
            .iter()
            .map(|item| (name.to_owned(), plain(item)))
            .collect(),
        (_, Value::Object(members)) if explode => members
            .iter()
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
        (Style::SpaceDelimited, value) => one(list(value).join(" ")),
        (Style::PipeDelimited, value) => one(list(value).join("|")),
        (_, value) => one(list(value).join(",")),
    }
}

/// The value of a header.
pub(super) fn in_header(param: &Param, value: &Value) -> String {
    match value {
        Value::Object(members) if param.explode => {
            let member = |(key, value): (&String, &Value)| format!("{key}={}", plain(value));
            members.iter().map(member).collect::<Vec<_>>().join(",")
        }
        value => list(value).join(","),
    }
}

/// Pairs as a query or a form has them.
pub(super) fn query(pairs: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", encoded(name), encoded(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Every byte that is not unreserved (RFC 3986, section 2.3) as `%XX`.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A scalar as its text, anything else as JSON.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

fn joined(value: &Value, explode: bool, separator: &str) -> String {
    let items = match value {
        Value::Object(members) if explode => members
            .iter()
            .map(|(key, value)| format!("{}={}", encoded(key), encoded(&plain(value))))
            .collect(),
        value => list(value)
            .iter()
            .map(|item| encoded(item))
            .collect::<Vec<_>>(),
    };
    items.join(separator)
}

/// Items, or keys and values in turn.
fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| [key.clone(), plain(value)])
            .collect(),
        value => vec![plain(value)],
    }
}

/// What stands between the parts of a form.
pub(super) const BOUNDARY: &str = "between-two-parts";

/// A form of `application/x-www-form-urlencoded`.
pub(super) fn form(content: &Content, value: &Value) -> String {
    let members = value.as_object().into_iter().flatten();
    let pairs = members.flat_map(|(name, value)| match part(content, name) {
        Some(part) if part.content_type.as_deref().is_some_and(is_json) => {
            vec![(name.clone(), value.to_string())]
        }
        Some(part) => pairs(name, part.style, part.explode, value),
        None => pairs(name, Style::Form, true, value),
    });
    query(&pairs.collect::<Vec<_>>())
}

/// A form of `multipart/form-data`. A list is a part for each item (`OpenAPI` 3.0.3, "Special Considerations
/// for `multipart` Content").
pub(super) fn multipart(content: &Content, value: &Value) -> String {
    let members = value.as_object().into_iter().flatten();
    let parts = members.flat_map(|(name, value)| {
        let items = value.as_array();
        let items = items.map_or(std::slice::from_ref(value), Vec::as_slice);
        let part = part(content, name);
        items.iter().map(move |item| one_part(part, name, item))
    });
    format!("{}--{BOUNDARY}--\r\n", parts.collect::<Vec<_>>().concat())
}

fn one_part(part: Option<&PartEncoding>, name: &str, item: &Value) -> String {
    let declared = part.and_then(|part| part.content_type.as_deref());
    // A choice of media types is a list.
    let declared = declared.and_then(|types| types.split(',').next());
    let structured = item.is_object() || item.is_array();
    let media_type = declared.or(structured.then_some("application/json"));
    let media_type = media_type.map(|media_type| format!("\r\ncontent-type: {media_type}"));
    let file = part.is_some_and(|part| part.file);
    format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{}{}\r\n\r\n{}\r\n",
        if file { "; filename=\"a\"" } else { "" },
        media_type.unwrap_or_default(),
        plain(item),
    )
}

/// What the document says of a part, if it does.
fn part<'a>(content: &'a Content, name: &str) -> Option<&'a PartEncoding> {
    content.parts.iter().find(|part| part.wire == name)
}

fn is_json(media_type: &str) -> bool {
    media_type.contains("json")
}
