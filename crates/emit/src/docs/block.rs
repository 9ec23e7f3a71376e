//! Blocks of documentation and their layout in lines.

use super::wrap::wrap;

/// The least width that nested blocks are wrapped at.
const LEAST_WIDTH: usize = 20;

/// A block of documentation.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// Markdown that may be wrapped at its spaces. A line break is kept.
    Paragraph(String),
    /// Lines that stay as they are: a heading, a table, code.
    Lines(Vec<String>),
    Quote(Vec<Block>),
    List(Vec<Item>),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The marker, for example `-` or `1.`.
    pub marker: String,
    pub blocks: Vec<Block>,
}

impl Block {
    /// Adds the lines of the block.
    fn write(&self, width: usize, lines: &mut Vec<String>) {
        match self {
            Self::Paragraph(text) => lines.extend(wrap(text, width)),
            Self::Lines(verbatim) => lines.extend(verbatim.iter().cloned()),
            Self::Quote(blocks) => {
                for line in layout(blocks, narrower(width, "> ".len())) {
                    lines.push(format!("> {line}").trim_end().to_owned());
                }
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 && !items[index - 1].is_tight() {
                        lines.push(String::new());
                    }
                    item.write(width, lines);
                }
            }
        }
    }

    /// Returns whether no empty line separates a block from the next one inside of an item: before a list
    /// that can interrupt a paragraph (`CommonMark` 0.31, section 5.3).
    fn joins(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Paragraph(_), Self::List(items)) => items.first().is_some_and(|item| {
                matches!(item.marker.as_str(), "-" | "*" | "+" | "1." | "1)")
                    && !item.blocks.is_empty()
            }),
            _ => false,
        }
    }
}

impl Item {
    /// Adds the lines of the item: the first after the marker, the others indented.
    fn write(&self, width: usize, lines: &mut Vec<String>) {
        let indent = " ".repeat(self.marker.len() + 1);
        let width = narrower(width, indent.len());
        let mut inside = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            if index > 0 && !self.blocks[index - 1].joins(block) {
                inside.push(String::new());
            }
            block.write(width, &mut inside);
        }
        let mut inside = inside.into_iter();
        let first = inside.next().unwrap_or_default();
        lines.push(format!("{} {first}", self.marker).trim_end().to_owned());
        lines.extend(inside.map(|line| match line.as_str() {
            "" => line,
            _ => format!("{indent}{line}"),
        }));
    }

    /// Returns whether the next item may follow without an empty line.
    fn is_tight(&self) -> bool {
        match self.blocks.as_slice() {
            [] | [_] => true,
            [text, list] => text.joins(list),
            _ => false,
        }
    }
}

/// Returns the lines of blocks, with an empty one between two blocks, at most `width` columns wide
/// where that is possible.
pub(super) fn layout(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            lines.push(String::new());
        }
        block.write(width, &mut lines);
    }
    lines
}

fn narrower(width: usize, columns: usize) -> usize {
    width.saturating_sub(columns).max(LEAST_WIDTH)
}
