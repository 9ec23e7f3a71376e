//! Documentation as an attribute, between the emitter of an item and the printer.
//!
//! Prose is much of the output. As one attribute for each line it would be escaped, parsed and
//! printed line by line, which was a tenth of a run. All lines of a comment are therefore the raw
//! string of one attribute. The code printer copies it as a single line, and [`comment_lines`]
//! splits that line when the text of the file is put together.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The beginning of the attribute's text. A line of a comment is empty or begins with a space.
const MARK: &str = "@";

/// Separates the lines of a comment. Text of a document does not contain it, since
/// [`super::visible`] escapes control characters.
const SEPARATOR: char = '\u{1}';

/// Returns the attribute that prints as these lines, each empty or beginning with a space.
pub(super) fn attribute(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let text = raw_string(&lines.join(&String::from(SEPARATOR)));
    quote!(#[doc = #text])
}

/// Returns the lines of the comment that a line of printed code stands for, given the line without
/// its indentation; `None` for a line of any other kind.
pub(crate) fn comment_lines(code: &str) -> Option<impl Iterator<Item = &str>> {
    let text = code.strip_prefix("///")?.strip_prefix(MARK)?;
    Some(text.split(SEPARATOR))
}

/// Returns a raw string literal, which nobody has to escape or unescape.
fn raw_string(text: &str) -> Literal {
    let text = format!("{MARK}{text}");
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse();
    literal.unwrap_or_else(|_| Literal::string(&text))
}
