//! Documentation comments. This is the only path from the prose of a document to rustdoc.
//!
//! A [`Doc`] is a list of blocks. Our own sentences are trusted Markdown and enter by [`Doc::own`];
//! prose of a document enters by [`Doc::prose`], and names of a document inside our sentences by
//! [`code_span`]. The output contains no control characters, no HTML, no intra-doc links but our own
//! and no code block that rustdoc would run, whatever the document contains.
//!
//! Prose passes these steps, each in linear time and with bounded depth:
//!
//! 1. [`mod@visible`] escapes control, bidirectional and invisible characters.
//! 2. [`html`] translates HTML to Markdown and replaces any other `<`.
//! 3. [`markdown`] makes blocks of the events of `pulldown-cmark`.
//! 4. [`inline`] writes text, code, emphasis and links as Markdown again, with everything escaped that
//!    rustdoc would take for HTML or a link to an item. Only links to the web remain links.
//! 5. [`block`] lays out the blocks, and [`wrap`] breaks long lines.
//! 6. [`attribute`] makes one attribute of all lines, which the printer splits again.

mod attribute;
mod block;
mod html;
mod inline;
mod markdown;
mod url;
mod visible;
mod wrap;

#[cfg(test)]
mod tests;

pub(crate) use attribute::comment_lines;
pub(crate) use inline::{code_span, one_line, plain_line};
pub(crate) use visible::visible;

use block::{Block, Item};
use graphwright_ir::Docs;
use proc_macro2::TokenStream;

/// The column that documentation is wrapped at.
const WIDTH: usize = 100;

/// The content of a documentation comment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doc {
    blocks: Vec<Block>,
}

impl Doc {
    /// Begins with a paragraph of our own.
    pub(crate) fn own(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// Adds a paragraph of our own.
    pub(crate) fn and(mut self, text: impl Into<String>) -> Self {
        self.blocks.push(Block::Paragraph(text.into()));
        self
    }

    /// Adds a sentence of our own to the last paragraph, or a paragraph if there is none.
    pub(crate) fn also(mut self, text: &str) -> Self {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(last)) => {
                last.push(' ');
                last.push_str(text);
                self
            }
            _ => self.and(text),
        }
    }

    /// Adds prose of the document.
    pub(crate) fn prose(mut self, prose: &str) -> Self {
        self.blocks.extend(markdown::read(prose));
        self
    }

    /// Adds prose of the document after some of our own text on the same line, for example `404: `.
    pub(crate) fn prose_after(self, lead: &str, prose: &str) -> Self {
        let mut blocks = markdown::read(prose);
        match blocks.first_mut() {
            Some(Block::Paragraph(text)) => {
                text.insert_str(0, lead);
                self.with_blocks(blocks)
            }
            Some(_) => self
                .and(format!("{}.", lead.trim_end_matches([':', ' '])))
                .with_blocks(blocks),
            None => self.and(format!("{}.", lead.trim_end_matches([':', ' ']))),
        }
    }

    /// Adds the first paragraph of prose, if it begins with one.
    pub(crate) fn first_paragraph(self, prose: &str) -> Self {
        let first = markdown::read(prose).into_iter().next();
        let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_));
        self.with_blocks(first.into_iter().filter(is_paragraph).collect())
    }

    /// Adds our own Rust as an example that is compiled and not run.
    pub(crate) fn code(mut self, lines: &[String]) -> Self {
        let lines = lines.iter().map(String::as_str);
        let lines = std::iter::once("```no_run").chain(lines).chain(["```"]);
        self.blocks
            .push(Block::Lines(lines.map(str::to_owned).collect()));
        self
    }

    /// Adds an item to a list: a name and prose that describes it.
    pub(crate) fn item(mut self, name: &str, prose: &str) -> Self {
        let content = Self::default().prose_after(&format!("{}: ", code_span(name)), prose);
        let item = Item {
            marker: "-".to_owned(),
            blocks: content.blocks,
        };
        if let Some(Block::List(items)) = self.blocks.last_mut() {
            items.push(item);
        } else {
            self.blocks.push(Block::List(vec![item]));
        }
        self
    }

    /// Adds the summary and the description, unless they are the same.
    pub(crate) fn summary_and_description(self, docs: &Docs) -> Self {
        let doc = match &docs.summary {
            Some(summary) => self.prose(summary),
            None => self,
        };
        match &docs.description {
            Some(description) if docs.summary.as_ref() != Some(description) => {
                doc.prose(description)
            }
            _ => doc,
        }
    }

    fn with_blocks(mut self, blocks: Vec<Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// Returns whether there are no blocks.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Returns the lines for an item that is indented by `indent` columns. Each is empty or begins with a
    /// space.
    pub(crate) fn lines(&self, indent: usize) -> Vec<String> {
        let lines = block::layout(&self.blocks, WIDTH - indent - "/// ".len());
        let with_space = |line: String| {
            if line.is_empty() {
                line
            } else {
                format!(" {line}")
            }
        };
        lines.into_iter().map(with_space).collect()
    }

    /// Returns the attribute for an item that is indented by `indent` columns.
    pub(crate) fn attrs(&self, indent: usize) -> TokenStream {
        attribute::attribute(&self.lines(indent))
    }
}

/// Returns prose of a document as the lines of a documentation comment, for an item that is indented by
/// `indent` columns. Each line is empty or begins with a space.
pub fn doc_text(prose: &str, indent: usize) -> Vec<String> {
    Doc::default().prose(prose).lines(indent)
}
