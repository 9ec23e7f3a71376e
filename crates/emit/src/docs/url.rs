//! Addresses in prose.

use std::fmt::Write;

/// Punctuation that belongs to the sentence around an address, at its end.
const PUNCTUATION: &str = ".,;:!?'*_~]";

/// Returns whether a text begins with an address that documentation may link to.
pub(super) fn is_http(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        text.strip_prefix(scheme)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '{'))
    })
}

/// Returns the length of the address at the start, without the punctuation of the sentence around
/// it; 0 for none.
pub(super) fn url_length(text: &str) -> usize {
    if !is_http(text) {
        return 0;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || "<>\"`\\|".contains(c))
        .unwrap_or(text.len());
    let punctuation = |c: char| PUNCTUATION.contains(c);
    let mut url = text[..end].trim_end_matches(punctuation);
    // Counted once: an address may be nothing but parentheses.
    let (opened, mut closed) = (url.matches('(').count(), url.matches(')').count());
    while url.ends_with(')') && closed > opened {
        closed -= 1;
        url = url[..url.len() - 1].trim_end_matches(punctuation);
    }
    if is_http(url) { url.len() } else { 0 }
}

/// Returns the length of `<https://..>` at the start; 0 for none.
pub(super) fn autolink_length(text: &str) -> usize {
    // The search ends at the next bracket, since a text may consist of nothing else.
    let ends = |c: char| matches!(c, '<' | '>') || c.is_whitespace();
    let Some(inside) = text.strip_prefix('<') else {
        return 0;
    };
    match inside.find(ends) {
        Some(end) if inside[end..].starts_with('>') && is_http(inside) => end + "<>".len(),
        _ => 0,
    }
}

/// Returns a destination as it can be written between the parentheses of a link: signs that mean
/// something there are percent-encoded (RFC 3986, section 2.1).
pub(super) fn destination(url: &str) -> String {
    let mut written = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '`' | '\\' | '|' => {
                // Writing to a string does not fail.
                _ = write!(written, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() || c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}
