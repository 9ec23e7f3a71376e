//! Text of others in our own lines: capped, on one line, and without tricks.

use std::fmt;

/// The longest text of a server's that stands in an error's line, in characters.
const MAX_CHARS: usize = 300;

/// How much of a body an error keeps, in bytes.
const MAX_EXCERPT: usize = 512;

/// A text in one line: control characters and what turns the direction of writing are shown as
/// `\u{..}`, and the rest of a long text is cut off.
pub(crate) fn shorten(text: &str) -> Shortened<'_> {
    Shortened(text)
}

pub(crate) struct Shortened<'a>(&'a str);

impl fmt::Display for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        let mut chars = self.0.trim().chars();
        for c in chars.by_ref().take(MAX_CHARS) {
            if is_tricky(c) {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
        }
        if chars.next().is_some() {
            f.write_str("..")
        } else {
            Ok(())
        }
    }
}

/// Control characters, line and paragraph separators, and marks that reorder or hide text.
fn is_tricky(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The beginning of a body, as far as it is text.
pub(super) fn excerpt(body: &[u8]) -> String {
    let cut = body.get(..MAX_EXCERPT).unwrap_or(body);
    let text = String::from_utf8_lossy(cut);
    let text: String = text
        .chars()
        .map(|c| if is_tricky(c) { ' ' } else { c })
        .collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{excerpt, shorten};

    #[test]
    fn a_text_stays_in_its_line() {
        assert_eq!(
            shorten(" a\r\nlevel=fatal\u{1b}[31m\u{202e}é ").to_string(),
            r"a\r\nlevel=fatal\u{1b}[31m\u{202e}é"
        );
        assert_eq!(
            shorten(&"x".repeat(301)).to_string(),
            format!("{}..", "x".repeat(300))
        );
        assert_eq!(shorten(&"x".repeat(300)).to_string(), "x".repeat(300));
    }

    #[test]
    fn an_excerpt_is_capped_text() {
        assert_eq!(excerpt(b"  <html>\n<body>\0"), "<html> <body>");
        assert_eq!(excerpt(&[b'x'; 10_000]).len(), 512);
        assert_eq!(excerpt(&[0xff, b'a']), "\u{fffd}a");
        assert_eq!(excerpt(b""), "");
    }
}
