//! The words of documentation, on their way around the printer.
//!
//! Prose is much of what is written, and the way through tokens is dear: it would be escaped, read
//! back, and printed, line by line. So it waits here, tokens carry a mark with its number, and the
//! mark's line becomes the words. Tokens never leave the thread that makes them, nor do the words.

use super::spacing::BLANK;
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::RefCell;

/// How a mark begins. Real documentation begins with a space, or is an empty line.
const MARK: &str = "///@";

thread_local! {
    /// The lines of each piece of documentation in the file that this thread is writing.
    static WORDS: RefCell<Vec<Vec<String>>> = const { RefCell::new(Vec::new()) };
}

/// The attribute that prints as these lines, each empty or beginning with a space.
pub(crate) fn documented(lines: Vec<String>) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let number = WORDS.with_borrow_mut(|words| {
        words.push(lines);
        words.len() - 1
    });
    let mark = format!("@{number}");
    quote!(#[doc = #mark])
}

/// Forgets the words of a file that is done.
pub(super) fn forget() {
    WORDS.with_borrow_mut(Vec::clear);
}

/// Writes a line of printed code; marks become what they stand for.
pub(super) fn write(line: &str, text: &mut String) {
    let code = line.trim_start_matches(' ');
    if code == BLANK {
        text.push('\n');
    } else if let Some(number) = code.strip_prefix(MARK).and_then(|mark| mark.parse().ok()) {
        write_words(number, &line[..line.len() - code.len()], text);
    } else {
        text.push_str(line);
        text.push('\n');
    }
}

fn write_words(number: usize, indent: &str, text: &mut String) {
    WORDS.with_borrow(|words| {
        for line in words.get(number).into_iter().flatten() {
            for part in [indent, "///", line.trim_end(), "\n"] {
                text.push_str(part);
            }
        }
    });
}
