//! Wraps paragraphs, only where Markdown reads the lines as it reads the whole.

/// Breaks text at spaces, so that lines are at most `width` columns wide if possible, and at its line
/// breaks.
///
/// Spaces inside code spans do not break, nor does a space before a word that would begin a list,
/// heading or quote at the start of a line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in words(part) {
            let columns = word.chars().count();
            if line.is_empty() {
                used = columns;
            } else if used + 1 + columns <= width || starts_block(word) {
                line.push(' ');
                used += 1 + columns;
            } else {
                lines.push(std::mem::take(&mut line));
                used = columns;
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// The parts between spaces, where a code span is never split.
fn words(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at = skip_code_span(text, at),
            b' ' => {
                words.extend(text.get(start..at));
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    words.extend(text.get(start..));
    words.retain(|word| !word.is_empty());
    words
}

/// The position after the code span that begins at `at`, or after the backticks if they begin none.
fn skip_code_span(text: &str, at: usize) -> usize {
    let ticks = count_backticks(text, at);
    let mut next = at + ticks;
    while let Some(found) = text.get(next..).and_then(|rest| rest.find('`')) {
        let close = count_backticks(text, next + found);
        next += found + close;
        if close == ticks {
            return next;
        }
    }
    at + ticks
}

/// The number of backticks from `at` on.
pub(super) fn count_backticks(text: &str, at: usize) -> usize {
    text.bytes()
        .skip(at)
        .take_while(|&byte| byte == b'`')
        .count()
}

/// The length of the longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Returns whether a line that begins with this word could be something other than a line of a
/// paragraph (`CommonMark` 0.31, section 4 and 5; tables of GFM).
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

/// Escapes a first word that would begin a list, heading or quote at the start of a line.
pub(super) fn escape_start(text: &mut String) {
    let word = text.split([' ', '\n']).next().unwrap_or_default();
    if !word.is_empty() && starts_block(word) && !word.starts_with("```") {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        text.insert(digits, '\\');
    }
}
