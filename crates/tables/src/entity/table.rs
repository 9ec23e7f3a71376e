//! Tables with named columns: rows with their cells by column.

use super::context::{Context, did_you_mean};
use super::markdown::{Row, Table, Text};
use graphwright_source::Cell;
use graphwright_source::Code;

/// A column of a table.
pub(crate) struct Column {
    /// Its name in the header.
    pub(crate) name: &'static str,
    /// `true` if the table means nothing without it.
    pub(crate) required: bool,
}

/// A required column.
pub(crate) const fn required(name: &'static str) -> Column {
    Column {
        name,
        required: true,
    }
}

/// An optional column.
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
    /// Reads the cell in a column; `None` if there is none or it is empty.
    pub(crate) fn optional<R: Default>(
        &self,
        cx: &mut Context<'_>,
        column: &str,
        read: impl FnOnce(&mut Context<'_>, &Text) -> R,
    ) -> R {
        self.get(column)
            .map_or_else(R::default, |cell| read(cx, cell))
    }

    /// Reads the cell in a column; an empty cell is reported.
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
                format!("the row has an empty cell in column `{column}`"),
            );
        }
        self.optional(cx, column, read)
    }

    /// The text in a column, verbatim.
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

    /// Returns whether the table has the column; a missing one was reported once, at the table.
    fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|(name, _)| *name == column)
    }
}

/// Reads each row of `table` with `read`; reports invalid columns and rows.
pub(crate) fn read_rows<'a, T>(
    cx: &mut Context<'a>,
    table: &Table,
    known: &[Column],
    read: impl Fn(&mut Context<'a>, &Cells<'_>) -> Option<T>,
) -> Vec<T> {
    report_swallowed(cx, table);
    let columns = find_columns(cx, table, known);
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

/// Reports lines of prose directly after a table, without an empty line between.
pub(crate) fn report_swallowed(cx: &mut Context<'_>, table: &Table) {
    for span in &table.swallowed {
        cx.report_with_help(
            Code::SWALLOWED_LINE,
            span,
            "a line directly after a table is a row of it in Markdown; it is read as prose",
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
fn find_columns(
    cx: &mut Context<'_>,
    table: &Table,
    known: &[Column],
) -> Vec<(&'static str, usize)> {
    let mut found: Vec<(&'static str, usize)> = Vec::with_capacity(known.len());
    let mut unknown = Vec::new();
    for (index, cell) in table.header.iter().enumerate() {
        let name = cx.text_at(&cell.span);
        match known.iter().find(|column| column.name == name) {
            Some(column) if found.iter().any(|(name, _)| *name == column.name) => {
                cx.report(
                    Code::DUPLICATE_COLUMN,
                    &cell.span,
                    format!("there is a second column `{name}`"),
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
        let name = cx.text_at(&cell.span);
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
