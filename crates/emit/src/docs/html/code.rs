//! Code in prose, which is not translated, and code of HTML.

use crate::docs::wrap::{count_backticks, longest_run};

/// Returns the length of a fenced block, up to its last line or the end of the text.
pub(super) fn fence_length(rest: &str) -> usize {
    let mark = &rest[..3];
    let mut length = 0;
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        length += line.len();
        if index > 0 && line.trim_start().starts_with(mark) {
            break;
        }
    }
    length
}

/// The greatest length of a code span, which bounds the search for its end.
const LONGEST_CODE: usize = 1000;

/// Returns the length of a code span, or that of the backticks if they begin none.
pub(super) fn code_span_length(rest: &str) -> usize {
    let ticks = count_backticks(rest, 0);
    let rest = &rest[..rest.floor_char_boundary(ticks + LONGEST_CODE)];
    let rest = rest
        .split_once("\n\n")
        .map_or(rest, |(paragraph, _)| paragraph);
    let mut at = ticks;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find('`')) {
        let close = count_backticks(rest, at + found);
        at += found + close;
        if close == ticks {
            return at;
        }
    }
    ticks
}

/// Returns the content of `<pre>` as a fenced block.
pub(super) fn fenced_block(html: &str) -> String {
    let mut code = String::new();
    for (index, part) in html.split('<').enumerate() {
        match part.split_once('>').filter(|_| index > 0) {
            Some((tag, text)) => {
                code.push_str(if tag.starts_with("br") { "\n" } else { "" });
                code.push_str(text);
            }
            None => code.push_str(part),
        }
    }
    let code = unescape(&code);
    let code = code.trim_matches('\n');
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    format!("{fence}\n{code}\n{fence}\n\n")
}

/// Replaces character references, which Markdown does not have in code.
pub(super) fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&nbsp;", " ");
    text.replace("&amp;", "&")
}
