//! Repairs of lines that Markdown misunderstands, with a map back to the original.
//!
//! Two defects are repaired: a heading without a space after its `#`s, which is prose in Markdown, and a closing
//! fence at the end of a line of code, after which the rest of the document would be code. Everything else is
//! unchanged.

use std::ops::Range;

/// A text with its lines repaired.
pub(super) struct Normalised {
    /// The repaired text.
    pub(super) text: String,
    /// Closing fences that are not on their own line.
    pub(super) glued_fences: Vec<Range<usize>>,
    /// The opening fence of a block of code without an end.
    pub(super) open_fence: Option<Range<usize>>,
    /// The start of each copied range, here and in the original.
    stretches: Vec<(usize, usize)>,
}

/// Repairs `original`, without its byte order mark.
pub(super) fn normalise(original: &str) -> Normalised {
    let start = if original.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut out = Normalised {
        text: String::with_capacity(original.len() + original.len() / 32),
        glued_fences: Vec::new(),
        open_fence: None,
        stretches: vec![(0, start)],
    };
    let mut fence: Option<Fence> = None;
    let mut at = start;
    for line in original[start..].split_inclusive('\n') {
        if let Some(Repair { end, insert }) = repair(&mut fence, line, at) {
            if insert == "\n" {
                out.glued_fences.push(at + end..at + line.trim_end().len());
            }
            out.text.push_str(&line[..end]);
            out.text.push_str(insert);
            out.stretches.push((out.text.len(), at + end));
            out.text.push_str(&line[end..]);
        } else {
            out.text.push_str(line);
        }
        at += line.len();
    }
    out.open_fence = fence.map(|fence| fence.span);
    out
}

impl Normalised {
    /// The range of the original for a `range` of the repaired text.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        self.original_at(range.start)..self.original_at(range.end)
    }

    fn original_at(&self, at: usize) -> usize {
        // The first range begins at 0, so there is always one at or before `at`.
        let next = self.stretches.partition_point(|(here, _)| *here <= at);
        let (here, there) = self.stretches[next - 1];
        there + (at - here)
    }
}

/// A defect of a line.
struct Repair {
    /// The position in the line.
    end: usize,
    /// The missing text: a space after the `#`s of a heading, or a line break before a closing fence.
    insert: &'static str,
}

/// The defect of `line`, which begins at `at`; keeps track of the current block of code.
fn repair(fence: &mut Option<Fence>, line: &str, at: usize) -> Option<Repair> {
    let Some(open) = fence else {
        *fence = Fence::opened_by(line, at);
        return heading_marks(line).map(|end| Repair { end, insert: " " });
    };
    if open.is_closed_by(line) {
        *fence = None;
        return None;
    }
    let end = open.is_glued_to(line)?;
    *fence = None;
    Some(Repair { end, insert: "\n" })
}

/// The opening fence of a block of code.
struct Fence {
    mark: char,
    length: usize,
    span: Range<usize>,
}

impl Fence {
    fn opened_by(line: &str, at: usize) -> Option<Self> {
        let text = strip_indent(line)?;
        let mark = text
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let length = text.len() - text.trim_start_matches(mark).len();
        // With a backtick after it, the line is a code span in a paragraph.
        let fence = length >= 3 && !(mark == '`' && text[length..].contains('`'));
        fence.then(|| Self {
            mark,
            length,
            span: at..at + line.trim_end().len(),
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let Some(text) = strip_indent(line) else {
            return false;
        };
        let text = text.trim_end();
        text.len() >= self.length && text.chars().all(|c| c == self.mark)
    }

    /// The position of a closing fence at the end of a line of code.
    fn is_glued_to(&self, line: &str) -> Option<usize> {
        let code = line.trim_end();
        let end = code.trim_end_matches(self.mark).len();
        (code.len() - end == self.length).then_some(end)
    }
}

/// The end of the `#`s of a heading without a space after them.
fn heading_marks(line: &str) -> Option<usize> {
    let text = strip_indent(line)?;
    let level = text.len() - text.trim_start_matches('#').len();
    let glued = (1..=6).contains(&level) && text[level..].starts_with(|c: char| !c.is_whitespace());
    glued.then(|| line.len() - text.len() + level)
}

/// The line without the up to three spaces before a heading or a fence.
fn strip_indent(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() <= 3).then_some(text)
}
