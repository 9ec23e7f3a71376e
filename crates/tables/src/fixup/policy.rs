//! A step that changes a row of a relation between roles.
//!
//! ```toml
//! [[fixup.steps]]
//! allow = ["Privileged Auth Admin", "Global Admin"]
//! policy = "can_reset_password_of"
//! row = "All custom roles"
//! ```
//!
//! It is only read here; the lowering of policies applies it and reports a step that does not apply.

use graphwright_source::Cell;
use graphwright_source::Origin;
use graphwright_source::fixup::Reader;
use toml::de::DeTable;

/// A new row of a relation: the subjects that may act on its object.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyStep {
    /// The function of the relation.
    pub policy: Cell<String>,
    /// The name of the row.
    pub row: Cell<String>,
    /// The names of the columns.
    pub allow: Vec<Cell<String>>,
}

/// Reads a step with the key `allow`.
pub(super) fn read(
    table: &DeTable<'_>,
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<PolicyStep> {
    let allow = reader.texts(table, "allow", origin);
    let policy = reader.text(table, "policy", origin);
    let row = reader.text(table, "row", origin)?;
    let policy = policy?;
    Some(PolicyStep {
        policy: Cell::new(policy.value, policy.origin),
        row: Cell::new(row.value, row.origin),
        allow: allow?,
    })
}
