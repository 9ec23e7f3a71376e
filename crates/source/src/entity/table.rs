//! Tables whose columns have names: finds the columns, and gives each row's cells by name.

use super::context::{Context, did_you_mean};
use super::document::Cell;
use super::markdown::{Row, Table, Text};
use crate::diagnostic::Code;

/// A column that a table may have.
pub(crate) struct Column {
    /// What stands in the header.
    pub(crate) name: &'static str,
    /// Whether the table says nothing without it.
    pub(crate) required: bool,
}

/// A column without which the table says nothing.
pub(crate) const fn required(name: &'static str) -> Column {
    Column {
        name,
        required: true,
    }
}

/// A column that may be left out.
pub(crate) const fn optional(name: &'static str) -> Column {
    Column {
        name,
        required: false,
    }
}

/// A row, with its cells by the names of their columns.
pub(crate) struct Cells<'t> {
    pub(crate) row: &'t Row,
    columns: &'t [(&'static str, usize)],
}

impl Cells<'_> {
    /// What `read` makes of the cell in that column; nothing when there is none or it is empty.
    pub(crate) fn optional<R: Default>(
        &self,
        cx: &mut Context<'_>,
        column: &str,
        read: impl FnOnce(&mut Context<'_>, &Text) -> R,
    ) -> R {
        self.get(column)
            .map_or_else(R::default, |cell| read(cx, cell))
    }

    /// What `read` makes of the cell in that column; an empty cell is reported.
    pub(crate) fn required<R: Default>(
        &self,
        cx: &mut Context<'_>,
        column: &str,
        read: impl FnOnce(&mut Context<'_>, &Text) -> R,
    ) -> R {
        if self.get(column).is_none() && self.has(column) {
            cx.report(
                Code::BROKEN_CELL,
                &self.row.span,
                format!("the row has nothing in column `{column}`"),
            );
        }
        self.optional(cx, column, read)
    }

    /// What stands in that column, as it is written.
    pub(crate) fn prose(&self, cx: &Context<'_>, column: &str) -> Option<Cell<String>> {
        self.get(column).map(|cell| cx.text_cell(&cell.span))
    }

    fn get(&self, column: &str) -> Option<&Text> {
        let (_, index) = self.columns.iter().find(|(name, _)| *name == column)?;
        self.row
            .cells
            .get(*index)
            .filter(|cell| !cell.span.is_empty())
    }

    /// Whether the table has the column; one that it lacks was reported once, at the table.
    fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|(name, _)| *name == column)
    }
}

/// Reads each row of `table` with `read`, and says which columns and rows are not as they should be.
pub(crate) fn rows<'a, T>(
    cx: &mut Context<'a>,
    table: &Table,
    known: &[Column],
    read: impl Fn(&mut Context<'a>, &Cells<'_>) -> Option<T>,
) -> Vec<T> {
    swallowed(cx, table);
    let columns = columns(cx, table, known);
    let mut out = Vec::with_capacity(table.rows.len());
    for row in whole_rows(cx, table) {
        out.extend(read(
            cx,
            &Cells {
                row,
                columns: &columns,
            },
        ));
    }
    out
}

/// Reports the lines of prose that follow a table without an empty line between.
pub(crate) fn swallowed(cx: &mut Context<'_>, table: &Table) {
    for span in &table.swallowed {
        cx.report_with_help(
            Code::SWALLOWED_LINE,
            span,
            "a line directly after a table counts as a row of it; it is read as prose",
            Some("put an empty line before it".to_owned()),
        );
    }
}

/// The rows that have as many cells as the header; the others are reported.
pub(crate) fn whole_rows<'t>(cx: &mut Context<'_>, table: &'t Table) -> Vec<&'t Row> {
    let width = table.header.len();
    let (whole, broken): (Vec<_>, Vec<_>) =
        table.rows.iter().partition(|row| row.cells.len() == width);
    for row in broken {
        let message = format!(
            "the row has {} cells and its table {width} columns",
            row.cells.len()
        );
        cx.report(Code::BROKEN_ROW, &row.span, message);
    }
    whole
}

/// The names and indexes of the known columns that the table has.
fn columns(cx: &mut Context<'_>, table: &Table, known: &[Column]) -> Vec<(&'static str, usize)> {
    let mut found: Vec<(&'static str, usize)> = Vec::with_capacity(known.len());
    let mut unknown = Vec::new();
    for (index, cell) in table.header.iter().enumerate() {
        let name = cx.at(&cell.span);
        match known.iter().find(|column| column.name == name) {
            Some(column) if found.iter().any(|(name, _)| *name == column.name) => {
                cx.report(
                    Code::DUPLICATE_COLUMN,
                    &cell.span,
                    format!("a second column is named `{name}`"),
                );
            }
            Some(column) => found.push((column.name, index)),
            None => unknown.push(cell),
        }
    }
    let missing = || {
        known
            .iter()
            .filter(|column| !found.iter().any(|(name, _)| *name == column.name))
    };
    for cell in unknown {
        let name = cx.at(&cell.span);
        let help = did_you_mean(name, missing().map(|column| column.name));
        cx.report_with_help(
            Code::UNKNOWN_COLUMN,
            &cell.span,
            format!("column `{name}` is not known"),
            help,
        );
    }
    for column in missing().filter(|column| column.required) {
        let message = format!("the table has no column `{}`", column.name);
        cx.report(Code::MISSING_COLUMN, &table.span, message);
    }
    found
}
