//! Prose as blocks: paragraphs, list items, quotes, headings, table rows, fenced text.
//!
//! Reads just enough of `CommonMark` to keep a document's structure. What it does not know becomes a
//! paragraph.

use super::html;
use super::inline::{end_sentence, escape, escape_row, spaced};
use super::visible::visible;
use super::wrap::wrap;

/// How deep lists may stand in lists.
const DEEPEST: usize = 6;

/// A block of documentation, ready to be laid out.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// Markdown that may be wrapped: what its first line begins with, and the others.
    Text {
        first: String,
        rest: String,
        text: String,
        tight: bool,
    },
    /// Lines that stand as they are.
    Lines(Vec<String>),
    /// What somebody else said, or a note.
    Quote(Vec<Block>),
}

impl Block {
    /// A paragraph of Markdown that we vouch for.
    pub(super) fn own(text: String) -> Self {
        Self::Text {
            first: String::new(),
            rest: String::new(),
            text,
            tight: false,
        }
    }

    /// Whether it is words that are no item of a list.
    pub(super) fn is_paragraph(&self) -> bool {
        matches!(self, Self::Text { first, .. } if first.is_empty())
    }

    /// Whether it begins an item of a list, or goes on with one.
    pub(super) fn is_item(&self) -> bool {
        matches!(self, Self::Text { first, .. } if !first.is_empty())
    }

    /// The block inside an item of a list: the item's marker, or the spaces below it, come before it.
    /// It may follow the item before it without a blank line.
    pub(super) fn inside(self, marker: &str, follows: bool) -> Self {
        match self {
            Self::Text {
                first,
                rest,
                text,
                tight,
            } => Self::Text {
                first: format!("{marker}{first}"),
                rest: format!("{}{rest}", " ".repeat(marker.len())),
                text,
                tight: follows || tight,
            },
            Self::Lines(lines) => {
                let lines = lines.iter().enumerate();
                let spaces = " ".repeat(marker.len());
                let begin = |(index, line): (usize, &String)| match (index, line.as_str()) {
                    (0, line) => format!("{marker}{line}"),
                    (_, "") => String::new(),
                    (_, line) => format!("{spaces}{line}"),
                };
                Self::Lines(lines.map(begin).collect())
            }
            Self::Quote(blocks) => Self::Quote(blocks),
        }
    }

    /// Whether it follows the block before it without a blank line.
    pub(super) fn is_tight(&self) -> bool {
        matches!(self, Self::Text { tight: true, .. })
    }

    /// Its lines, at most `width` columns where that can be.
    pub(super) fn lines(&self, width: usize) -> Vec<String> {
        match self {
            Self::Text {
                first, rest, text, ..
            } => wrap(text, width, first, rest),
            Self::Lines(lines) => lines.clone(),
            Self::Quote(blocks) => {
                let lines = lines(blocks, width.saturating_sub("> ".len()));
                let quoted = lines.into_iter().map(|line| format!("> {line}"));
                quoted.map(|line| line.trim_end().to_owned()).collect()
            }
        }
    }
}

/// The lines of blocks, with empty ones between them where they stand apart.
pub(super) fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !block.is_tight() {
            lines.push(String::new());
        }
        lines.extend(block.lines(width));
    }
    lines
}

/// The blocks of a document's prose. The first paragraph ends with a full stop.
pub(super) fn parse(prose: &str) -> Vec<Block> {
    let mut blocks = read(&html::to_markdown(&visible(prose)));
    if let Some(Block::Text { first, text, .. }) = blocks.first_mut()
        && first.is_empty()
    {
        end_sentence(text);
    }
    blocks
}

fn read(prose: &str) -> Vec<Block> {
    let mut parser = Parser::default();
    for line in prose.split('\n') {
        parser.line(line.trim_end());
    }
    parser.finish()
}

/// A list that is open.
struct List {
    /// The columns before its marker in the document.
    indent: usize,
    /// The columns before its items' text in the output.
    content: usize,
}

/// A fence that is open.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
    lines: Vec<String>,
}

#[derive(Default)]
struct Parser {
    blocks: Vec<Block>,
    lists: Vec<List>,
    fence: Option<Fence>,
    /// The paragraph or item being read: its first prefix, the others, its words.
    open: Option<(String, String, String)>,
    /// The lines of the quote being read, without their marks.
    quote: Option<String>,
    /// Whether the line before was blank.
    after_blank: bool,
}

impl Parser {
    fn line(&mut self, line: &str) {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if self.fence.is_some() {
            self.fenced(line, text);
        } else if text.is_empty() {
            self.close();
            self.after_blank = true;
            return;
        } else if let Some(fence) = opening_fence(text, indent) {
            self.close();
            self.lists.clear();
            self.fence = Some(fence);
        } else if is_rule(text) {
            self.close();
        } else if text.starts_with('|') {
            self.row(text);
        } else if let Some((marker, item)) = list_item(text) {
            self.item(indent, marker, item);
        } else if heading(text) {
            self.heading(text);
        } else if let Some(quoted) = text.strip_prefix('>') {
            self.quote(quoted);
        } else {
            self.text(indent, text);
        }
        self.after_blank = false;
    }

    fn fenced(&mut self, line: &str, text: &str) {
        let Some(fence) = &mut self.fence else { return };
        let marks = text.chars().take_while(|&c| c == fence.mark).count();
        if marks >= fence.length && marks == text.chars().count() {
            self.close_fence();
        } else {
            let outside = line.len() - line.trim_start().len();
            fence.lines.push(
                line.get(outside.min(fence.indent)..)
                    .unwrap_or(text)
                    .to_owned(),
            );
        }
    }

    /// Writes a fence as text, whatever it said it was: rustdoc runs what it takes for Rust.
    fn close_fence(&mut self) {
        let Some(fence) = self.fence.take() else {
            return;
        };
        let longest = fence
            .lines
            .iter()
            .map(|line| longest_run(line))
            .max()
            .unwrap_or(0);
        let ticks = "`".repeat((longest + 1).max(3));
        let mut lines = vec![format!("{ticks}text")];
        lines.extend(fence.lines);
        lines.push(ticks);
        self.blocks.push(Block::Lines(lines));
    }

    fn row(&mut self, text: &str) {
        self.close();
        self.lists.clear();
        let row = escape_row(text);
        match self.blocks.last_mut() {
            Some(Block::Lines(lines))
                if !self.after_blank && lines.first().is_some_and(|line| line.starts_with('|')) =>
            {
                lines.push(row);
            }
            _ => self.blocks.push(Block::Lines(vec![row])),
        }
    }

    fn item(&mut self, indent: usize, marker: &str, item: &str) {
        self.close();
        while self
            .lists
            .last()
            .is_some_and(|list| list.indent >= indent || self.lists.len() > DEEPEST)
        {
            self.lists.pop();
        }
        let outer = self.lists.last().map_or(0, |list| list.content);
        let content = outer + marker.len() + 1;
        self.lists.push(List { indent, content });
        let first = format!("{}{marker} ", " ".repeat(outer));
        self.open = Some((first, " ".repeat(content), item.trim().to_owned()));
    }

    fn heading(&mut self, text: &str) {
        self.close();
        self.lists.clear();
        let (marks, title) = text.split_once(' ').unwrap_or((text, ""));
        let title = escape(&spaced(title.trim_end_matches('#')));
        self.blocks
            .push(Block::Lines(vec![format!("{marks} {title}")]));
    }

    /// A line of a quote, without its mark. Quotes in quotes are one.
    fn quote(&mut self, text: &str) {
        let mut text = text.strip_prefix(' ').unwrap_or(text);
        while let Some(deeper) = text.trim_start().strip_prefix('>') {
            text = deeper.strip_prefix(' ').unwrap_or(deeper);
        }
        if self.quote.is_none() {
            self.close();
            self.lists.clear();
        }
        let lines = self.quote.get_or_insert_default();
        lines.push_str(text);
        lines.push('\n');
    }

    fn text(&mut self, indent: usize, text: &str) {
        if let Some(lines) = &mut self.quote {
            lines.push_str(text);
            lines.push('\n');
            return;
        }
        if let Some((_, _, words)) = &mut self.open {
            words.push(' ');
            words.push_str(text);
            return;
        }
        if indent < 2 {
            self.lists.clear();
        }
        let inside = " ".repeat(self.lists.last().map_or(0, |list| list.content));
        self.open = Some((inside.clone(), inside, text.to_owned()));
    }

    /// Ends the paragraph, item or quote being read.
    fn close(&mut self) {
        if let Some(lines) = self.quote.take() {
            // No line of it begins with the mark, so that this goes no deeper.
            let blocks = read(&lines);
            self.blocks
                .extend((!blocks.is_empty()).then_some(Block::Quote(blocks)));
        }
        let Some((first, rest, words)) = self.open.take() else {
            return;
        };
        let text = escape(&spaced(&words));
        if text.is_empty() {
            return;
        }
        let tight = match self.blocks.last() {
            Some(Block::Text { first: before, .. }) => may_follow(before, &first),
            _ => false,
        };
        self.blocks.push(Block::Text {
            first,
            rest,
            text,
            tight,
        });
    }

    fn finish(mut self) -> Vec<Block> {
        self.close();
        self.close_fence();
        self.blocks
    }
}

fn opening_fence(text: &str, indent: usize) -> Option<Fence> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|&c| c == mark).count();
    let inline = mark == '`' && text[length..].contains('`');
    (length >= 3 && !inline).then(|| Fence {
        mark,
        length,
        indent,
        lines: Vec::new(),
    })
}

/// A line of dashes or the like: a rule, or the underline of a heading.
fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let Some(mark) = marks.next() else {
        return false;
    };
    match mark {
        '=' => text.chars().all(|c| c == '='),
        '-' | '*' | '_' => marks.clone().all(|c| c == mark) && marks.count() >= 2,
        _ => false,
    }
}

/// The marker of a list item, and its text.
fn list_item(text: &str) -> Option<(&str, &str)> {
    let (marker, item) = text.split_once(' ')?;
    let number = marker.strip_suffix(['.', ')']).unwrap_or_default();
    let ordered = (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (ordered || matches!(marker, "-" | "*" | "+")).then_some((marker, item))
}

/// Whether an item may follow what begins with `before` without a blank line: the item before it, if
/// it goes on with its list or begins one as a list inside a paragraph may (`CommonMark`, section 5.3).
fn may_follow(before: &str, item: &str) -> bool {
    let (marker, before_marker) = (item.trim(), before.trim());
    let begins = matches!(marker, "-" | "*" | "+" | "1." | "1)");
    let goes_on = item.len() - item.trim_start().len() == before.len() - before.trim_start().len()
        && marker.chars().last() == before_marker.chars().last();
    !marker.is_empty() && !before_marker.is_empty() && (begins || goes_on)
}

fn heading(text: &str) -> bool {
    let marks = text.chars().take_while(|&c| c == '#').count();
    (1..=6).contains(&marks) && text[marks..].starts_with(' ')
}

fn longest_run(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
