//! Entity tags (RFC 9110 section 8.8.3).

use std::fmt::{self, Display, Write};

/// An entity tag, which identifies a state of a resource: `"v1"`, or `W/"v1"` if equal tags do not
/// promise equal bytes.
///
/// ```
/// use graphwright_server::ETag;
///
/// assert_eq!(ETag::strong(7).to_string(), "\"7\"");
/// assert_eq!(ETag::weak("a \"b\"").to_string(), "W/\"a%20%22b%22\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ETag {
    is_weak: bool,
    tag: String,
}

impl ETag {
    /// A strong tag, which is equal for equal bytes only. Characters that a tag cannot have are
    /// percent-encoded.
    pub fn strong(tag: impl Display) -> Self {
        Self {
            is_weak: false,
            tag: percent_encode(&tag.to_string()),
        }
    }

    /// A weak tag, which is equal for equivalent representations; otherwise like
    /// [`strong`](Self::strong).
    pub fn weak(tag: impl Display) -> Self {
        Self {
            is_weak: true,
            ..Self::strong(tag)
        }
    }

    /// Returns whether both are strong and equal (RFC 9110 section 8.8.3.2).
    pub fn matches_strongly(&self, other: &Self) -> bool {
        !self.is_weak && self == other
    }

    /// Returns whether they are equal, weak or not (RFC 9110 section 8.8.3.2).
    pub fn matches_weakly(&self, other: &Self) -> bool {
        self.tag == other.tag
    }

    /// Parses a list of tags; `None` if there is anything else between the commas.
    ///
    /// A tag may contain commas, so the list is parsed tag by tag.
    pub(crate) fn parse_list(text: &str) -> Option<Vec<Self>> {
        let mut tags = Vec::new();
        let mut rest = text.trim_start_matches(is_separator);
        while !rest.is_empty() {
            let (is_weak, quoted) = match rest.strip_prefix("W/") {
                Some(quoted) => (true, quoted),
                None => (false, rest),
            };
            let (tag, after) = quoted.strip_prefix('"')?.split_once('"')?;
            if !tag.bytes().all(is_etagc) || !after.is_empty() && !after.starts_with(is_separator) {
                return None;
            }
            let tag = tag.to_owned();
            tags.push(Self { is_weak, tag });
            rest = after.trim_start_matches(is_separator);
        }
        (!tags.is_empty()).then_some(tags)
    }
}

impl Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weak = if self.is_weak { "W/" } else { "" };
        write!(f, "{weak}\"{}\"", self.tag)
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ' ' | '\t')
}

/// `etagc` of RFC 9110. Its bytes beyond ASCII are obsolete, and are not written.
fn is_etagc(byte: u8) -> bool {
    matches!(byte, b'!' | b'#'..=b'~' | 0x80..)
}

fn percent_encode(tag: &str) -> String {
    let mut encoded = String::with_capacity(tag.len());
    for byte in tag.bytes() {
        if byte.is_ascii() && is_etagc(byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::ETag;

    /// `expected` has the tags of a list, separated by spaces, or `none`.
    fn check(list: &str, expected: &str) {
        let found = ETag::parse_list(list).map_or_else(
            || "none".to_owned(),
            |tags| {
                let tags: Vec<_> = tags.iter().map(ToString::to_string).collect();
                tags.join(" ")
            },
        );
        assert_eq!(found, expected, "{list:?}");
    }

    #[test]
    fn reads_lists() {
        check("\"a\"", "\"a\"");
        check("W/\"a\",\"b\"", "W/\"a\" \"b\"");
        check(" \"a,b\" ,, W/\"\"\t", "\"a,b\" W/\"\"");
        for wrong in [
            "",
            ",",
            "a",
            "\"a",
            "\"a\"b",
            "\"a\"\"b\"",
            "w/\"a\"",
            "\"a b\"",
            "*",
        ] {
            check(wrong, "none");
        }
    }

    /// The table of RFC 9110 section 8.8.3.2.
    #[test]
    fn compares_tags() {
        let (weak, strong) = (ETag::weak, ETag::strong);
        for (left, right, strongly, weakly) in [
            (weak(1), weak(1), false, true),
            (weak(1), weak(2), false, false),
            (weak(1), strong(1), false, true),
            (strong(1), strong(1), true, true),
        ] {
            assert_eq!(left.matches_strongly(&right), strongly, "{left} {right}");
            assert_eq!(left.matches_weakly(&right), weakly, "{left} {right}");
        }
    }
}
