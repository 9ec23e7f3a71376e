//! Translates HTML in prose to Markdown, for documents that were generated from web pages.
//!
//! Elements that structure text become Markdown. Any other `<` becomes [`LESS_THAN`], so that Markdown
//! is not parsed as HTML after this step. The time is linear in the length of the prose.

mod code;
mod tag;

use super::url::autolink_length;
use code::{code_span_length, fence_length, fenced_block, unescape};
use std::borrow::Cow;
use tag::Tag;

/// Replaces a `<` that is text. It is a noncharacter, which Unicode reserves for internal use of
/// programs (section 23.7), and [`super::visible`] escapes it in documents.
pub(super) const LESS_THAN: char = '\u{fdd0}';

/// The greatest depth of inline elements. Deeper ones remain text. The end of an element moves its
/// content, so this bounds the time.
const DEEPEST: usize = 12;

/// Translates the paragraphs, lists, links, emphasis and code of prose.
pub(super) fn to_markdown(prose: &str) -> Cow<'_, str> {
    if !prose.contains('<') {
        return prose.into();
    }
    let mut writer = Writer::default();
    let mut at = writer.begin_line(prose);
    while let Some(plain) = prose[at..].find(['\n', '<', '`', '\\']) {
        writer.out.push_str(&prose[at..at + plain]);
        at += plain;
        at += writer.translate_next(&prose[at..]);
    }
    writer.out.push_str(&prose[at..]);
    writer.finish().into()
}

/// The indentation of code, relative to the text around it (`CommonMark` 0.31, section 4.4).
pub(super) const CODE_INDENT: usize = 4;

/// An inline element that has begun.
struct OpenElement<'a> {
    tag: Tag<'a>,
    /// The tag verbatim. It remains text if the element has no end.
    text: &'a str,
    /// The position of its content in the output, which is never truncated before it.
    at: usize,
}

/// The beginning of a line of Markdown, which a paragraph of HTML on the line has to repeat.
#[derive(Clone, Copy, Default)]
enum Start {
    #[default]
    Text,
    /// A row of a table, which is a single line.
    Row,
    Quote,
    /// An item of a list with the column of its text.
    Item(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum ListKind {
    Bullets,
    Numbers,
}

/// The translation of a prefix of the prose. Methods that take `rest`, the prose from the current
/// position on, return how much of it they have translated.
#[derive(Default)]
struct Writer<'a> {
    out: String,
    start: Start,
    open: Vec<OpenElement<'a>>,
    /// The column of the text of the last item of a list, 0 outside of lists.
    column: usize,
    /// `true` after a line of indented code.
    in_code: bool,
    /// `true` after a `<pre>` that has no end.
    is_pre_open: bool,
    /// The HTML lists that are open.
    lists: Vec<ListKind>,
}

impl<'a> Writer<'a> {
    /// Begins a line. Copies it if it is indented code, and a whole fenced block.
    fn begin_line(&mut self, rest: &str) -> usize {
        let text = rest.trim_start_matches(' ');
        let indent = rest.len() - text.len();
        if self.is_indented_code(text, indent) {
            return self.copy(rest, rest.find('\n').unwrap_or(rest.len()));
        }
        if text.starts_with("```") || text.starts_with("~~~") {
            return self.copy(rest, indent + fence_length(text));
        }
        self.start = match text.as_bytes() {
            [b'|', ..] => Start::Row,
            [b'>', ..] => Start::Quote,
            [b'-' | b'*' | b'+', b' ', ..] => Start::Item(indent + 2),
            [b'0'..=b'9', b'.' | b')', b' ', ..] => Start::Item(indent + 3),
            _ => Start::Text,
        };
        self.column = match self.start {
            Start::Item(column) => column,
            _ if indent < 2 && !text.starts_with('\n') => 0,
            _ => self.column,
        };
        0
    }

    /// Returns whether a line is indented code, below an empty line or other code.
    fn is_indented_code(&mut self, text: &str, indent: usize) -> bool {
        let is_empty = text.is_empty() || text.starts_with('\n');
        let is_html = !self.lists.is_empty() || !self.open.is_empty();
        let above = self.out.trim_end_matches(' ');
        let is_separate = above.is_empty() || above.ends_with("\n\n");
        self.in_code = !is_html
            && !is_empty
            && indent >= self.column + CODE_INDENT
            && (is_separate || self.in_code);
        self.in_code
    }

    /// Translates the end of a line, a code span, an escape or a tag.
    fn translate_next(&mut self, rest: &'a str) -> usize {
        if let Some(line) = rest.strip_prefix('\n') {
            self.out.push('\n');
            return 1 + self.begin_line(line);
        }
        if rest.starts_with('`') {
            return self.copy(rest, code_span_length(rest));
        }
        match Tag::read(rest) {
            Some(tag) => self.translate_tag(tag, rest),
            None if rest.starts_with('\\') => {
                let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                self.copy(rest, 1 + escaped)
            }
            None => match autolink_length(rest) {
                0 => self.copy_as_text(rest, 1),
                length => self.copy(rest, length),
            },
        }
    }

    /// Copies text that begins with `<`, which is not HTML.
    fn copy_as_text(&mut self, rest: &str, length: usize) -> usize {
        self.out.push(LESS_THAN);
        self.out.push_str(&rest[1..length]);
        length
    }

    /// Copies text verbatim.
    fn copy(&mut self, rest: &str, length: usize) -> usize {
        self.out.push_str(&rest[..length]);
        length
    }

    fn translate_tag(&mut self, tag: Tag<'a>, rest: &'a str) -> usize {
        let length = tag.length;
        match tag.name.as_str() {
            "b" | "strong" | "i" | "em" | "code" | "tt" | "a" => {
                return self.translate_inline(tag, rest);
            }
            "span" | "nobr" | "font" | "sup" | "sub" | "small" | "u" => return length,
            "td" | "th" | "dd" => {
                self.out.push(' ');
                return length;
            }
            "pre" if !tag.closes => match self.translate_preformatted(rest, length) {
                0 => self.break_paragraph(),
                length => return length,
            },
            "br" | "p" | "div" | "section" | "table" | "tbody" | "thead" | "tr" | "pre" | "dl"
            | "hr" | "details" | "summary" => self.break_paragraph(),
            "ul" | "ol" => self.translate_list(&tag),
            "li" | "dt" => self.translate_item(&tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.translate_heading(&tag),
            _ => return self.copy_as_text(rest, length),
        }
        length + self.skip_space(&rest[length..])
    }

    /// Skips white space after the tag of a block. It means nothing in HTML and may be indentation in
    /// Markdown.
    fn skip_space(&mut self, rest: &str) -> usize {
        let is_html = matches!(self.start, Start::Text);
        let text = if is_html {
            rest.trim_start()
        } else {
            rest.trim_start_matches(' ')
        };
        let length = rest.len() - text.len();
        if rest[..length].contains('\n') {
            return length + self.begin_line(text);
        }
        length
    }

    /// Translates `<pre>` with its content to a fenced block, unless it is inside of a list or the like or
    /// has no end.
    fn translate_preformatted(&mut self, rest: &str, start: usize) -> usize {
        let is_inside =
            !matches!(self.start, Start::Text) || !self.lists.is_empty() || !self.open.is_empty();
        let end = if is_inside || self.is_pre_open {
            None
        } else {
            rest.find("</pre>")
        };
        let Some(end) = end else {
            // Search once, since a text may consist of nothing but starts.
            self.is_pre_open = !is_inside;
            return 0;
        };
        self.break_paragraph();
        self.out.push_str(&fenced_block(&rest[start..end]));
        end + "</pre>".len()
    }

    /// Begins a paragraph, inside of the current container.
    fn break_paragraph(&mut self) {
        let text = self.out.trim_end_matches(' ');
        let before = text.strip_suffix('-').or(text.strip_suffix("1."));
        let is_item =
            before.is_some_and(|before| before.is_empty() || before.ends_with(['\n', ' ']));
        if is_item && text.len() < self.out.len() {
            // The item has no text yet.
            self.truncate(text.len() + " ".len());
            return;
        }
        self.truncate(text.len());
        let inside = match self.start {
            Start::Row => return self.out.push(' '),
            Start::Quote => return self.out.push_str("\n>\n> "),
            Start::Item(column) => column.min(4 * DEEPEST),
            Start::Text => 3 * self.lists.len().min(DEEPEST),
        };
        self.out.push_str("\n\n");
        self.out.push_str(&" ".repeat(inside));
    }

    /// Truncates the output, but not before the content of an open element.
    fn truncate(&mut self, length: usize) {
        let open = self.open.last().map_or(0, |open| open.at);
        self.out.truncate(length.max(open));
    }

    fn translate_heading(&mut self, tag: &Tag<'_>) {
        self.break_paragraph();
        if !tag.closes && self.out.ends_with('\n') {
            self.out.push_str("#### ");
        }
    }

    fn translate_list(&mut self, tag: &Tag<'_>) {
        if !tag.closes {
            self.lists.push(match tag.name.as_str() {
                "ol" => ListKind::Numbers,
                _ => ListKind::Bullets,
            });
            return;
        }
        self.lists.pop();
        if self.lists.is_empty() {
            self.break_paragraph();
        }
    }

    fn translate_item(&mut self, tag: &Tag<'_>) {
        if matches!(self.start, Start::Row | Start::Quote) {
            return self.break_paragraph();
        }
        let level = self.lists.len().saturating_sub(1).min(DEEPEST);
        self.out.push('\n');
        if !tag.closes {
            self.out.push_str(&"   ".repeat(level));
            self.out.push_str(match self.lists.last() {
                Some(ListKind::Numbers) => "1. ",
                Some(ListKind::Bullets) | None => "- ",
            });
        }
    }

    /// Translates a tag inside of a line.
    fn translate_inline(&mut self, tag: Tag<'a>, rest: &'a str) -> usize {
        let length = tag.length;
        let text = &rest[..length];
        if !tag.closes {
            let is_placeholder = tag.name == "a" && tag.is_bare();
            if is_placeholder || self.open.len() == DEEPEST {
                return self.copy_as_text(rest, length);
            }
            let at = self.out.len();
            self.open.push(OpenElement { tag, text, at });
            return length;
        }
        let Some(from) = self.open.iter().rposition(|open| open.tag.name == tag.name) else {
            return self.copy_as_text(rest, length);
        };
        // Tags inside of it without an end are text.
        while self.open.len() > from + 1 {
            self.abandon_element();
        }
        if let Some(open) = self.open.pop() {
            let content = self.out.split_off(open.at);
            self.out.push_str(&with_marks(&open.tag, &content));
        }
        length
    }

    /// Writes the tag of an element that has no end as text.
    fn abandon_element(&mut self) {
        if let Some(open) = self.open.pop() {
            self.out.insert_str(open.at, &open.text[1..]);
            self.out.insert(open.at, LESS_THAN);
        }
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.abandon_element();
        }
        self.out
    }
}

/// Returns the content of an inline element with the marks of Markdown. Content of several paragraphs has
/// none.
fn with_marks(tag: &Tag<'_>, content: &str) -> String {
    let words = content.trim();
    if words.is_empty() || words.contains("\n\n") || words.contains("\n-") {
        return content.to_owned();
    }
    let start = content.len() - content.trim_start().len();
    let (before, after) = (&content[..start], &content[start + words.len()..]);
    let inside = match tag.name.as_str() {
        "b" | "strong" if !words.contains('*') => format!("**{words}**"),
        "i" | "em" if !words.contains('*') => format!("*{words}*"),
        "code" | "tt" if !words.contains('`') => format!("`{}`", unescape(words)),
        "a" => match tag.address() {
            Some(address) if !words.contains(['[', ']']) => format!("[{words}]({address})"),
            _ => words.to_owned(),
        },
        _ => words.to_owned(),
    };
    format!("{before}{inside}{after}")
}
