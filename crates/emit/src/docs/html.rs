//! HTML in prose, as documents that were made from web pages have it, turned into the Markdown that
//! says the same. What is no element that text is marked up with stays, to be escaped like all else.

use super::wrap::run;
use std::borrow::Cow;

/// How many elements may be open in one another; what is deeper stays as it is. Closing one moves
/// what is inside it, so this bounds the work.
const DEEPEST: usize = 12;

/// The prose with its paragraphs, lists, links, emphasis and code as Markdown.
pub(super) fn to_markdown(prose: &str) -> Cow<'_, str> {
    if !prose.contains('<') {
        return prose.into();
    }
    let mut writer = Writer::default();
    let mut at = writer.line(prose);
    while let Some(plain) = prose[at..].find(['\n', '<', '`', '\\']) {
        writer.out.push_str(&prose[at..at + plain]);
        at += plain;
        at += writer.piece(&prose[at..]);
    }
    writer.out.push_str(&prose[at..]);
    writer.finish().into()
}

/// An element as text has it between angle brackets.
struct Tag<'a> {
    name: String,
    attributes: &'a str,
    closes: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag at the start of a text.
    fn at(rest: &'a str) -> Option<Self> {
        let rest = rest.starts_with('<').then_some(rest)?;
        // Looks no further than the next sign that ends it: a text may be nothing but such signs.
        let end = rest[1..].find(['<', '>'])? + 1;
        let inside = rest[1..end].trim_end_matches('/');
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inside),
        };
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = inside.split_at(length.unwrap_or(inside.len()));
        let apart = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        (apart && rest[end..].starts_with('>')).then(|| Self {
            name: name.to_ascii_lowercase(),
            attributes,
            closes,
            length: end + 1,
        })
    }

    /// The address that a link leads to.
    fn address(&self) -> Option<&'a str> {
        let (_, value) = self.attributes.split_once("href=")?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..]
            .split_once(quote)
            .map(|(address, _)| address.trim())
    }
}

/// An element that is open.
struct Open<'a> {
    tag: Tag<'a>,
    /// The tag as it stood, which it stays if nothing closes it.
    text: &'a str,
    /// Where its content begins. What is written never becomes shorter than that.
    at: usize,
}

/// What a line of Markdown begins with, which a paragraph that HTML begins there has to follow.
#[derive(Clone, Copy, Default)]
enum Start {
    #[default]
    Words,
    /// A row of a table, which is one line.
    Row,
    Quote,
    /// An item of a list, whose text stands in this column.
    Item(usize),
}

#[derive(Default)]
struct Writer<'a> {
    out: String,
    start: Start,
    open: Vec<Open<'a>>,
    /// The lists that are open: whether each is numbered.
    lists: Vec<bool>,
}

impl<'a> Writer<'a> {
    /// Begins a line. Gives the length of what is written of it as it stands: a fenced block.
    fn line(&mut self, rest: &str) -> usize {
        let text = rest.trim_start_matches(' ');
        let indent = rest.len() - text.len();
        if text.starts_with("```") || text.starts_with("~~~") {
            return self.verbatim(rest, indent + fence(text));
        }
        self.start = match text.as_bytes() {
            [b'|', ..] => Start::Row,
            [b'>', ..] => Start::Quote,
            [b'-' | b'*' | b'+', b' ', ..] => Start::Item(indent + 2),
            [b'0'..=b'9', b'.' | b')', b' ', ..] => Start::Item(indent + 3),
            _ => Start::Words,
        };
        0
    }

    /// Writes what begins here, and says how long it was.
    fn piece(&mut self, rest: &'a str) -> usize {
        if let Some(line) = rest.strip_prefix('\n') {
            self.out.push('\n');
            return 1 + self.line(line);
        }
        if rest.starts_with('`') {
            return self.verbatim(rest, code(rest));
        }
        match Tag::at(rest) {
            Some(tag) => self.tag(tag, rest),
            None if rest.starts_with('\\') => {
                let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                self.verbatim(rest, 1 + escaped)
            }
            None => self.verbatim(rest, 1),
        }
    }

    fn verbatim(&mut self, rest: &str, length: usize) -> usize {
        self.out.push_str(&rest[..length]);
        length
    }

    fn tag(&mut self, tag: Tag<'a>, rest: &'a str) -> usize {
        let length = tag.length;
        match tag.name.as_str() {
            "b" | "strong" | "i" | "em" | "code" | "tt" | "a" => return self.inline(tag, rest),
            "br" | "p" | "div" | "section" | "table" | "tbody" | "thead" | "tr" | "pre" | "dl" => {
                self.paragraph();
            }
            "ul" | "ol" => self.list(&tag),
            "li" | "dt" => self.item(tag.closes),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(tag.closes),
            "td" | "th" | "dd" => self.out.push(' '),
            "span" | "nobr" | "font" | "sup" | "sub" | "small" | "u" => {}
            _ => return self.verbatim(rest, length),
        }
        length
    }

    /// Begins a paragraph, inside what is open.
    fn paragraph(&mut self) {
        if self.out.ends_with("- ") || self.out.ends_with("1. ") {
            return;
        }
        // What is open keeps its place.
        let open = self.open.last().map_or(0, |open| open.at);
        let end = self.out.trim_end_matches(' ').len().max(open);
        self.out.truncate(end);
        let inside = match self.start {
            Start::Row => return self.out.push(' '),
            Start::Quote => return self.out.push_str("\n>\n> "),
            Start::Item(column) => column.min(4 * DEEPEST),
            Start::Words => 3 * self.lists.len().min(DEEPEST),
        };
        self.out.push_str("\n\n");
        self.out.push_str(&" ".repeat(inside));
    }

    fn heading(&mut self, closes: bool) {
        self.paragraph();
        if !closes && self.out.ends_with('\n') {
            self.out.push_str("#### ");
        }
    }

    fn list(&mut self, tag: &Tag<'_>) {
        if !tag.closes {
            self.lists.push(tag.name == "ol");
            return;
        }
        self.lists.pop();
        if self.lists.is_empty() {
            self.paragraph();
        }
    }

    fn item(&mut self, closes: bool) {
        if matches!(self.start, Start::Row | Start::Quote) {
            return self.paragraph();
        }
        let level = self.lists.len().saturating_sub(1).min(DEEPEST);
        let numbered = self.lists.last().copied().unwrap_or_default();
        self.out.push('\n');
        if !closes {
            self.out.push_str(&"   ".repeat(level));
            self.out.push_str(if numbered { "1. " } else { "- " });
        }
    }

    /// Opens or closes an element inside a line.
    fn inline(&mut self, tag: Tag<'a>, rest: &'a str) -> usize {
        let length = tag.length;
        let text = &rest[..length];
        if !tag.closes {
            let is_word = tag.name == "a" && tag.attributes.is_empty();
            if is_word || self.open.len() == DEEPEST {
                return self.verbatim(rest, length);
            }
            let at = self.out.len();
            self.open.push(Open { tag, text, at });
            return length;
        }
        let Some(from) = self.open.iter().rposition(|open| open.tag.name == tag.name) else {
            return self.verbatim(rest, length);
        };
        // What was opened inside it and not closed was no element.
        while self.open.len() > from + 1 {
            self.leave();
        }
        if let Some(open) = self.open.pop() {
            let content = self.out.split_off(open.at);
            self.out.push_str(&marked(&open.tag, &content));
        }
        length
    }

    /// Gives an element that nothing closed its tag back.
    fn leave(&mut self) {
        if let Some(open) = self.open.pop() {
            self.out.insert_str(open.at, open.text);
        }
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.leave();
        }
        self.out
    }
}

/// The content of an element with the marks that Markdown has for it. What goes over several
/// paragraphs has none.
fn marked(tag: &Tag<'_>, content: &str) -> String {
    let words = content.trim();
    if words.is_empty() || words.contains("\n\n") || words.contains("\n-") {
        return content.to_owned();
    }
    let start = content.len() - content.trim_start().len();
    let (before, after) = (&content[..start], &content[start + words.len()..]);
    let inside = match tag.name.as_str() {
        "b" | "strong" if !words.contains('*') => format!("**{words}**"),
        "i" | "em" if !words.contains('*') => format!("*{words}*"),
        "code" | "tt" if !words.contains('`') => format!("`{}`", unescaped(words)),
        "a" => match tag.address() {
            Some(address) if !words.contains(['[', ']']) => format!("[{words}]({address})"),
            _ => words.to_owned(),
        },
        _ => words.to_owned(),
    };
    format!("{before}{inside}{after}")
}

/// Text of HTML in code, where Markdown knows no entities.
fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&nbsp;", " ");
    text.replace("&amp;", "&")
}

/// The length of a fenced block, to its last line or the end.
fn fence(rest: &str) -> usize {
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

/// How far the end of a code span is looked for.
const LONGEST_CODE: usize = 1000;

/// The length of a code span, or of its backticks where it is none.
fn code(rest: &str) -> usize {
    let ticks = run(rest, 0);
    let rest = &rest[..rest.floor_char_boundary(ticks + LONGEST_CODE)];
    let rest = rest
        .split_once("\n\n")
        .map_or(rest, |(paragraph, _)| paragraph);
    let mut at = ticks;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find('`')) {
        let close = run(rest, at + found);
        at += found + close;
        if close == ticks {
            return at;
        }
    }
    ticks
}
