//! Markdown to headings, tables and blocks of code, each with its place in the text.
//!
//! The only module that knows a Markdown library. It returns places, not text: callers slice the original text, so
//! that nothing can differ from the file.

use super::normalise::{Normalised, normalise};
use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A document as a list of blocks.
pub(crate) struct Markdown {
    /// The blocks at the top level, in order.
    pub(crate) blocks: Vec<Block>,
    /// Closing fences that are not on their own line.
    pub(crate) glued_fences: Vec<Range<usize>>,
    /// The opening fence of a block of code without an end.
    pub(crate) open_fence: Option<Range<usize>>,
}

/// A block at the top level; all places are bytes of the original text.
pub(crate) enum Block {
    /// A heading, without its `#`s.
    Heading { level: u8, text: Range<usize> },
    /// A table.
    Table(Table),
    /// The lines of a block of code, without its fences.
    Code(Range<usize>),
    /// A paragraph.
    Paragraph(Range<usize>),
    /// The lines between two `---` at the top.
    FrontMatter(Range<usize>),
}

/// A table.
pub(crate) struct Table {
    /// The cells of the header.
    pub(crate) header: Vec<Text>,
    /// The rows below it.
    pub(crate) rows: Vec<Row>,
    /// Lines after the table that are rows in Markdown but meant as prose.
    pub(crate) swallowed: Vec<Range<usize>>,
    /// The whole table.
    pub(crate) span: Range<usize>,
}

/// A row of a table.
pub(crate) struct Row {
    /// The cells, which may be more or fewer than those of the header.
    pub(crate) cells: Vec<Text>,
    /// The whole row.
    pub(crate) span: Range<usize>,
}

/// The content of a cell, trimmed.
#[derive(Clone)]
pub(crate) struct Text {
    /// The whole content.
    pub(crate) span: Range<usize>,
    /// The code spans in it.
    pub(crate) code: Vec<Code>,
}

/// A code span.
#[derive(Clone)]
pub(crate) struct Code {
    /// With its backticks.
    pub(crate) whole: Range<usize>,
    /// Without its backticks.
    pub(crate) inner: Range<usize>,
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);

/// Reads `text`.
pub(crate) fn read(text: &str) -> Markdown {
    let normalised = normalise(text);
    let mut blocks = Vec::new();
    let mut reader = Reader {
        events: Parser::new_ext(&normalised.text, OPTIONS).into_offset_iter(),
        normalised: &normalised,
        text,
    };
    while let Some((event, range)) = reader.events.next() {
        let Event::Start(tag) = event else { continue };
        match tag {
            Tag::Heading { level, .. } => {
                blocks.push(Block::Heading {
                    level: number(level),
                    text: reader.read_heading(range),
                });
            }
            Tag::Table(_) => blocks.push(Block::Table(reader.read_table(range))),
            Tag::CodeBlock(_) => blocks.push(Block::Code(reader.read_lines(range))),
            Tag::MetadataBlock(_) => blocks.push(Block::FrontMatter(reader.read_lines(range))),
            Tag::Paragraph => {
                let span = reader.trimmed(range);
                reader.skip();
                blocks.push(Block::Paragraph(span));
            }
            _ => reader.skip(),
        }
    }
    let Normalised {
        glued_fences,
        open_fence,
        ..
    } = normalised;
    Markdown {
        blocks,
        glued_fences,
        open_fence,
    }
}

struct Reader<'t> {
    events: OffsetIter<'t, pulldown_cmark::DefaultBrokenLinkCallback>,
    normalised: &'t Normalised,
    text: &'t str,
}

impl Reader<'_> {
    /// Reads the content of a heading after its start event.
    fn read_heading(&mut self, whole: Range<usize>) -> Range<usize> {
        let content = self.read_content(whole, |end| matches!(end, TagEnd::Heading(_)));
        trim(self.text, content)
    }

    /// Reads the lines of a block of code, or of front matter, after its start event.
    fn read_lines(&mut self, whole: Range<usize>) -> Range<usize> {
        self.read_content(whole, |end| {
            matches!(end, TagEnd::CodeBlock | TagEnd::MetadataBlock(_))
        })
    }

    /// Reads up to an end event; returns the place in the original.
    fn read_content(
        &mut self,
        whole: Range<usize>,
        is_end: impl Fn(TagEnd) -> bool,
    ) -> Range<usize> {
        let mut content = whole.start..whole.start;
        let mut empty = true;
        for (event, range) in self.events.by_ref() {
            if matches!(event, Event::End(end) if is_end(end)) {
                break;
            }
            content = if empty {
                range
            } else {
                content.start..range.end.max(content.end)
            };
            empty = false;
        }
        self.normalised.original(content)
    }

    /// Reads a table after its start event.
    fn read_table(&mut self, whole: Range<usize>) -> Table {
        let mut table = Table {
            header: Vec::new(),
            rows: Vec::new(),
            swallowed: Vec::new(),
            span: self.trimmed(whole),
        };
        let mut piped = true;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    piped = self.text[self.trimmed(range.clone())].starts_with('|');
                    table.header = self.read_row(range).cells;
                }
                Event::Start(Tag::TableRow) => {
                    let row = self.read_row(range);
                    let line = &self.text[row.span.clone()];
                    if if piped {
                        line.starts_with('|')
                    } else {
                        line.contains('|')
                    } {
                        table.rows.push(row);
                    } else {
                        table.swallowed.push(row.span);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// Reads a row after its start event, without the cells that Markdown adds to complete it.
    fn read_row(&mut self, whole: Range<usize>) -> Row {
        let span = self.trimmed(whole);
        let written = written_cells(&self.text[span.clone()]);
        let mut cells = Vec::with_capacity(written);
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let cell = self.read_cell(range);
                    if cells.len() < written {
                        cells.push(cell);
                    }
                }
                Event::End(TagEnd::TableRow | TagEnd::TableHead) => break,
                _ => {}
            }
        }
        // Markdown drops the cells of a row that is longer than the header.
        let end = span.end..span.end;
        cells.resize_with(written, || Text {
            span: end.clone(),
            code: Vec::new(),
        });
        Row { cells, span }
    }

    /// Reads a cell after its start event.
    fn read_cell(&mut self, whole: Range<usize>) -> Text {
        let span = self.trimmed(whole);
        let mut code = Vec::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(TagEnd::TableCell) => break,
                Event::Code(_) => {
                    let whole = self.normalised.original(range);
                    code.push(Code {
                        inner: without_ticks(self.text, &whole),
                        whole,
                    });
                }
                _ => {}
            }
        }
        Text { span, code }
    }

    /// Skips everything up to the end event of the current element.
    fn skip(&mut self) {
        let mut depth = 1_usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The place in the original of a range of the repaired text, trimmed.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        trim(self.text, self.normalised.original(range))
    }
}

/// The range without the white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.end - slice.trim_start().len();
    start..start + slice.trim().len()
}

/// The content of a code span.
fn without_ticks(text: &str, whole: &Range<usize>) -> Range<usize> {
    let slice = &text[whole.clone()];
    let ticks = slice.len() - slice.trim_start_matches('`').len();
    if slice.len() < 2 * ticks {
        whole.clone()
    } else {
        trim(text, whole.start + ticks..whole.end - ticks)
    }
}

/// The number of cells in a line of a table: a pipe ends a cell unless it is escaped by a backslash.
fn written_cells(line: &str) -> usize {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = match inner.strip_suffix('|') {
        Some(rest) if !rest.ends_with('\\') => rest,
        _ => inner,
    };
    let mut escaped = false;
    let pipes = inner.bytes().filter(|byte| {
        let pipe = *byte == b'|' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        pipe
    });
    pipes.count() + 1
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
