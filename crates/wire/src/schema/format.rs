//! The formats that are checked.

use super::Mode;
use crate::json::Number;
use crate::{Base64, Date, Timestamp, Uuid};

/// A format of strings: its name, its description and its check.
struct TextFormat {
    name: &'static str,
    description: &'static str,
    is_valid: fn(&str, Mode) -> bool,
}

const TEXT_FORMATS: &[TextFormat] = &[
    // With hyphens only: the decoder also takes spellings that RFC 9562 does not have.
    TextFormat {
        name: "uuid",
        description: "a UUID",
        is_valid: |text, _| text.len() == 36 && Uuid::try_parse(text).is_ok(),
    },
    // A request must have a zone (RFC 3339); some servers omit it in responses.
    TextFormat {
        name: "date-time",
        description: "a date and time (RFC 3339)",
        is_valid: |text, mode| {
            text.parse()
                .is_ok_and(|time: Timestamp| mode == Mode::Response || time.has_zone())
        },
    },
    TextFormat {
        name: "date",
        description: "a date, YYYY-MM-DD",
        is_valid: |text, _| text.parse::<Date>().is_ok(),
    },
    TextFormat {
        name: "email",
        description: "an e-mail address",
        is_valid: |text, _| is_email(text),
    },
    TextFormat {
        name: "uri",
        description: "an absolute URI",
        is_valid: |text, _| is_uri(text),
    },
    TextFormat {
        name: "byte",
        description: "base64 text",
        is_valid: |text, _| Base64::decode(text).is_some(),
    },
];

/// Returns a description of the format if a string is not in it. Unknown formats allow any string.
pub(super) fn check_text(name: &str, text: &str, mode: Mode) -> Option<&'static str> {
    let format = find(name)?;
    (!(format.is_valid)(text, mode)).then_some(format.description)
}

/// Returns a description of the format if a number is not in it. Unknown formats allow any number.
pub(super) fn check_number(name: &str, number: &Number) -> Option<&'static str> {
    let (is_valid, description) = match name {
        "int32" => (
            number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
            "a 32-bit integer",
        ),
        "int64" => (number.is_i64(), "a 64-bit integer"),
        _ => return None,
    };
    (!is_valid).then_some(description)
}

/// The description of a format of strings.
pub(super) fn describe_text(name: &str) -> Option<&'static str> {
    find(name).map(|format| format.description)
}

fn find(name: &str) -> Option<&'static TextFormat> {
    TEXT_FORMATS.iter().find(|format| format.name == name)
}

/// Returns whether text looks like an address. The full grammar (RFC 5321, section 4.1.2) refuses
/// addresses that are in use, and accepts some that nobody can have.
fn is_email(text: &str) -> bool {
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        is_plain && !local.is_empty() && !domain.is_empty() && !domain.starts_with('.')
    })
}

/// Returns whether text begins with a scheme (RFC 3986, section 3.1) and has no blanks.
fn is_uri(text: &str) -> bool {
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    text.split_once(':').is_some_and(|(scheme, rest)| {
        is_plain
            && !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}
