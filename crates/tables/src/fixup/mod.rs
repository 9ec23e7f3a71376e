//! The steps of fixups that change how tables are merged, and the rows of policies. The document is unchanged.

mod key;
mod media;
mod merge;
mod policy;

pub use key::{Alternative, KeyParameter};
pub use media::Media;
pub use merge::MergeStep;
pub use policy::PolicyStep;

use graphwright_source::Origin;
use graphwright_source::fixup::{OtherStep, OtherSteps, Reader, StepKeys};
use toml::de::DeTable;

/// A step, with its fixup.
pub type TableStep = OtherStep<Action>;

/// The action of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Changes how the table of an entity type is merged.
    Merge {
        /// The qualified name of the entity type.
        table: String,
        /// The change.
        step: MergeStep,
    },
    /// Changes a row of a policy.
    Policy(PolicyStep),
    /// Gives the parameters of a name a type of several keys.
    KeyParameter(KeyParameter),
}

/// The steps, as a file of fixups has them.
pub const STEPS: OtherSteps<Action> = OtherSteps {
    keys: KEYS,
    read,
    help: None,
};

/// The keys that name the action of a step, each with its other keys.
const KEYS: &[StepKeys] = &[
    ("rename-property", &["table", "to"]),
    ("rename-navigation", &["table", "to"]),
    ("promote", &["table"]),
    ("gate", &["table", "version"]),
    ("write", &["table", "schema"]),
    ("read-only", &["table"]),
    ("collection", &["table"]),
    ("elsewhere", &["table"]),
    ("newtype", &["table", "name"]),
    ("status", &["table", "of"]),
    ("subtypes", &["table"]),
    ("drop-segment", &["table"]),
    ("media", &["table", "under", "types", "methods", "missing"]),
    ("allow", &["policy", "row"]),
    ("key-parameter", &["name", "alternatives"]),
];

fn read(
    verb: &str,
    table: &DeTable<'_>,
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<Action> {
    Some(match verb {
        "allow" => Action::Policy(policy::read(table, origin, reader)?),
        "key-parameter" => Action::KeyParameter(key::read(verb, table, origin, reader)?),
        _ => {
            let entity = reader.text(table, "table", origin);
            let step = merge::read(verb, table, origin, reader)?;
            Action::Merge {
                table: entity?.value,
                step,
            }
        }
    })
}
