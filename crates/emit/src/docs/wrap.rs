//! Lines of a width, broken only where Markdown reads the pieces as it read the whole.

/// Breaks text at spaces so that lines stay within `width` columns where they can. The first line
/// begins with `first`, the others with `rest`.
///
/// Spaces inside code spans do not break, nor does a space before a word that would begin a list,
/// heading or quote at the start of a line.
pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut begun = false;
    for word in pieces(text) {
        if !begun {
            line.push_str(word);
        } else if columns(&line) + 1 + columns(word) <= width || starts_block(word) {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(std::mem::replace(&mut line, format!("{rest}{word}")));
        }
        begun = true;
    }
    lines.push(line);
    lines
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// The parts between spaces, where a code span is never parted.
fn pieces(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at = skip_code_span(text, at),
            b' ' => {
                pieces.extend(text.get(start..at));
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    pieces.extend(text.get(start..));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The position after the code span that opens at `at`, or after its backticks if it is none.
fn skip_code_span(text: &str, at: usize) -> usize {
    let ticks = run(text, at);
    let mut next = at + ticks;
    while let Some(found) = text.get(next..).and_then(|rest| rest.find('`')) {
        let close = run(text, next + found);
        next += found + close;
        if close == ticks {
            return next;
        }
    }
    at + ticks
}

/// The number of backticks from `at` on.
pub(super) fn run(text: &str, at: usize) -> usize {
    text.bytes()
        .skip(at)
        .take_while(|&byte| byte == b'`')
        .count()
}

/// Whether a line that begins with this word could be something other than a line of a paragraph
/// (`CommonMark` 0.31, section 4 and 5; tables of GFM).
pub(super) fn starts_block(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = number.len() < word.len() && (number.starts_with('.') || number.starts_with(')'));
    ordered
        || word.starts_with(['>', '|', '#'])
        || word.starts_with("~~~")
        || word.starts_with("```")
        || word.starts_with("[^")
        || word
            .chars()
            .all(|c| matches!(c, '-' | '+' | '*' | '_' | '=' | '|' | ':'))
}
