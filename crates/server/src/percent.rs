//! Percent-decoding (RFC 3986 section 2.1), strict and exactly once.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// An error for text that is not percent-encoded UTF-8: a `%` without two hexadecimal digits, or
/// other bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadEncoding;

/// Decodes a part of a path. Borrows if there is nothing to decode.
pub(crate) fn decode(raw: &str) -> Result<Cow<'_, str>, BadEncoding> {
    if !raw.contains('%') {
        return Ok(Cow::Borrowed(raw));
    }
    if !has_complete_escapes(raw.as_bytes()) {
        return Err(BadEncoding);
    }
    percent_decode_str(raw)
        .decode_utf8()
        .map_err(|_| BadEncoding)
}

/// Decodes a name or value of a query, in which `+` is a space too, as in forms.
pub(crate) fn decode_query(raw: &str) -> Result<Cow<'_, str>, BadEncoding> {
    if !raw.contains('+') {
        return decode(raw);
    }
    let spaced = raw.replace('+', " ");
    decode(&spaced).map(|text| Cow::Owned(text.into_owned()))
}

/// Returns whether all escapes are complete. The decoder of the library leaves an incomplete one as
/// it is.
fn has_complete_escapes(raw: &[u8]) -> bool {
    raw.split(|&byte| byte == b'%')
        .skip(1)
        .all(|after| matches!(after, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{BadEncoding, decode, decode_query};

    fn check(raw: &str, path: Result<&str, BadEncoding>, query: Result<&str, BadEncoding>) {
        assert_eq!(
            decode(raw).as_deref().map_err(|error| *error),
            path,
            "as a path: {raw:?}"
        );
        assert_eq!(
            decode_query(raw).as_deref().map_err(|error| *error),
            query,
            "as a query: {raw:?}"
        );
    }

    #[test]
    fn decodes_once() {
        check("plain", Ok("plain"), Ok("plain"));
        check("a+b", Ok("a+b"), Ok("a b"));
        check("a%2Bb%20c", Ok("a+b c"), Ok("a+b c"));
        check("%2525", Ok("%25"), Ok("%25"));
        check("%C3%A4", Ok("ä"), Ok("ä"));
    }

    #[test]
    fn other_text_is_an_error() {
        for raw in ["%", "%4", "%zz", "%%41", "%4%31", "%FF", "%C3", "a+%"] {
            check(raw, Err(BadEncoding), Err(BadEncoding));
        }
    }
}
