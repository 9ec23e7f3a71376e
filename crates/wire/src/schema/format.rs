//! The formats that are checked.

use super::Mode;
use crate::json::Number;
use crate::{Base64, Date, Timestamp, Uuid};

/// A format of strings: its name, what to call it, and what a string in it passes.
struct TextFormat {
    name: &'static str,
    words: &'static str,
    is_valid: fn(&str, Mode) -> bool,
}

const TEXT_FORMATS: &[TextFormat] = &[
    // With hyphens: the decoder takes other spellings (braces, none) that RFC 9562 does not have.
    TextFormat {
        name: "uuid",
        words: "a UUID",
        is_valid: |text, _| text.len() == 36 && Uuid::try_parse(text).is_ok(),
    },
    // A request must say its zone (RFC 3339); known servers leave it out of responses.
    TextFormat {
        name: "date-time",
        words: "a date and time (RFC 3339)",
        is_valid: |text, mode| {
            text.parse()
                .is_ok_and(|time: Timestamp| mode == Mode::Response || time.has_zone())
        },
    },
    TextFormat {
        name: "date",
        words: "a date, YYYY-MM-DD",
        is_valid: |text, _| text.parse::<Date>().is_ok(),
    },
    TextFormat {
        name: "email",
        words: "an e-mail address",
        is_valid: |text, _| is_email(text),
    },
    TextFormat {
        name: "uri",
        words: "an absolute URI",
        is_valid: |text, _| is_uri(text),
    },
    TextFormat {
        name: "byte",
        words: "base64 text",
        is_valid: |text, _| Base64::decode(text).is_some(),
    },
];

/// What a string should have been if it is not in the format. An unknown format takes anything.
pub(super) fn check_text(name: &str, text: &str, mode: Mode) -> Option<&'static str> {
    let format = find(name)?;
    (!(format.is_valid)(text, mode)).then_some(format.words)
}

/// What a number should have been if it is not in the format. An unknown format takes anything.
pub(super) fn check_number(name: &str, number: &Number) -> Option<&'static str> {
    let (fits, words) = match name {
        "int32" => (
            number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
            "a 32-bit integer",
        ),
        "int64" => (number.is_i64(), "a 64-bit integer"),
        _ => return None,
    };
    (!fits).then_some(words)
}

/// What to call a string in the format.
pub(super) fn words(name: &str) -> Option<&'static str> {
    find(name).map(|format| format.words)
}

fn find(name: &str) -> Option<&'static TextFormat> {
    TEXT_FORMATS.iter().find(|format| format.name == name)
}

/// Whether text has the outline of an address: the full grammar (RFC 5321, section 4.1.2) refuses
/// addresses that are in use and accepts ones that nobody can have.
fn is_email(text: &str) -> bool {
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        plain && !local.is_empty() && !domain.is_empty() && !domain.starts_with('.')
    })
}

/// Whether text begins with a scheme (RFC 3986, section 3.1) and has no blanks.
fn is_uri(text: &str) -> bool {
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    text.split_once(':').is_some_and(|(scheme, rest)| {
        plain
            && !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}
