//! Case sensitivity of paths.

use super::template::Part;
use std::borrow::Cow;

/// The case sensitivity of the literal parts of a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// Paths are case-sensitive (RFC 3986 section 6.2.2.1).
    #[default]
    Sensitive,
    /// ASCII letters match in either case: `/Users/{id}` is also `/users/{id}`. The values of
    /// parameters are unchanged.
    Insensitive,
}

impl Case {
    /// Converts a segment to the case in which segments are compared; its length stays the same.
    pub(super) fn fold(self, segment: &str) -> Cow<'_, str> {
        let has_no_upper_case = || !segment.bytes().any(|byte| byte.is_ascii_uppercase());
        if self == Self::Sensitive || has_no_upper_case() {
            return Cow::Borrowed(segment);
        }
        Cow::Owned(segment.to_ascii_lowercase())
    }

    /// Converts the literals of a template to that case.
    pub(super) fn fold_literals(self, parts: &mut [Part]) {
        if self == Self::Sensitive {
            return;
        }
        for part in parts {
            if let Part::Literal(text) = part {
                text.make_ascii_lowercase();
            }
        }
    }
}
