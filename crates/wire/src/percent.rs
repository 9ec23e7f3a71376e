//! Percent-encoding (RFC 3986, section 2.1): which characters are encoded, and decoding, strict and exactly
//! once.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use std::fmt;

/// The characters that are encoded in values: all but the unreserved characters of RFC 3986, section 2.3.
pub(crate) const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The characters that are encoded in names of parameters: not `$`, so that `$filter` is readable in
/// logs.
pub(crate) const NAME: &AsciiSet = &COMPONENT.remove(b'$');

/// The characters that are encoded with `allowReserved`: not the reserved characters that a query may
/// hold (RFC 3986, section 3.4), except `&` and `+`, which have another meaning.
pub(crate) const RESERVED: &AsciiSet = &RESERVED_ITEM.remove(b',');

/// [`RESERVED`] in lists that are joined by commas.
pub(crate) const RESERVED_ITEM: &AsciiSet = &COMPONENT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b';')
    .remove(b'=');

pub(crate) fn encode(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}

/// An error for text that is not percent-encoded UTF-8: a `%` without two hexadecimal digits, or
/// other bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadEncoding;

impl fmt::Display for BadEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not percent-encoded UTF-8")
    }
}

impl std::error::Error for BadEncoding {}

/// Decodes a part of a path or a cookie. Borrows if there is nothing to decode.
pub fn decode(raw: &str) -> Result<Cow<'_, str>, BadEncoding> {
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
pub fn decode_query(raw: &str) -> Result<Cow<'_, str>, BadEncoding> {
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
