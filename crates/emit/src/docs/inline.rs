//! Inline content, written as Markdown that rustdoc reads as the same text, code, emphasis and links.

use super::html::LESS_THAN;
use super::url::{destination, is_http, url_length};
use super::visible::visible;
use super::wrap::{count_backticks, escape_start};

/// A line break.
const LINE_BREAK: &str = "\\\n";

/// Signs that end a sentence or announce that something follows.
const STOPS: [char; 9] = ['.', '!', '?', ':', ';', ',', '…', '。', '！'];

/// Returns a name or value of a document as a code span.
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

/// Returns a title of a document as Markdown on one line, without a full stop.
pub(crate) fn one_line(text: &str) -> String {
    let mut inline = Inline::default();
    inline.push_text(&plain_line(text), Spelling::Verbatim);
    inline.finish_paragraph()
}

/// Returns text of a document on one line, for places without Markdown.
pub(crate) fn plain_line(text: &str) -> String {
    spaced(&visible(text))
}

/// Adds a full stop to a sentence that has none. Brackets and marks may follow a stop: `(see below.)`,
/// `_silently._`.
pub(super) fn end_sentence(text: &mut String) {
    let closing = |c: char| "*_)\"'”’".contains(c);
    if !text.is_empty() && !text.trim_end_matches(closing).ends_with(STOPS) {
        text.push('.');
    }
}

/// Words with one space between them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_run(text: &str, ticks: usize) -> bool {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let length = count_backticks(text, at + found);
        if length == ticks {
            return true;
        }
        at += found + length;
    }
    false
}

/// The way in which a document writes text.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Spelling {
    Verbatim,
    /// With a backslash before its first sign, which is punctuation.
    Escaped,
    /// As a character reference.
    Reference,
}

/// The place of inline content, which decides how some signs are written.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Place {
    #[default]
    Paragraph,
    Heading,
    Cell,
}

/// Inline content that is being written as Markdown.
#[derive(Default)]
pub(super) struct Inline {
    place: Place,
    markdown: String,
    /// `true` if a space precedes the next content.
    gap: bool,
    /// `true` after the mark that begins emphasis, which no space may follow.
    at_mark: bool,
    /// `true` after a code span, which another one may not touch: their backticks would join.
    after_code: bool,
    /// Text that is not written yet. It is collected, since an address may consist of several events.
    text: String,
    /// The positions in it of punctuation that is escaped in the document.
    escaped: Vec<usize>,
    /// The links that are open. Only the outermost can become one.
    links: Vec<OpenLink>,
}

/// A link whose text is being written.
struct OpenLink {
    /// The position in the Markdown where its text begins.
    start: usize,
    url: String,
}

impl Inline {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            ..Self::default()
        }
    }

    /// Adds text.
    pub(super) fn push_text(&mut self, text: &str, spelling: Spelling) {
        let start = self.text.len();
        for (index, part) in text.split(LESS_THAN).enumerate() {
            if index > 0 {
                self.text.push('<');
            }
            self.text.push_str(&visible(part));
        }
        match spelling {
            Spelling::Verbatim => {}
            Spelling::Escaped => self.escaped.push(start),
            Spelling::Reference => {
                let signs = self.text[start..].match_indices(|c| "*_~#+-.!)=".contains(c));
                self.escaped.extend(signs.map(|(index, _)| start + index));
            }
        }
    }

    /// Adds a line end that is a space.
    pub(super) fn push_space(&mut self) {
        self.text.push(' ');
    }

    /// Adds a line break, which is a space in a heading or a cell.
    pub(super) fn push_line_break(&mut self) {
        self.flush();
        self.gap = self.place != Place::Paragraph;
        if !self.gap {
            self.markdown.push_str(LINE_BREAK);
        }
    }

    /// Adds a code span.
    pub(super) fn push_code(&mut self, code: &str) {
        self.flush();
        self.gap |= self.after_code;
        let span = code_span(&code.replace(LESS_THAN, "<"));
        self.write(&match self.place {
            Place::Cell => span.replace('|', "\\|"),
            Place::Paragraph | Place::Heading => span,
        });
        self.after_code = true;
    }

    /// Begins emphasis.
    pub(super) fn open_mark(&mut self, mark: &str) {
        self.flush();
        self.write(mark);
        self.at_mark = true;
    }

    /// Ends emphasis.
    pub(super) fn close_mark(&mut self, mark: &str) {
        self.flush();
        self.after_code = false;
        self.markdown.push_str(mark);
    }

    /// Begins a link or an image.
    pub(super) fn open_link(&mut self, url: &str) {
        self.flush();
        self.write_gap();
        if self.markdown.ends_with('!') && !self.markdown.ends_with("\\!") {
            // Otherwise the link would be an image.
            self.markdown.insert(self.markdown.len() - 1, '\\');
        }
        self.links.push(OpenLink {
            start: self.markdown.len(),
            url: visible(url),
        });
    }

    /// Ends a link or an image. One that leads to the web becomes a link. Any other becomes its text, since
    /// rustdoc would take the destination for an item.
    pub(super) fn close_link(&mut self) {
        self.flush();
        self.gap = false;
        let Some(OpenLink { start, url }) = self.links.pop() else {
            return;
        };
        if !self.links.is_empty() {
            return;
        }
        let text = self.markdown.split_off(start);
        let (destination, is_web) = (destination(&url), is_http(&url));
        let is_plain = is_web && destination == url;
        let parts = if is_plain && (text.is_empty() || text == url) {
            ["<", &url, ">", "", ""]
        } else if is_web && !text.is_empty() {
            ["[", &text, "](", &destination, ")"]
        } else {
            [&text, "", "", "", ""]
        };
        self.markdown.extend(parts);
        self.after_code &= !is_web;
        let outside = ["mailto:", "tel:", "ftp:"].iter();
        let address = outside.filter_map(|scheme| url.strip_prefix(scheme));
        for address in address {
            if !self.markdown[start..].contains(address) {
                self.push_text(&format!(" ({address})"), Spelling::Verbatim);
            }
        }
    }

    /// Returns whether a link is open.
    pub(super) fn is_link_text(&self) -> bool {
        !self.links.is_empty()
    }

    /// Returns the content of a paragraph.
    pub(super) fn finish_paragraph(self) -> String {
        let mut markdown = self.finish();
        if markdown.contains('\n') {
            let lines = markdown.split('\n').map(str::to_owned);
            let lines = lines.map(|mut line| {
                escape_start(&mut line);
                line
            });
            return lines.collect::<Vec<_>>().join("\n");
        }
        escape_start(&mut markdown);
        markdown
    }

    /// Returns the content of a heading or a cell.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        if self.markdown.ends_with(LINE_BREAK) {
            self.markdown
                .truncate(self.markdown.len() - LINE_BREAK.len());
        }
        self.markdown
    }

    /// Writes Markdown.
    fn write(&mut self, markdown: &str) {
        self.write_gap();
        self.after_code = false;
        self.markdown.push_str(markdown);
    }

    /// Writes the space before the next content, if there is one.
    fn write_gap(&mut self) {
        let is_start = self.markdown.is_empty() || self.markdown.ends_with('\n') || self.at_mark;
        if self.gap && !is_start {
            self.markdown.push(' ');
            self.after_code = false;
        }
        (self.gap, self.at_mark) = (false, false);
    }

    /// Writes the collected text.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let escaped = std::mem::take(&mut self.escaped);
        let mut at = 0;
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                self.write_gap();
                self.after_code = false;
                self.write_word(word, at, &escaped);
            }
            self.gap |= word.len() < part.len();
            at += part.len();
        }
    }

    /// Writes a word at a position in the text, given the positions that are escaped there.
    fn write_word(&mut self, word: &str, position: usize, escaped: &[usize]) {
        let mut at = 0;
        while let Some(c) = word[at..].chars().next() {
            let url = url_length(&word[at..]);
            if url > 0 {
                self.write_url(&word[at..at + url]);
                at += url;
                continue;
            }
            let after = &word[at + c.len_utf8()..];
            if escaped.binary_search(&(position + at)).is_ok() || self.has_meaning(c, after) {
                self.markdown.push('\\');
            }
            self.markdown.push(c);
            at += c.len_utf8();
        }
    }

    /// Returns whether a sign has a meaning in Markdown, given the text after it.
    fn has_meaning(&self, sign: char, after: &str) -> bool {
        match sign {
            '`' | '<' | '[' => true,
            ']' => !self.links.is_empty(),
            '|' => self.place == Place::Cell,
            '&' => begins_reference(after),
            '\\' => !after.starts_with(char::is_alphanumeric) || url_length(after) > 0,
            _ => false,
        }
    }

    /// Writes an address as a link, or as text inside of one.
    fn write_url(&mut self, url: &str) {
        if self.links.is_empty() {
            self.markdown.extend(["<", url, ">"]);
            return;
        }
        for c in url.chars() {
            if matches!(c, '[' | ']') {
                self.markdown.push('\\');
            }
            self.markdown.push(c);
        }
    }
}

/// Returns whether the text after an `&` makes a character reference of it.
fn begins_reference(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric());
    length.is_some_and(|length| (1..=31).contains(&length) && name[length..].starts_with(';'))
}
