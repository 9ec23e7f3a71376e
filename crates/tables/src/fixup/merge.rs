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
//!
//! [[fixup.steps]]
//! status = 202
//! of = ["SendMail"]
//! table = "Microsoft.Graph.User"
//! ```
//!
//! They are only read here; the merge applies them and reports those that do not apply.

use super::media::{self, Media};
use graphwright_source::Cell;
use graphwright_source::Origin;
use graphwright_source::fixup::{Located, Reader};
use toml::de::DeTable;

/// The change of a step. Properties are named as after renaming.
#[derive(Clone, Debug, PartialEq)]
pub enum MergeStep {
    /// `rename-property`: a row is about a property with another name.
    Rename {
        /// The name in the table.
        from: Cell<String>,
        /// The name of the property.
        to: String,
    },
    /// `rename-navigation`: a navigation property has another wire name.
    RenameNavigation {
        /// The name in the table.
        from: Cell<String>,
        /// The wire name.
        to: String,
    },
    /// `promote`: properties that only the table has belong to the version that is always enabled.
    Promote(Vec<Cell<String>>),
    /// `gate`: properties that only a version and later ones have, whatever their rows say.
    Gate {
        /// The properties.
        properties: Vec<Cell<String>>,
        /// The version.
        version: String,
    },
    /// `write`: properties of the read projection that another projection has too.
    Write {
        /// The properties.
        properties: Vec<Cell<String>>,
        /// The key of the schema that is written.
        schema: String,
    },
    /// `read-only`: properties that only the server writes.
    ReadOnly(Vec<Cell<String>>),
    /// `collection`: properties that are collections although their rows say otherwise; also inputs
    /// (`action.input`) and results (`action`) of actions.
    Collection(Vec<Cell<String>>),
    /// `elsewhere`: properties that are not members of the JSON object.
    Elsewhere(Vec<Cell<String>>),
    /// `newtype`: a scalar property with its own type. A string has no format then.
    Newtype {
        /// The property.
        property: Cell<String>,
        /// The name of its type.
        name: String,
    },
    /// `status`: actions respond with this status, not with the one in the text.
    Status {
        /// The status, three digits.
        status: String,
        /// The actions.
        of: Vec<Cell<String>>,
    },
    /// `subtypes`: values of the table's type are of one of these types, by `@odata.type`.
    Subtypes(Vec<Cell<String>>),
    /// `drop-segment`: a segment of documented paths that requests do not have.
    DropSegment(Cell<String>),
    /// `media`: navigation properties to bytes, and their requests.
    Media(Media),
}

/// Reads a step with the key `verb`.
pub(super) fn read(
    verb: &str,
    table: &DeTable<'_>,
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<MergeStep> {
    let step = match verb {
        "rename-property" => {
            let (from, to) = read_pair(table, [verb, "to"], origin, reader)?;
            MergeStep::Rename { from, to }
        }
        "rename-navigation" => {
            let (from, to) = read_pair(table, [verb, "to"], origin, reader)?;
            MergeStep::RenameNavigation { from, to }
        }
        "newtype" => {
            let (property, name) = read_pair(table, [verb, "name"], origin, reader)?;
            MergeStep::Newtype { property, name }
        }
        "gate" => MergeStep::Gate {
            properties: reader.texts(table, verb, origin)?,
            version: reader.text(table, "version", origin)?.value,
        },
        "write" => MergeStep::Write {
            properties: reader.texts(table, verb, origin)?,
            schema: reader.text(table, "schema", origin)?.value,
        },
        "status" => MergeStep::Status {
            status: reader.status(table, verb)?,
            of: reader.texts(table, "of", origin)?,
        },
        "media" => MergeStep::Media(media::read(table, origin, reader)?),
        "drop-segment" => MergeStep::DropSegment(cell(reader.text(table, verb, origin)?)),
        "promote" => MergeStep::Promote(reader.texts(table, verb, origin)?),
        "read-only" => MergeStep::ReadOnly(reader.texts(table, verb, origin)?),
        "collection" => MergeStep::Collection(reader.texts(table, verb, origin)?),
        "subtypes" => MergeStep::Subtypes(reader.texts(table, verb, origin)?),
        _ => MergeStep::Elsewhere(reader.texts(table, verb, origin)?),
    };
    Some(step)
}

/// Reads a name and its replacement; reports what is missing.
fn read_pair(
    table: &DeTable<'_>,
    keys: [&str; 2],
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<(Cell<String>, String)> {
    let [from, to] = keys.map(|key| reader.text(table, key, origin));
    Some((cell(from?), to?.value))
}

fn cell(text: Located<String>) -> Cell<String> {
    Cell::new(text.value, text.origin)
}
