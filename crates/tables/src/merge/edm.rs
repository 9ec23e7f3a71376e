//! Primitive types of the entity data model, and how they refine those of the document.

use graphwright_ir::{Enum, Newtype, Scalar, Slot, TypeKind, TypeRef};
use graphwright_lower::front_end::scalar_slot;

/// Each primitive type (CSDL 4.01, section 3.3) as the document would write it: type and format.
const PRIMITIVES: &[(&str, &str, &str)] = &[
    ("Edm.Binary", "string", "byte"),
    ("Edm.Boolean", "boolean", ""),
    ("Edm.Byte", "integer", "uint8"),
    ("Edm.Date", "string", "date"),
    ("Edm.DateTime", "string", "date-time"),
    ("Edm.DateTimeOffset", "string", "date-time"),
    ("Edm.Decimal", "number", "decimal"),
    ("Edm.Double", "number", "double"),
    ("Edm.Duration", "string", "duration"),
    ("Edm.Guid", "string", "uuid"),
    ("Edm.Int16", "integer", "int16"),
    ("Edm.Int32", "integer", "int32"),
    ("Edm.Int64", "integer", "int64"),
    ("Edm.SByte", "integer", "int8"),
    ("Edm.Single", "number", "float"),
    ("Edm.String", "string", ""),
    ("Edm.Time", "string", "duration"),
    // A time without a zone, which the format `time` does not allow.
    ("Edm.TimeOfDay", "string", ""),
];

/// Returns whether a name is one of the entity data model itself rather than of an API.
pub(super) fn is_primitive(name: &str) -> bool {
    name.starts_with("Edm.")
}

/// Returns whether values of a type are bytes apart from any JSON.
pub(super) fn is_stream(name: &str) -> bool {
    name == "Edm.Stream"
}

/// The slot of a primitive type; JSON for those without a form of their own (`Edm.Untyped`, the
/// geographies), `None` for a stream, which is no part of any JSON.
pub(super) fn slot(name: &str) -> Option<Slot> {
    if is_stream(name) {
        return None;
    }
    let Some((_, ty, format)) = PRIMITIVES.iter().find(|(edm, ..)| *edm == name) else {
        return Some(Slot::of(TypeRef::Json));
    };
    scalar_slot(ty, format)
}

/// The one of two types of a value that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finer {
    /// The document's: it is the same, or says more.
    Document,
    /// The table's.
    Table,
    /// Neither: no value is of both types.
    Neither,
}

/// Compares the document's scalar with the table's.
pub(super) fn finer(document: Scalar, table: Scalar) -> Finer {
    use Finer::{Document, Neither, Table};
    match (document, table) {
        (document, table) if document == table => Document,
        // Every text is a string: whatever says more about it holds.
        (document, Scalar::String) if is_text(document) => Document,
        (Scalar::String, table) if is_text(table) => Table,
        (document, table) if is_number(document) && is_number(table) => Document,
        _ => Neither,
    }
}

/// Compares the document's type of its own with the table's scalar.
pub(super) fn finer_than_kind(kind: &TypeKind, table: Scalar) -> Finer {
    match kind {
        TypeKind::Newtype(Newtype { scalar, .. }) | TypeKind::Enum(Enum { scalar, .. }) => {
            match finer(*scalar, table) {
                Finer::Table => Finer::Document,
                other => other,
            }
        }
        // Keys are made after the merge, and hold any text.
        TypeKind::Untyped { .. } | TypeKind::Union(_) | TypeKind::Key(_) => Finer::Document,
        TypeKind::Struct(_) | TypeKind::Alias(_) => Finer::Neither,
    }
}

/// Returns whether values of a scalar are texts in JSON.
pub(super) fn is_text(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::String
            | Scalar::Secret
            | Scalar::Uuid
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Duration
            | Scalar::Base64
            | Scalar::Uri
    )
}

fn is_number(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::I32 | Scalar::I64 | Scalar::U64 | Scalar::F32 | Scalar::F64 | Scalar::Number
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_primitive_is_one_scalar() {
        for (edm, ..) in PRIMITIVES {
            assert!(slot(edm).is_some(), "{edm}");
        }
        assert_eq!(slot("Edm.Stream"), None);
        assert_eq!(slot("Edm.Untyped"), Some(Slot::of(TypeRef::Json)));
    }

    #[test]
    fn the_finer_of_two_texts_holds() {
        assert_eq!(finer(Scalar::Uuid, Scalar::String), Finer::Document);
        assert_eq!(finer(Scalar::String, Scalar::DateTime), Finer::Table);
        assert_eq!(finer(Scalar::Uuid, Scalar::DateTime), Finer::Neither);
        assert_eq!(finer(Scalar::I64, Scalar::I32), Finer::Document);
        assert_eq!(finer(Scalar::Bool, Scalar::String), Finer::Neither);
    }
}
