//! Steps that change how the table of an entity type is merged with the document.
//!
//! ```toml
//! [[fixup.steps]]
//! rename-property = "mobile"
//! table = "Microsoft.Graph.User"
//! to = "mobilePhone"
//!
//! [[fixup.steps]]
//! promote = ["city", "country"]
//! table = "Microsoft.Graph.User"
//! ```
//!
//! They are only read here. Whoever merges applies them, and tells those that do not apply.

use super::Action;
use super::toml_table::{Located, Reader};
use crate::diagnostic::Origin;
use crate::entity::Cell;
use toml::de::DeTable;

/// What a step changes. Properties have the names that they have after renaming.
#[derive(Clone, Debug, PartialEq)]
pub enum MergeStep {
    /// `rename-property`: a row speaks of a property of another name.
    Rename {
        /// The name in the table.
        from: Cell<String>,
        /// The name of the property.
        to: String,
    },
    /// `promote`: properties that only the table has belong to the version that is always there.
    Promote(Vec<Cell<String>>),
    /// `read-only`: properties that only the server writes.
    ReadOnly(Vec<Cell<String>>),
    /// `collection`: properties of which there are many, though their rows say one.
    Collection(Vec<Cell<String>>),
    /// `elsewhere`: properties that are no members of the JSON object but are reached otherwise.
    Elsewhere(Vec<Cell<String>>),
    /// `newtype`: a scalar property that has a type of its own. Text is text of any form then.
    Newtype {
        /// The property.
        property: Cell<String>,
        /// The name of its type.
        name: String,
    },
}

/// Reads a step with the key `verb`.
pub(super) fn read(
    verb: &str,
    table: &DeTable<'_>,
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<Action> {
    let entity = reader.text(table, "table", origin);
    let step = match verb {
        "rename-property" => MergeStep::Rename {
            from: cell(reader.text(table, verb, origin)?),
            to: reader.text(table, "to", origin)?.value,
        },
        "newtype" => MergeStep::Newtype {
            property: cell(reader.text(table, verb, origin)?),
            name: reader.text(table, "name", origin)?.value,
        },
        "promote" => MergeStep::Promote(reader.texts(table, verb)?),
        "read-only" => MergeStep::ReadOnly(reader.texts(table, verb)?),
        "collection" => MergeStep::Collection(reader.texts(table, verb)?),
        _ => MergeStep::Elsewhere(reader.texts(table, verb)?),
    };
    Some(Action::Merge {
        table: entity?.value,
        step,
    })
}

fn cell(text: Located<String>) -> Cell<String> {
    Cell::new(text.value, text.origin)
}
