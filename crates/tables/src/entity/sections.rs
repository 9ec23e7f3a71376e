//! A document as sections: a heading, and the blocks up to the next.

use super::context::{Context, did_you_mean};
use super::markdown::{Block, Markdown, Table};
use graphwright_source::Code;
use std::ops::Range;

/// A heading and the blocks after it.
pub(super) struct Section<'m> {
    pub(super) level: u8,
    /// The text of the heading.
    pub(super) title: Range<usize>,
    /// The blocks up to the next heading, whatever its level.
    pub(super) blocks: &'m [Block],
}

impl<'m> Section<'m> {
    pub(super) fn tables(&self) -> impl Iterator<Item = &'m Table> + use<'m> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    pub(super) fn code(&self) -> impl Iterator<Item = &'m Range<usize>> + use<'m> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Code(span) => Some(span),
            _ => None,
        })
    }

    /// Reports the tables of a section that should have none.
    pub(super) fn refuse_tables(&self, cx: &mut Context<'_>) {
        for table in self.tables() {
            let message = format!(
                "there should be no table under `{}` here",
                cx.text_at(&self.title)
            );
            let help = "its own heading is missing, renamed or in the wrong place".to_owned();
            cx.report_with_help(Code::MISPLACED_TABLE, &table.span, message, Some(help));
        }
    }
}

/// The sections in order, without the blocks before the first heading.
pub(super) fn split_sections(markdown: &Markdown) -> Vec<Section<'_>> {
    let headings = markdown
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match block {
            Block::Heading { level, text } => Some((index, *level, text.clone())),
            _ => None,
        });
    let headings: Vec<_> = headings.collect();
    let ends = headings
        .iter()
        .skip(1)
        .map(|(index, ..)| *index)
        .chain([markdown.blocks.len()]);
    let pairs = headings.iter().zip(ends);
    pairs
        .map(|((index, level, title), end)| Section {
            level: *level,
            title: title.clone(),
            blocks: &markdown.blocks[index + 1..end],
        })
        .collect()
}

/// Finds the one of `known` that a heading is; a similar one is reported and read as that.
pub(super) fn find_known_heading<T: Copy>(
    cx: &mut Context<'_>,
    title: &Range<usize>,
    known: &[(&'static str, T)],
) -> Option<T> {
    let text = cx.text_at(title);
    if let Some((_, section)) = known.iter().find(|(name, _)| *name == text) {
        return Some(*section);
    }
    let near = graphwright_source::suggest::nearest(text, known.iter().map(|(name, _)| *name))?;
    let help = did_you_mean(text, [near]);
    cx.report_with_help(
        Code::UNKNOWN_SECTION,
        title,
        format!("heading `{text}` is not known"),
        help,
    );
    known
        .iter()
        .find(|(name, _)| *name == near)
        .map(|(_, section)| *section)
}
