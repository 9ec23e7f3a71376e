//! JSON text as events, for locating.
//!
//! Nothing is checked here, because `serde_json` has accepted the text before. For any other text, the events
//! are those of its readable beginning.

use super::events::{Event, Kind, Scalar};
use std::borrow::Cow;

/// The events of a text.
pub(super) fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while bytes
            .get(at)
            .is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':'))
        {
            at += 1;
        }
        let start = at;
        let kind = match bytes.get(at)? {
            b'{' => Kind::StartMap(0),
            b'[' => Kind::StartList(0),
            b'}' | b']' => Kind::End,
            b'"' => {
                at = string_end(bytes, at);
                let scalar = Scalar {
                    text: decode(text.get(start..at)?),
                    plain: false,
                };
                return Some(Event {
                    kind: Kind::Scalar(scalar, 0),
                    start,
                    end: at,
                });
            }
            _ => {
                at += bytes[at..]
                    .iter()
                    .position(|byte| b",:]} \t\r\n".contains(byte))
                    .unwrap_or(bytes.len() - at);
                let scalar = Scalar {
                    text: Cow::Borrowed(text.get(start..at)?),
                    plain: true,
                };
                return Some(Event {
                    kind: Kind::Scalar(scalar, 0),
                    start,
                    end: at,
                });
            }
        };
        at += 1;
        Some(Event {
            kind,
            start,
            end: at,
        })
    })
}

/// The end of the string whose opening quote is at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The text of a string literal; a literal that cannot be decoded stays as it is.
fn decode(literal: &str) -> Cow<'_, str> {
    let raw = literal.strip_prefix('"').unwrap_or(literal);
    let raw = raw.strip_suffix('"').unwrap_or(raw);
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    serde_json::from_str::<String>(literal).map_or(Cow::Borrowed(raw), Cow::Owned)
}
