//! How the properties of a type can be asked for: one row a property, one column an operator.

use super::front::FrontMatter;
use crate::diagnostic::Code;
use crate::entity::Cell;
use crate::entity::context::Context;
use crate::entity::markdown::{Table, Text};
use crate::entity::table::{self, Cells, Column, required};
use crate::entity::value;

/// The operators of a filter, in the order of the columns: those of `OData` (URL conventions 4.01,
/// section 5.1.1), `null` for a comparison with null, `not` for the negation of a comparison.
pub const OPERATORS: [&str; 9] = [
    "eq",
    "ne",
    "not",
    "ge",
    "le",
    "in",
    "startsWith",
    "null",
    "endsWith",
];

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

/// What a file of the kind `fields` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// The name of the enumeration of the type's properties.
    pub enumeration: Cell<String>,
    /// The type.
    pub ty: Cell<String>,
    /// The properties that the table lists. Of the others nothing is known.
    pub rows: Vec<Filters>,
}

/// A row of [`Fields`].
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// The property's wire name.
    pub name: Cell<String>,
    /// What each of [`OPERATORS`] can do with it.
    pub support: [Support; OPERATORS.len()],
}

/// Whether an operator can be used with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// `D`: as it is.
    Default,
    /// `A`: in advanced queries only.
    Advanced,
    /// `-`: not at all.
    Unsupported,
}

/// Reads the table of a file of the kind `fields`.
pub(super) fn read(cx: &mut Context<'_>, front: &FrontMatter, table: &Table) -> Option<Fields> {
    if let Some(against) = front.optional(cx, "checked-against") {
        let message = "no concept document has a table of operators to check this against";
        cx.push(crate::Diagnostic::new(Code::POLICY_SYNTAX, message).at(against.origin));
    }
    let mut rows = table::rows(cx, table, COLUMNS, row);
    cx.keep_first(Code::DUPLICATE_ROW, &mut rows, |row| &row.name);
    Some(Fields {
        enumeration: front.required(cx, "enumeration")?,
        ty: front.required(cx, "type")?,
        rows,
    })
}

fn row(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Filters> {
    let name = cells.required(cx, "Property", value::text);
    // Every cell is read before any is missed, so that all that is broken is told.
    let support = OPERATORS.map(|operator| cells.required(cx, operator, support));
    let support: Option<Vec<Support>> = support.into_iter().collect();
    Some(Filters {
        name: name?,
        support: support?.try_into().ok()?,
    })
}

fn support(cx: &mut Context<'_>, cell: &Text) -> Option<Support> {
    match cx.at(&cell.span) {
        "D" => Some(Support::Default),
        "A" => Some(Support::Advanced),
        "-" => Some(Support::Unsupported),
        _ => value::broken(
            cx,
            &cell.span,
            "`D` (by default), `A` (in advanced queries) or `-` (not at all)",
            None,
        ),
    }
}
