//! Columns that say nothing: one value in every row.

use super::state::Merge;
use crate::entity::Property;
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};

/// The least number of rows in which one value is no accident.
const LEAST_ROWS: usize = 10;

/// The columns of a table that say something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub nullable: bool,
    pub writeable: bool,
    pub required: bool,
}

/// A column of yes and no.
type Column = fn(&Property) -> Option<&Cell<bool>>;

impl Merge<'_, '_> {
    /// Finds and reports the columns of a table that say nothing.
    pub(super) fn check_columns(&mut self, properties: &[Property]) -> Columns {
        let mut says = |name: &str, column: Column| {
            let cells: Vec<_> = properties.iter().filter_map(column).collect();
            let [first, ..] = cells[..] else { return true };
            let constant = cells.iter().all(|cell| cell.value == first.value);
            if !constant || cells.len() < LEAST_ROWS {
                return true;
            }
            let message = format!(
                "the column `{name}` is `{}` in all {} rows that have it, so it is ignored",
                first.value,
                cells.len()
            );
            let diagnostic = Diagnostic::new(Code::CONSTANT_COLUMN, message);
            self.report(diagnostic.at(first.origin.clone()));
            false
        };
        let nullable = says("Nullable", |row| row.nullable.as_ref());
        // Nothing is made of it, but whoever trusts it should know.
        says("Unicode", |row| row.unicode.as_ref());
        Columns {
            nullable,
            writeable: says("Writeable", |row| row.writeable.as_ref()),
            required: says("Required to create", |row| row.required_to_create.as_ref()),
        }
    }
}
