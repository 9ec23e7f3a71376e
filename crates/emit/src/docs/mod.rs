//! Documentation comments: the only road from a document's prose to rustdoc.
//!
//! A [`Doc`] is a list of blocks. Our own sentences enter through [`Doc::own`] as Markdown that we
//! vouch for; the document's words enter through [`Doc::prose`], and names from the document inside
//! our sentences through [`code_span`]. What comes out holds no control characters, no HTML, no
//! intra-doc links but our own, and no code block that rustdoc would run.

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

/// A documentation comment in the making.
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

    /// Adds the document's words.
    pub(crate) fn prose(mut self, prose: &str) -> Self {
        self.blocks.extend(markdown::read(prose));
        self
    }

    /// Adds the document's words after some of our own on the same line, for example `404: `.
    pub(crate) fn prose_after(self, lead: &str, prose: &str) -> Self {
        let mut blocks = markdown::read(prose);
        match blocks.first_mut() {
            Some(Block::Paragraph(text)) => {
                text.insert_str(0, lead);
                self.with(blocks)
            }
            Some(_) => self
                .and(format!("{}.", lead.trim_end_matches([':', ' '])))
                .with(blocks),
            None => self.and(format!("{}.", lead.trim_end_matches([':', ' ']))),
        }
    }

    /// Adds the first paragraph of the document's words, if they begin with one.
    pub(crate) fn lead(self, prose: &str) -> Self {
        let first = markdown::read(prose).into_iter().next();
        let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_));
        self.with(first.into_iter().filter(is_paragraph).collect())
    }

    /// Adds Rust of our own, which nobody runs.
    pub(crate) fn code(mut self, lines: &[String]) -> Self {
        let lines = lines.iter().map(String::as_str);
        let lines = std::iter::once("```no_run").chain(lines).chain(["```"]);
        self.blocks
            .push(Block::Lines(lines.map(str::to_owned).collect()));
        self
    }

    /// Adds an item of a list: what it is about, and the document's words for that.
    pub(crate) fn item(mut self, name: &str, prose: &str) -> Self {
        let words = Self::default().prose_after(&format!("{}: ", code_span(name)), prose);
        let item = Item {
            marker: "-".to_owned(),
            blocks: words.blocks,
        };
        if let Some(Block::List(items)) = self.blocks.last_mut() {
            items.push(item);
        } else {
            self.blocks.push(Block::List(vec![item]));
        }
        self
    }

    /// The summary, then the description.
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

    fn with(mut self, blocks: Vec<Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The lines, each empty or beginning with a space, for an item that is indented by `indent`
    /// columns.
    pub(crate) fn lines(&self, indent: usize) -> Vec<String> {
        let lines = block::layout(&self.blocks, WIDTH - indent - "/// ".len());
        let begin = |line: String| {
            if line.is_empty() {
                line
            } else {
                format!(" {line}")
            }
        };
        lines.into_iter().map(begin).collect()
    }

    /// The attribute, for an item that is indented by `indent` columns.
    pub(crate) fn attrs(&self, indent: usize) -> TokenStream {
        attribute::attribute(&self.lines(indent))
    }
}

/// Prose from a document as the lines of a documentation comment for an item that is indented by
/// `indent` columns; each line is empty or begins with a space.
pub fn doc_text(prose: &str, indent: usize) -> Vec<String> {
    Doc::default().prose(prose).lines(indent)
}
