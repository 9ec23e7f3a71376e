//! The damaged tables of a concept document.
//!
//! The text of such a page has headings as plain lines, loses empty cells, so that others move to the left, and
//! breaks a row with a long first cell into two lines. No Markdown parser reads that, so the lines are read here.

use crate::entity::markdown::trim;
use std::ops::Range;

/// A table: the places of its cells, without empty ones.
pub(super) struct Table {
    pub(super) header: Vec<Range<usize>>,
    pub(super) rows: Vec<Vec<Range<usize>>>,
}

/// The position after a heading.
pub(super) fn after_heading(text: &str, heading: &str) -> Option<usize> {
    lines(text, 0)
        .find(|line| text[line.clone()].trim_start_matches('#').trim() == heading)
        .map(|line| line.end)
}

/// The first table after `start` with the header `wanted`.
pub(super) fn find_table(
    text: &str,
    start: usize,
    wanted: impl Fn(&[&str]) -> bool,
) -> Option<Table> {
    let lines: Vec<Range<usize>> = lines(text, start).collect();
    let headers = lines
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| is_rule(&text[pair[1].clone()]));
    for (index, pair) in headers {
        let header = cells(text, &pair[0]);
        if wanted(
            &header
                .iter()
                .map(|cell| &text[cell.clone()])
                .collect::<Vec<_>>(),
        ) {
            let rows = lines[index + 2..]
                .iter()
                .take_while(|line| text[(*line).clone()].contains('|'));
            return Some(Table {
                header,
                rows: join_rows(text, rows),
            });
        }
    }
    None
}

/// Returns whether a cell has a tick.
pub(super) fn is_tick(cell: &str) -> bool {
    cell.starts_with('\u{2714}')
}

/// The rows, where a line that begins with a tick belongs to the row before it.
fn join_rows<'l>(
    text: &str,
    lines: impl Iterator<Item = &'l Range<usize>>,
) -> Vec<Vec<Range<usize>>> {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    for line in lines {
        let cells = cells(text, line);
        let continues = cells
            .first()
            .is_some_and(|cell| is_tick(&text[cell.clone()]));
        match rows.last_mut() {
            Some(row) if continues => row.extend(cells),
            _ => rows.push(cells),
        }
    }
    rows
}

/// The non-empty cells of a line.
fn cells(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = line.start;
    let cells = text[line.clone()].split('|').map(|cell| {
        let start = at;
        at += cell.len() + 1;
        trim(text, start..start + cell.len())
    });
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// The line below a header: dashes and pipes.
fn is_rule(line: &str) -> bool {
    line.contains("--")
        && line
            .chars()
            .all(|c| matches!(c, '-' | '|' | ':') || c.is_whitespace())
}

/// The lines from `start` on.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..at
    })
}
