//! The filter operators of the properties of a type: a row per property, a column per operator.

use super::front::FrontMatter;
use super::model::{Fields, Filters, OPERATORS, Support};
use crate::entity::context::Context;
use crate::entity::markdown::{Table, Text};
use crate::entity::table::{self, Cells, Column, required};
use crate::entity::value;
use graphwright_source::Code;

const COLUMNS: &[Column] = &[
    required("Property"),
    required("eq"),
    required("ne"),
    required("not"),
    required("ge"),
    required("le"),
    required("in"),
    required("startsWith"),
    required("null"),
    required("endsWith"),
];

/// Reads the table of a file of the kind `fields`.
pub(super) fn read(cx: &mut Context<'_>, front: &FrontMatter, table: &Table) -> Option<Fields> {
    if let Some(against) = front.optional(cx, "checked-against") {
        let message = "no concept document has a table of operators to check this against";
        cx.push(
            graphwright_source::Diagnostic::new(Code::POLICY_SYNTAX, message).at(against.origin),
        );
    }
    let mut rows = table::read_rows(cx, table, COLUMNS, read_row);
    cx.keep_first(Code::DUPLICATE_ROW, &mut rows, |row| &row.name);
    Some(Fields {
        enumeration: front.required(cx, "enumeration")?,
        ty: front.required(cx, "type")?,
        rows,
    })
}

fn read_row(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Filters> {
    let name = cells.required(cx, "Property", value::text);
    // Every cell is read before any is required, so that all errors are reported.
    let support = OPERATORS.map(|operator| cells.required(cx, operator, read_support));
    let support: Option<Vec<Support>> = support.into_iter().collect();
    Some(Filters {
        name: name?,
        support: support?.try_into().ok()?,
    })
}

fn read_support(cx: &mut Context<'_>, cell: &Text) -> Option<Support> {
    match cx.text_at(&cell.span) {
        "D" => Some(Support::Default),
        "A" => Some(Support::Advanced),
        "-" => Some(Support::Unsupported),
        _ => value::report_broken(
            cx,
            &cell.span,
            "`D` (by default), `A` (in advanced queries) or `-` (not at all)",
            None,
        ),
    }
}
