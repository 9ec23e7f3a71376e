//! Reads prose as blocks, from the events of [`pulldown_cmark`].

use super::block::{Block, Item};
use super::html::{self, CODE_INDENT, LESS_THAN};
use super::inline::{Inline, Place, Spelling, end_sentence};
use super::url::url_length;
use super::visible::visible;
use super::wrap::longest_run;
use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// The greatest depth of lists and quotes. The content of deeper ones is added to the deepest.
const DEEPEST: usize = 12;

/// The least length of a fence.
const SHORTEST_FENCE: usize = 3;

/// Reads prose as blocks. If the first is a paragraph, it ends with a full stop.
pub(super) fn read(prose: &str) -> Vec<Block> {
    let prose = visible(prose);
    let prose = dedent(&prose);
    let markdown = html::to_markdown(&prose);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader {
        source: &markdown,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(&markdown, options).into_offset_iter() {
        reader.read(event, range);
    }
    reader.finish_paragraph();
    let mut blocks = reader.blocks;
    if let Some(Block::Paragraph(text)) = blocks.first_mut() {
        end_sentence(text);
    }
    blocks
}

/// Removes the common indentation of all lines but the first, which prose from comments of source code has
/// (PEP 257, "Handling Docstring Indentation"). Below an empty line it would mean code.
fn dedent(prose: &str) -> Cow<'_, str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = prose.split('\n');
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return prose.into();
    };
    // An empty line would separate code from the first paragraph.
    let is_comment = !first.is_empty() && indent(first) == 0 && !second.trim_start().is_empty();
    let texts = lines.filter(|line| !line.trim_start().is_empty());
    let common = std::iter::once(second).chain(texts).map(indent).min();
    let Some(common) = common.filter(|&common| is_comment && common >= CODE_INDENT) else {
        return prose.into();
    };
    let rest = prose.split('\n').skip(1);
    let rest = rest.map(|line| line.get(common..).unwrap_or_default());
    let lines: Vec<&str> = std::iter::once(first).chain(rest).collect();
    lines.join("\n").into()
}

/// The blocks that were read so far, and the state of those that are open.
#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    /// The blocks outside of lists and quotes.
    blocks: Vec<Block>,
    /// The lists, items and quotes that are open.
    open: Vec<Container>,
    /// The number of open lists and quotes that are too deep.
    too_deep: usize,
    /// The paragraph, heading or cell that is open.
    inline: Option<Inline>,
    /// The code block that is open.
    code: Option<String>,
    table: Table,
    /// The position of the last address that consists of several events.
    address: Range<usize>,
    /// The position behind the last text.
    text_end: usize,
}

/// A container of blocks that is open.
enum Container {
    Quote(Vec<Block>),
    List {
        /// The number of the next item, of an ordered list.
        number: Option<u64>,
        items: Vec<Item>,
    },
    Item(Item),
}

/// The table that is open.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<String>,
    cells: Vec<String>,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.is_in_address(&event, &range) {
            return self.skip(&event, range);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text, range),
            },
            Event::Html(text) | Event::InlineHtml(text) => {
                self.inline().push_text(&text, Spelling::Verbatim);
            }
            Event::Code(code) => self.inline().push_code(&code),
            Event::SoftBreak => self.inline().push_space(),
            Event::HardBreak => self.inline().push_line_break(),
            Event::Rule => self.finish_paragraph(),
            // Extensions that the parser was not asked for.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                let mark = mark(self.source, tag.to_end(), range.start);
                self.inline().open_mark(mark);
            }
            Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                ..
            } => {
                self.inline().push_text(&dest_url, Spelling::Verbatim);
                self.address = range;
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.inline().open_link(&dest_url);
            }
            tag => {
                self.finish_paragraph();
                self.start_block(tag, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => self.open(Container::Quote(Vec::new())),
            Tag::List(number) => self.open(Container::List {
                number,
                items: Vec::new(),
            }),
            Tag::Item => self.open_item(range),
            Tag::Heading { .. } => self.inline = Some(Inline::new(Place::Heading)),
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Table(alignments) => {
                self.table = Table {
                    alignments,
                    ..Table::default()
                };
            }
            Tag::TableCell => self.inline = Some(Inline::new(Place::Cell)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                let mark = mark(self.source, tag, range.start);
                self.inline().close_mark(mark);
            }
            TagEnd::Link | TagEnd::Image => self.inline().close_link(),
            TagEnd::Heading(level) => self.finish_heading(level),
            TagEnd::TableCell => {
                let cell = self.inline.take().map(Inline::finish);
                self.table.cells.push(cell.unwrap_or_default());
            }
            TagEnd::TableHead => {
                self.table.finish_row();
                self.table.push_delimiters();
            }
            TagEnd::TableRow => self.table.finish_row(),
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.table.rows);
                self.push(Block::Lines(rows));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.push(Block::Lines(fenced(&code)));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.finish_paragraph();
                self.close();
            }
            _ => self.finish_paragraph(),
        }
    }

    /// The open inline content. In a tight list, the text of an item has no paragraph of its own.
    fn inline(&mut self) -> &mut Inline {
        self.inline.get_or_insert_default()
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let before = &self.source[..range.start];
        let is_escaped = range.start > self.text_end && before.ends_with('\\');
        let spelling = if text != &self.source[range.clone()] {
            Spelling::Reference
        } else if is_escaped {
            Spelling::Escaped
        } else {
            Spelling::Verbatim
        };
        let end = match spelling {
            Spelling::Verbatim => self.address_end(text, &range),
            Spelling::Escaped | Spelling::Reference => None,
        };
        self.text_end = end.unwrap_or(range.end);
        if let Some(end) = end {
            self.address = range.start..end;
            let source = self.source;
            self.inline().push_text(&source[range.start..end], spelling);
        } else {
            self.inline().push_text(text, spelling);
        }
    }

    /// Returns the end of an address that continues after a text, since Markdown reads a part of it as
    /// emphasis: `https://a.example/_all_`.
    fn address_end(&self, text: &str, range: &Range<usize>) -> Option<usize> {
        let is_link_text = self.inline.as_ref().is_some_and(Inline::is_link_text);
        let start = range.start + text.rfind("http").filter(|_| !is_link_text)?;
        let after = &self.source[range.end..];
        let other = |c: char| c.is_whitespace() || "[]&<!`\\".contains(c);
        let end = range.end + after.find(other).unwrap_or(after.len());
        let end = start + url_length(&self.source[start..end]);
        (end > range.end && after.starts_with(['*', '_', '~'])).then_some(end)
    }

    /// Returns whether an event begins inside of an address that was read already.
    fn is_in_address(&self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let is_inline = matches!(
            event,
            Event::Text(_)
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
                )
        );
        is_inline && self.address.contains(&range.start)
    }

    /// Skips an event that begins inside of an address, except for text or a mark after the address.
    fn skip(&mut self, event: &Event<'_>, range: Range<usize>) {
        let (source, rest) = (self.source, self.address.end..range.end);
        match event {
            Event::Text(_) if !rest.is_empty() => self.text(&source[rest.clone()], rest),
            Event::End(tag) if !rest.is_empty() => {
                let mark = mark(source, *tag, range.start);
                self.inline().push_text(mark, Spelling::Verbatim);
            }
            _ => {}
        }
    }

    fn finish_paragraph(&mut self) {
        let paragraph = self.inline.take().map(Inline::finish_paragraph);
        if let Some(text) = paragraph.filter(|text| !text.is_empty()) {
            self.push(Block::Paragraph(text));
        }
    }

    fn finish_heading(&mut self, level: HeadingLevel) {
        let mut title = self.inline.take().map(Inline::finish).unwrap_or_default();
        let last = title.rfind(' ').map_or(0, |space| space + 1);
        if !title.is_empty() && title[last..].bytes().all(|sign| sign == b'#') {
            // Otherwise the heading would end before it (`CommonMark` 0.31, section 4.2).
            title.insert(last, '\\');
        }
        if !title.is_empty() {
            let marks = "#".repeat(level as usize);
            self.push(Block::Lines(vec![format!("{marks} {title}")]));
        }
    }

    /// Adds a block to the innermost container.
    fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Container::Quote(blocks) | Container::Item(Item { blocks, .. })) => blocks,
            // Lists have items and nothing else.
            Some(Container::List { .. }) | None => &mut self.blocks,
        }
        .push(block);
    }

    fn open(&mut self, container: Container) {
        if self.too_deep > 0 || self.open.len() >= DEEPEST {
            self.too_deep += 1;
        } else {
            self.open.push(container);
        }
    }

    fn open_item(&mut self, range: Range<usize>) {
        let Some(Container::List { number, .. }) =
            self.open.last_mut().filter(|_| self.too_deep == 0)
        else {
            self.too_deep += 1;
            return;
        };
        let source = self.source[range].trim_start();
        let marker = if let Some(number) = number {
            let sign = source.trim_start_matches(|c: char| c.is_ascii_digit());
            let sign = if sign.starts_with(')') { ')' } else { '.' };
            let marker = format!("{number}{sign}");
            *number = (*number + 1).min(999_999_999);
            marker
        } else {
            let sign = source.chars().next().filter(|sign| "*+".contains(*sign));
            sign.unwrap_or('-').to_string()
        };
        let blocks = Vec::new();
        self.open.push(Container::Item(Item { marker, blocks }));
    }

    /// Closes the innermost container.
    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            Some(Container::Quote(blocks)) if !blocks.is_empty() => self.push(Block::Quote(blocks)),
            Some(Container::List { items, .. }) if !items.is_empty() => {
                self.push(Block::List(items));
            }
            Some(Container::Item(item)) => {
                if let Some(Container::List { items, .. }) = self.open.last_mut() {
                    items.push(item);
                }
            }
            _ => {}
        }
    }
}

/// Returns the mark of emphasis, as the document has it.
fn mark(source: &str, tag: TagEnd, start: usize) -> &'static str {
    let marks = match tag {
        TagEnd::Strong => ["**", "__"],
        TagEnd::Strikethrough => ["~~", "~"],
        _ => ["*", "_"],
    };
    let is_here = |mark: &&str| source[start..].starts_with(mark);
    marks.into_iter().find(is_here).unwrap_or(marks[0])
}

impl Table {
    fn finish_row(&mut self) {
        self.rows.push(row(&self.cells));
        self.cells.clear();
    }

    /// Adds the row below the head.
    fn push_delimiters(&mut self) {
        let delimiters = self.alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":---",
            Alignment::Center => ":---:",
            Alignment::Right => "---:",
        });
        let delimiters: Vec<_> = delimiters.map(str::to_owned).collect();
        self.rows.push(row(&delimiters));
    }
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Returns code as a fenced block of plain text. Rustdoc would run any other.
fn fenced(code: &str) -> Vec<String> {
    let code = code.replace(LESS_THAN, "<");
    let lines = code.strip_suffix('\n').unwrap_or(&code).split('\n');
    let fence = "`".repeat((longest_run(&code) + 1).max(SHORTEST_FENCE));
    let mut fenced = vec![format!("{fence}text")];
    if !code.is_empty() {
        fenced.extend(lines.map(|line| line.trim_end().to_owned()));
    }
    fenced.push(fence);
    fenced
}
