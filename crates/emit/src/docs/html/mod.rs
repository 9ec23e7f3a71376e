//! HTML in prose, as documents that were made from web pages have it, turned into the Markdown that
//! says the same. What is no element that text is marked up with stays, to be escaped like all else.

use super::url::autolink_length;
use super::wrap::{count_backticks, longest_run};
use std::borrow::Cow;

/// Stands for `<` where that begins no element, so that nobody reads it as one again. It is a
/// noncharacter, of those that Unicode leaves to programs for themselves (section 23.7), and
/// [`super::visible`] leaves none in prose.
pub(super) const LESS_THAN: char = '\u{fdd0}';

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

/// How far code is indented behind the text around it (`CommonMark` 0.31, section 4.4).
pub(super) const CODE_INDENT: usize = 4;

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
    /// The column of the text of the last item of a list, and whether the last line was code.
    column: usize,
    in_code: bool,
    /// Whether there is a `<pre>` that has no end.
    is_pre_open: bool,
    /// The lists that are open: whether each is numbered.
    lists: Vec<bool>,
}

impl<'a> Writer<'a> {
    /// Begins a line. Gives the length of what is written of it as it stands: a fenced block.
    fn line(&mut self, rest: &str) -> usize {
        let text = rest.trim_start_matches(' ');
        let indent = rest.len() - text.len();
        if self.is_indented_code(text, indent) {
            return self.verbatim(rest, rest.find('\n').unwrap_or(rest.len()));
        }
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
        self.column = match self.start {
            Start::Item(column) => column,
            _ if indent < 2 && !text.starts_with('\n') => 0,
            _ => self.column,
        };
        0
    }

    /// Returns whether a line is indented code: far behind the text above it, and below an empty line
    /// or other code.
    fn is_indented_code(&mut self, text: &str, indent: usize) -> bool {
        let is_empty = text.is_empty() || text.starts_with('\n');
        let is_html = !self.lists.is_empty() || !self.open.is_empty();
        let above = self.out.trim_end_matches(' ');
        let is_apart = above.is_empty() || above.ends_with("\n\n");
        self.in_code = !is_html
            && !is_empty
            && indent >= self.column + CODE_INDENT
            && (is_apart || self.in_code);
        self.in_code
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
            None => match autolink_length(rest) {
                0 => self.text(rest, 1),
                length => self.verbatim(rest, length),
            },
        }
    }

    /// Writes what begins with `<` as text.
    fn text(&mut self, rest: &str, length: usize) -> usize {
        self.out.push(LESS_THAN);
        self.out.push_str(&rest[1..length]);
        length
    }

    fn verbatim(&mut self, rest: &str, length: usize) -> usize {
        self.out.push_str(&rest[..length]);
        length
    }

    fn tag(&mut self, tag: Tag<'a>, rest: &'a str) -> usize {
        let length = tag.length;
        match tag.name.as_str() {
            "b" | "strong" | "i" | "em" | "code" | "tt" | "a" => return self.inline(tag, rest),
            "span" | "nobr" | "font" | "sup" | "sub" | "small" | "u" => return length,
            "td" | "th" | "dd" => {
                self.out.push(' ');
                return length;
            }
            "pre" if !tag.closes => match self.preformatted(rest, length) {
                0 => self.paragraph(),
                length => return length,
            },
            "br" | "p" | "div" | "section" | "table" | "tbody" | "thead" | "tr" | "pre" | "dl"
            | "hr" | "details" | "summary" => self.paragraph(),
            "ul" | "ol" => self.list(&tag),
            "li" | "dt" => self.item(tag.closes),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(tag.closes),
            _ => return self.text(rest, length),
        }
        length + self.space(&rest[length..])
    }

    /// Skips the white space behind the tag of a block, which means nothing in HTML and might be
    /// indentation in Markdown. Gives its length, with that of what is written as it stands after it.
    fn space(&mut self, rest: &str) -> usize {
        let is_html = matches!(self.start, Start::Words);
        let text = if is_html {
            rest.trim_start()
        } else {
            rest.trim_start_matches(' ')
        };
        let length = rest.len() - text.len();
        if rest[..length].contains('\n') {
            return length + self.line(text);
        }
        length
    }

    /// Writes what is between `<pre>` and `</pre>` as a fenced block and gives the length of it all; 0
    /// where it stands inside of something or has no end.
    fn preformatted(&mut self, rest: &str, start: usize) -> usize {
        let is_inside =
            !matches!(self.start, Start::Words) || !self.lists.is_empty() || !self.open.is_empty();
        let end = if is_inside || self.is_pre_open {
            None
        } else {
            rest.find("</pre>")
        };
        let Some(end) = end else {
            // Looks for the end once: a text may be nothing but beginnings.
            self.is_pre_open = !is_inside;
            return 0;
        };
        let mut code = String::new();
        for (index, part) in rest[start..end].split('<').enumerate() {
            match part.split_once('>').filter(|_| index > 0) {
                Some((tag, text)) => {
                    code.push_str(if tag.starts_with("br") { "\n" } else { "" });
                    code.push_str(text);
                }
                None => code.push_str(part),
            }
        }
        let code = unescaped(&code);
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        self.paragraph();
        self.out
            .extend([&fence, "\n", code.trim_matches('\n'), "\n", &fence, "\n\n"]);
        end + "</pre>".len()
    }

    /// Begins a paragraph, inside what is open.
    fn paragraph(&mut self) {
        let text = self.out.trim_end_matches(' ');
        let before = text.strip_suffix('-').or(text.strip_suffix("1."));
        if before.is_some_and(|before| before.is_empty() || before.ends_with(['\n', ' '])) {
            // An item that has no text yet.
            self.out.truncate(text.len());
            self.out.push(' ');
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
                return self.text(rest, length);
            }
            let at = self.out.len();
            self.open.push(Open { tag, text, at });
            return length;
        }
        let Some(from) = self.open.iter().rposition(|open| open.tag.name == tag.name) else {
            return self.text(rest, length);
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
            self.out.insert_str(open.at, &open.text[1..]);
            self.out.insert(open.at, LESS_THAN);
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
