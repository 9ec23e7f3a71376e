//! Whether letters of a path must be as the document writes them.

use super::template::Part;
use std::borrow::Cow;

/// Whether the segments of a path that are no parameters must be written as the document writes
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// They must, as RFC 3986 section 6.2.2.1 has it.
    #[default]
    Sensitive,
    /// Letters of ASCII may be large or small: `/Users/{id}` is also `/users/{id}`. Parameters keep
    /// theirs.
    Insensitive,
}

impl Case {
    /// A segment in the form that segments are compared in; as many bytes as before.
    pub(super) fn fold(self, segment: &str) -> Cow<'_, str> {
        let is_folded = || !segment.bytes().any(|byte| byte.is_ascii_uppercase());
        if self == Self::Sensitive || is_folded() {
            return Cow::Borrowed(segment);
        }
        Cow::Owned(segment.to_ascii_lowercase())
    }

    /// The literals of a template in that form.
    pub(super) fn fold_all(self, parts: &mut [Part]) {
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
