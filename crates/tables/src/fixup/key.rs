//! The step that gives a parameter a type of several keys.
//!
//! ```toml
//! [[fixup.steps]]
//! key-parameter = "petId"
//! name = "PetKey"
//! alternatives = [
//!   { variant = "Id", type = "PetId" },
//!   { variant = "Chip", when-contains = ":" },
//! ]
//! ```
//!
//! It is only read here: the types that it names are known when schemas are lowered.

use graphwright_source::Cell;
use graphwright_source::Origin;
use graphwright_source::fixup::{Located, Reader};
use toml::de::DeTable;

/// A path parameter whose value is one of several keys.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyParameter {
    /// The name of the parameter, in all paths.
    pub parameter: Cell<String>,
    /// The name of its type.
    pub name: String,
    /// The keys, at least two. Exactly one has no sign.
    pub alternatives: Vec<Alternative>,
}

/// One of the keys that a parameter may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// `variant`: its name.
    pub variant: String,
    /// `type`: its newtype over a string; without one, a string.
    pub ty: Option<Cell<String>>,
    /// `when-contains`: the text that its values contain and those of later keys do not. The key without a sign is
    /// every other value.
    pub sign: Option<String>,
    /// `description`: its meaning.
    pub description: Option<String>,
}

/// Reads a step with the key `key-parameter`.
pub(super) fn read(
    verb: &str,
    table: &DeTable<'_>,
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<KeyParameter> {
    let parameter = reader.text(table, verb, origin);
    let name = reader.text(table, "name", origin);
    let tables = reader.tables(table, "alternatives");
    let alternatives: Vec<Option<Alternative>> = tables
        .iter()
        .map(|table| read_alternative(table, reader))
        .collect();
    let alternatives: Vec<Alternative> = alternatives.into_iter().collect::<Option<_>>()?;
    let without = alternatives.iter().filter(|one| one.sign.is_none()).count();
    if alternatives.len() < 2 || without != 1 {
        reader.error(
            origin.clone(),
            "`alternatives` must be two keys or more, all but one with `when-contains`",
        );
        return None;
    }
    Some(KeyParameter {
        parameter: cell(parameter?),
        name: name?.value,
        alternatives,
    })
}

fn read_alternative(table: &Located<&DeTable<'_>>, reader: &mut Reader<'_>) -> Option<Alternative> {
    let Located {
        value: table,
        origin,
    } = table;
    reader.check_keys(table, &["variant", "type", "when-contains", "description"]);
    let variant = reader.text(table, "variant", origin);
    let mut optional = |key: &str| {
        if table.contains_key(key) {
            reader.text(table, key, origin).map(Some)
        } else {
            Some(None)
        }
    };
    let [ty, sign, description] = ["type", "when-contains", "description"].map(&mut optional);
    Some(Alternative {
        variant: variant?.value,
        ty: ty?.map(cell),
        sign: sign?.map(|sign| sign.value),
        description: description?.map(|text| text.value),
    })
}

fn cell(text: Located<String>) -> Cell<String> {
    Cell::new(text.value, text.origin)
}
