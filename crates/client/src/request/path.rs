//! Path templates, whose parameters cannot change which resource is meant.
//!
//! A value stays inside of its segment: all characters that are not unreserved are percent-encoded.
//! Values that a URL parser, a proxy or a server could read as a parent segment or as nothing are
//! refused, percent-encoded or not. So `DELETE /users/{id}` never becomes `DELETE /users/`.

use super::reason::Reason;
use crate::base_url::is_dot_segment;
use graphwright_wire::style::{Notation, Value};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode, utf8_percent_encode};
use std::borrow::Cow;
use std::ops::Range;

/// The characters that are encoded in the literal text of a path (RFC 3986, section 3.3). Braces mark
/// parameters; a `%` is taken for an encoding by the author of the document.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|');

/// The number of times that a value is decoded, to see what a chain of careless servers would read.
const DECODINGS: usize = 4;

/// A path template that is filled parameter by parameter.
#[derive(Clone, Debug)]
pub(super) struct Path(String);

impl Path {
    pub(super) fn new(template: &str) -> Self {
        Self(utf8_percent_encode(template, LITERAL).to_string())
    }

    /// Replaces `{name}` by a value.
    pub(super) fn fill(
        &mut self,
        name: &str,
        value: &Value,
        notation: Notation,
    ) -> Result<(), Reason> {
        check_value(value)?;
        let written = notation.write_path(name, value)?;
        let range = self.find(name).ok_or("is not in the path template")?;
        self.0.replace_range(range, &written);
        Ok(())
    }

    /// Finds `{name}`. Encoded values contain no braces, so they cannot match.
    fn find(&self, name: &str) -> Option<Range<usize>> {
        let name = Cow::from(utf8_percent_encode(name, LITERAL));
        self.0.match_indices('{').find_map(|(start, brace)| {
            let rest = self.0.get(start + brace.len()..)?;
            let rest = rest.strip_prefix(&*name)?.strip_prefix('}')?;
            Some(start..self.0.len() - rest.len())
        })
    }

    /// The path, if every parameter is filled.
    pub(super) fn finish(&self) -> Result<&str, &'static str> {
        if self.0.contains(['{', '}']) {
            return Err("lacks a parameter");
        }
        if self.0.split('/').any(is_dot_segment) {
            return Err("has a segment that is `.` or `..`");
        }
        Ok(&self.0)
    }

    /// The path as far as it is filled, for `Debug`.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Refuses a value that contains text which could be read as another path.
fn check_value(value: &Value) -> Result<(), &'static str> {
    match value {
        Value::Null => Ok(()),
        Value::Scalar(text) | Value::Literal(text) => check_text(text),
        Value::File(_) => Err("must not be a file"),
        Value::List(items) => items.iter().try_for_each(check_value),
        Value::Object(members) => members
            .iter()
            .try_for_each(|(key, value)| check_text(key).and_then(|()| check_value(value))),
    }
}

/// Refuses a text that contains a control character or a dot segment, however often encoded.
pub(super) fn check_text(text: &str) -> Result<(), &'static str> {
    // Most ids are plain.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'@');
    if text.bytes().all(is_plain) {
        return Ok(());
    }
    if text.chars().any(char::is_control) {
        return Err("must not contain control characters");
    }
    // Decoding removes no dot, slash or control character, so only the last form needs a check.
    let mut bytes = Cow::Borrowed(text.as_bytes());
    for _ in 0..DECODINGS {
        match Cow::from(percent_decode(&bytes)) {
            // There was nothing to decode.
            Cow::Borrowed(_) => break,
            Cow::Owned(decoded) => bytes = Cow::Owned(decoded),
        }
    }
    if bytes.iter().any(u8::is_ascii_control) {
        return Err("must not contain encoded control characters");
    }
    let mut parts = bytes.split(|byte| matches!(byte, b'/' | b'\\'));
    if parts.any(|part| matches!(part, b"." | b"..")) {
        return Err("must not contain `.` or `..` as a segment");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Notation, Path, Value};
    use proptest::prelude::*;

    fn fill(template: &str, value: &str) -> Result<String, String> {
        let mut path = Path::new(template);
        let value = Value::Scalar(value.to_owned());
        path.fill("id", &value, Notation::SIMPLE)
            .map_err(|reason| reason.0)?;
        Ok(path.finish()?.to_owned())
    }

    #[track_caller]
    fn check(value: &str, expected: &str) {
        let written =
            fill("/users/{id}/photo", value).unwrap_or_else(|error| format!("error: {error}"));
        assert_eq!(written, expected, "{value:?}");
    }

    #[test]
    fn a_value_stays_one_segment() {
        check("a@b.example", "/users/a%40b.example/photo");
        check("a/b\\c?d#e%f", "/users/a%2Fb%5Cc%3Fd%23e%25f/photo");
        check("{id}", "/users/%7Bid%7D/photo");
        check("...", "/users/.../photo");
        check("é ;=", "/users/%C3%A9%20%3B%3D/photo");
        check("100%25", "/users/100%2525/photo");
    }

    #[test]
    fn a_value_that_means_another_path_is_refused() {
        check("", "error: must not be empty");
        for value in [
            ".",
            "..",
            "%2e%2e",
            "%2E.",
            "%252e%252e",
            "..\\",
            "a/../b",
            "..%2fme",
            "./x",
            "%5c..",
            "..%5C",
        ] {
            check(value, "error: must not contain `.` or `..` as a segment");
        }
        check("a\r\nb", "error: must not contain control characters");
        check("a\u{0}", "error: must not contain control characters");
        check("a\u{85}", "error: must not contain control characters");
        check(
            "a%0d%0ab",
            "error: must not contain encoded control characters",
        );
    }

    #[test]
    fn literals_and_parameters_share_segments() {
        assert_eq!(
            fill("/users(id='{id}')", "a'b"),
            Ok("/users(id='a%27b')".to_owned())
        );
        assert_eq!(fill("/a b/{id}", "x"), Ok("/a%20b/x".to_owned()));
        assert_eq!(
            fill("/users", "x"),
            Err("is not in the path template".to_owned())
        );
        assert_eq!(
            fill("/users/{id}/{other}", "x"),
            Err("lacks a parameter".to_owned())
        );
        assert_eq!(
            fill("/a/../{id}", "x"),
            Err("has a segment that is `.` or `..`".to_owned())
        );
    }

    /// Strings that are more difficult for a path than random ones.
    fn tricky() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("."),
            Just(".."),
            Just("/"),
            Just("\\"),
            Just("%"),
            Just("%2e"),
            Just("%2F"),
            Just("%25"),
            Just("%5c"),
            Just("?"),
            Just("#"),
            Just("{id}"),
            Just("a"),
            Just("é"),
            Just("\t"),
            Just("\u{2028}"),
            Just(";"),
            Just("//"),
        ];
        prop_oneof![
            any::<String>(),
            prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
        ]
    }

    /// 10,000 values, and a million with `WHOLE_MATRIX=1`.
    fn cases() -> ProptestConfig {
        let whole = std::env::var_os("WHOLE_MATRIX").is_some();
        ProptestConfig {
            cases: if whole { 1_000_000 } else { 10_000 },
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    proptest! {
        #![proptest_config(cases())]

        /// An independent parser sees exactly the intended segments, or the value was refused.
        #[test]
        fn the_intended_segments_or_an_error(value in tricky()) {
            let Ok(path) = fill("/users/{id}/photo", &value) else {
                return Ok(());
            };
            let url = url::Url::parse(&format!("https://graph.example/v1.0{path}")).unwrap();
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            prop_assert_eq!(segments.len(), 4);
            prop_assert_eq!([segments[0], segments[1], segments[3]], ["v1.0", "users", "photo"]);
            let read = percent_encoding::percent_decode_str(segments[2]).decode_utf8().unwrap();
            prop_assert_eq!(read, value);
            prop_assert_eq!((url.query(), url.fragment()), (None, None));
        }
    }
}
