//! The inside of a paragraph: escapes what rustdoc would take for HTML or a link to an item.

use super::visible::visible;
use super::wrap::{run, starts_block};
use std::borrow::Cow;

/// Characters that end a sentence or announce that something follows.
const STOPS: [char; 9] = ['.', '!', '?', ':', ';', ',', '…', '。', '！'];

/// A name or value from a document as a code span.
pub(crate) fn code_span(text: &str) -> String {
    let text = spaced(&visible(text));
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let mut ticks = 1;
    while has_run(&text, ticks) {
        ticks += 1;
    }
    let fence = "`".repeat(ticks);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A title from a document as Markdown on one line, without a full stop.
pub(crate) fn one_line(text: &str) -> String {
    escape(&plain_line(text))
}

/// Text from a document on one line, for where there is no Markdown.
pub(crate) fn plain_line(text: &str) -> String {
    spaced(&visible(text))
}

/// Ends a sentence that does not end. A stop may stand inside what closes with the sentence:
/// `(see below.)`, `_silently._`.
pub(super) fn end_sentence(text: &mut String) {
    let closing = |c: char| "*_)\"'”’".contains(c);
    if !text.is_empty() && !text.trim_end_matches(closing).ends_with(STOPS) {
        text.push('.');
    }
}

/// Words with one space between them.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One paragraph's text, with code spans, absolute links and bare URLs kept as links, and every
/// other `<`, `[` and backtick escaped.
pub(super) fn escape(text: &str) -> String {
    escape_start(escape_inside(text))
}

/// A row of a table, which begins with a bar: its bars stay, each cell is text of its own.
pub(super) fn escape_row(row: &str) -> String {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in row.chars() {
        match cells.last_mut() {
            Some(cell) if c != '|' || escaped => cell.push(c),
            _ => cells.push(String::new()),
        }
        escaped = c == '\\';
    }
    let cells: Vec<_> = cells
        .iter()
        .map(|cell| escape_inside(&spaced(cell)))
        .collect();
    cells.join(" | ").trim().to_owned()
}

fn escape_inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while let Some(plain) = text[at..].find(['\\', '`', '<', '[', '!', 'h']) {
        out.push_str(&text[at..at + plain]);
        at += plain;
        let (piece, length) = piece(text, at);
        out.push_str(&piece);
        at += length;
    }
    out.push_str(&text[at..]);
    out
}

/// What the sign at `at` begins, as it is to be written, and how many bytes of the input it was.
fn piece(text: &str, at: usize) -> (Cow<'_, str>, usize) {
    let rest = &text[at..];
    let as_it_is = |length: usize| (Cow::from(&rest[..length]), length);
    if rest.starts_with('\\') {
        return backslash(rest);
    }
    if rest.starts_with('`') {
        return match code(text, at) {
            Some((content, length)) => (code_span(content).into(), length),
            None => ("\\`".repeat(run(text, at)).into(), run(text, at)),
        };
    }
    if rest.starts_with('<') {
        return autolink(rest).map_or((Cow::from("\\<"), 1), as_it_is);
    }
    if rest.starts_with('[') {
        return link(rest).unwrap_or(("\\[".into(), 1));
    }
    if rest.starts_with("![") {
        return ("!\\[".into(), 2);
    }
    match url(rest) {
        0 => as_it_is(1),
        length => (format!("<{}>", &rest[..length]).into(), length),
    }
}

/// A backslash and the punctuation that it escapes; before anything else it stands for itself.
fn backslash(rest: &str) -> (Cow<'_, str>, usize) {
    match rest[1..].chars().next() {
        Some(c) if c.is_ascii_punctuation() => (rest[..2].into(), 2),
        Some(c) if c.is_alphanumeric() && url(&rest[1..]) == 0 => ("\\".into(), 1),
        _ => ("\\\\".into(), 1),
    }
}

/// The content of the code span that opens at `at`, and its length with backticks.
fn code(text: &str, at: usize) -> Option<(&str, usize)> {
    let ticks = run(text, at);
    let start = at + ticks;
    let mut next = start;
    loop {
        let found = next + text[next..].find('`')?;
        let close = run(text, found);
        next = found + close;
        if close == ticks {
            return Some((&text[start..found], next - at))
                .filter(|(content, _)| !content.is_empty());
        }
    }
}

/// The length of `<https://..>`.
fn autolink(rest: &str) -> Option<usize> {
    // Looks no further than the next sign that ends it: a text may be nothing but such signs.
    let ends = |c: char| matches!(c, '<' | '>') || c.is_whitespace();
    let end = rest[1..].find(ends)? + 1;
    (rest[end..].starts_with('>') && is_http(&rest[1..end])).then_some(end + 1)
}

/// The longest text of a link: what goes on for longer is none. It bounds how far is looked ahead.
const LONGEST_TEXT: usize = 500;

/// `[text](https://..)` as it is to be written, and its length. A link to a place of the document's
/// own site is its text: nobody is there to follow it.
fn link(rest: &str) -> Option<(Cow<'_, str>, usize)> {
    let end = link_text(rest)?;
    let text = escape_inside(rest[1..end].trim());
    let target = rest[end..].strip_prefix("](")?;
    let close = target.find(')')?;
    let length = end + 2 + close + 1;
    let address = without_title(&target[..close]);
    let fine = |c: char| !c.is_whitespace() && !"()<>\"'`\\[]".contains(c);
    if text.is_empty() || !address.chars().all(fine) {
        None
    } else if is_http(address) {
        Some((format!("[{text}]({address})").into(), length))
    } else {
        let is_own = address.starts_with(['#', '/']) || address.starts_with("../");
        (is_own && !text.contains("](")).then(|| (text.into(), length))
    }
}

/// The position of the bracket that closes the one at the start. Between them are words and code:
/// no link, no HTML.
fn link_text(rest: &str) -> Option<usize> {
    let rest = &rest[..rest.floor_char_boundary(LONGEST_TEXT)];
    let mut at = 1;
    while at < rest.len() {
        at += rest[at..].find(['[', ']', '`', '<', '\\'])?;
        match rest.as_bytes()[at] {
            b']' => return Some(at),
            b'`' => at += code(rest, at)?.1,
            _ => return None,
        }
    }
    None
}

/// An address without the title that may stand behind it: `https://a.example "Title"`.
fn without_title(target: &str) -> &str {
    match target.split_once(char::is_whitespace) {
        Some((address, title))
            if title.len() > 1 && title.starts_with('"') && title.ends_with('"') =>
        {
            address
        }
        _ => target,
    }
}

/// The length of the URL at the start, without the punctuation of the sentence around it; 0 for
/// none.
fn url(rest: &str) -> usize {
    if !is_http(rest) {
        return 0;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>\"`\\|".contains(c))
        .unwrap_or(rest.len());
    let mut url = rest[..end].trim_end_matches(|c: char| ".,;:!?'*_~]".contains(c));
    // Counted once: an address may be nothing but parentheses.
    let (opened, mut closed) = (url.matches('(').count(), url.matches(')').count());
    while url.ends_with(')') && closed > opened {
        closed -= 1;
        url = url[..url.len() - 1].trim_end_matches(|c: char| ".,;:!?'*_~]".contains(c));
    }
    if is_http(url) { url.len() } else { 0 }
}

fn is_http(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        text.strip_prefix(scheme)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '{'))
    })
}

fn has_run(text: &str, ticks: usize) -> bool {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let length = run(text, at + found);
        if length == ticks {
            return true;
        }
        at += found + length;
    }
    false
}

/// A first word that would begin a list, heading or quote is escaped: it was none in the document,
/// or was taken apart already.
fn escape_start(text: String) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    if !starts_block(word) || word.starts_with("```") {
        return text;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}\\{}", &text[..digits], &text[digits..])
}
