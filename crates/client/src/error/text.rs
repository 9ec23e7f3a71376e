//! Text from servers in our own messages: short, on one line, and harmless to a terminal.

use std::fmt;

/// The longest text from a server that an error message quotes, in characters.
const MAX_CHARS: usize = 300;

/// The most that an error keeps of a body, in bytes.
const MAX_EXCERPT: usize = 512;

/// Shows a text on one line: control characters and characters that change the direction of writing
/// are escaped as `\u{..}`, and the rest of a long text is cut off.
pub(crate) fn one_line(text: &str) -> OneLine<'_> {
    OneLine(text)
}

pub(crate) struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        let mut chars = self.0.trim().chars();
        for c in chars.by_ref().take(MAX_CHARS) {
            if is_unsafe(c) {
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

/// `true` for control characters, line and paragraph separators, and characters that reorder or
/// hide text.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The beginning of a body as text, with spaces in place of unsafe characters.
pub(super) fn excerpt(body: &[u8]) -> String {
    let cut = body.get(..MAX_EXCERPT).unwrap_or(body);
    let shown: String = String::from_utf8_lossy(cut)
        .chars()
        .map(|c| if is_unsafe(c) { ' ' } else { c })
        .collect();
    shown.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{excerpt, one_line};

    #[test]
    fn a_text_stays_in_its_line() {
        assert_eq!(
            one_line(" a\r\nlevel=fatal\u{1b}[31m\u{202e}é ").to_string(),
            r"a\r\nlevel=fatal\u{1b}[31m\u{202e}é"
        );
        assert_eq!(
            one_line(&"x".repeat(301)).to_string(),
            format!("{}..", "x".repeat(300))
        );
        assert_eq!(one_line(&"x".repeat(300)).to_string(), "x".repeat(300));
    }

    #[test]
    fn an_excerpt_is_capped_text() {
        assert_eq!(excerpt(b"  <html>\n<body>\0"), "<html> <body>");
        assert_eq!(excerpt(&[b'x'; 10_000]).len(), 512);
        assert_eq!(excerpt(&[0xff, b'a']), "\u{fffd}a");
        assert_eq!(excerpt(b""), "");
    }
}
