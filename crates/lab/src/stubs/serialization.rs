//! The serialization of values in paths, queries, headers, cookies and forms (`OpenAPI` 3.0.3, "Style Values").
//!
//! The runtimes serialize values too. Their code is on trial, so that nothing of it is used here.

use graphwright_ir::{Content, Param, PartEncoding, Style};
use serde_json::Value;
use std::fmt::Write as _;

/// The value of a path parameter, as it is in the path.
pub(super) fn path_value(param: &Param, value: &Value) -> String {
    let name = percent_encode(&param.wire);
    match (param.style, param.explode, value) {
        (Style::Label, explode, value) => {
            format!(
                ".{}",
                join_values(value, explode, if explode { "." } else { "," })
            )
        }
        (Style::Matrix, true, Value::Array(items)) => {
            let item = |item| format!(";{name}={}", percent_encode(&plain_text(item)));
            items.iter().map(item).collect::<Vec<_>>().concat()
        }
        (Style::Matrix, true, Value::Object(_)) => format!(";{}", join_values(value, true, ";")),
        (Style::Matrix, ..) => format!(";{name}={}", join_values(value, false, ",")),
        (_, explode, value) => join_values(value, explode, ","),
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
            let pair =
                |(key, value): (&String, &Value)| (format!("{name}[{key}]"), plain_text(value));
            members.iter().map(pair).collect()
        }
        (_, Value::Array(items)) if explode => items
            .iter()
            .map(|item| (name.to_owned(), plain_text(item)))
            .collect(),
        (_, Value::Object(members)) if explode => members
            .iter()
            .map(|(key, value)| (key.clone(), plain_text(value)))
            .collect(),
        (Style::SpaceDelimited, value) => one(flatten(value).join(" ")),
        (Style::PipeDelimited, value) => one(flatten(value).join("|")),
        (_, value) => one(flatten(value).join(",")),
    }
}

/// The value of a header.
pub(super) fn header_value(param: &Param, value: &Value) -> String {
    match value {
        Value::Object(members) if param.explode => {
            let member = |(key, value): (&String, &Value)| format!("{key}={}", plain_text(value));
            members.iter().map(member).collect::<Vec<_>>().join(",")
        }
        value => flatten(value).join(","),
    }
}

/// Joins pairs to a query or a form.
pub(super) fn join_pairs(pairs: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| {
        format!("{}={}", percent_encode(name), percent_encode(value))
    };
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Writes every byte that is not unreserved (RFC 3986, section 2.3) as `%XX`.
pub(super) fn percent_encode(text: &str) -> String {
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

/// A scalar as text, anything else as JSON.
pub(super) fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// Encodes and joins the items or members of a value; with `explode`, members are `name=value`.
fn join_values(value: &Value, explode: bool, separator: &str) -> String {
    let items = match value {
        Value::Object(members) if explode => members
            .iter()
            .map(|(key, value)| {
                format!(
                    "{}={}",
                    percent_encode(key),
                    percent_encode(&plain_text(value))
                )
            })
            .collect(),
        value => flatten(value)
            .iter()
            .map(|item| percent_encode(item))
            .collect::<Vec<_>>(),
    };
    items.join(separator)
}

/// The items of an array, or the keys and values of an object in turn.
fn flatten(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(plain_text).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| [key.clone(), plain_text(value)])
            .collect(),
        value => vec![plain_text(value)],
    }
}

/// The boundary between the parts of a form.
pub(super) const BOUNDARY: &str = "between-two-parts";

/// A body of `application/x-www-form-urlencoded`.
pub(super) fn form_body(content: &Content, value: &Value) -> String {
    let members = value.as_object().into_iter().flatten();
    let pairs = members.flat_map(|(name, value)| match find_encoding(content, name) {
        Some(part) if part.content_type.as_deref().is_some_and(is_json) => {
            vec![(name.clone(), value.to_string())]
        }
        Some(part) => pairs(name, part.style, part.explode, value),
        None => pairs(name, Style::Form, true, value),
    });
    join_pairs(&pairs.collect::<Vec<_>>())
}

/// A body of `multipart/form-data`. An array is a part for each item (`OpenAPI` 3.0.3, "Special Considerations
/// for `multipart` Content").
pub(super) fn multipart_body(content: &Content, value: &Value) -> String {
    let members = value.as_object().into_iter().flatten();
    let parts = members.flat_map(|(name, value)| {
        let items = value.as_array();
        let items = items.map_or(std::slice::from_ref(value), Vec::as_slice);
        let part = find_encoding(content, name);
        items
            .iter()
            .map(move |item| multipart_part(part, name, item))
    });
    format!("{}--{BOUNDARY}--\r\n", parts.collect::<Vec<_>>().concat())
}

fn multipart_part(part: Option<&PartEncoding>, name: &str, item: &Value) -> String {
    let declared = part.and_then(|part| part.content_type.as_deref());
    // Several media types are alternatives.
    let declared = declared.and_then(|types| types.split(',').next());
    let is_structured = item.is_object() || item.is_array();
    let media_type = declared.or(is_structured.then_some("application/json"));
    let media_type = media_type.map(|media_type| format!("\r\ncontent-type: {media_type}"));
    let is_file = part.is_some_and(|part| part.file);
    format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{}{}\r\n\r\n{}\r\n",
        if is_file { "; filename=\"a\"" } else { "" },
        media_type.unwrap_or_default(),
        plain_text(item),
    )
}

/// The encoding of a part, if the document declares one.
fn find_encoding<'a>(content: &'a Content, name: &str) -> Option<&'a PartEncoding> {
    content.parts.iter().find(|part| part.wire == name)
}

fn is_json(media_type: &str) -> bool {
    media_type.contains("json")
}
