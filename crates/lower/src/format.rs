//! The one table from a type and its format to a scalar.

use graphwright_ir::Scalar;

/// How a scalar schema with a format is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    ty: &'static str,
    format: &'static str,
    /// The type of a value in Rust.
    pub scalar: Scalar,
    /// `true` if validators look at the format, beyond what the scalar can hold.
    pub checked: bool,
}

const fn row(ty: &'static str, format: &'static str, scalar: Scalar) -> Row {
    Row {
        ty,
        format,
        scalar,
        checked: false,
    }
}

impl Row {
    const fn checked(self) -> Self {
        Self {
            checked: true,
            ..self
        }
    }
}

/// Formats of `OpenAPI` 3.0.3, of JSON Schema 2020-12 and of the registry at
/// <https://spec.openapis.org/registry/format/>; the reason stands beside each row that has one.
const ROWS: &[Row] = &[
    row("integer", "int8", Scalar::I32).checked(),
    row("integer", "int16", Scalar::I32).checked(),
    row("integer", "int32", Scalar::I32).checked(),
    row("integer", "int64", Scalar::I64).checked(),
    row("integer", "uint8", Scalar::I32).checked(),
    row("integer", "uint16", Scalar::I32).checked(),
    // The upper half of 32 unsigned bits needs more than 32 signed ones.
    row("integer", "uint32", Scalar::I64).checked(),
    row("integer", "uint64", Scalar::U64).checked(),
    // What Rust programs write for `usize`.
    row("integer", "uint", Scalar::U64),
    // Microsoft and Google write it for timestamps in seconds.
    row("integer", "unixtime", Scalar::I64),
    row("integer", "timestamp", Scalar::I64),
    row("integer", "unix-time", Scalar::I64),
    // Generators of documents write it for what the language at hand calls a long.
    row("integer", "long", Scalar::I64),
    row("integer", "int", Scalar::I64),
    row("integer", "integer", Scalar::I64),
    // Documents say `float` of coordinates and prices with more digits than 32 bits hold.
    row("number", "float", Scalar::F64),
    row("number", "double", Scalar::F64),
    row("number", "float32", Scalar::F64),
    row("number", "float64", Scalar::F64),
    // Integers that were declared as numbers: the values may still be written `1.0`.
    row("number", "int32", Scalar::F64),
    row("number", "int64", Scalar::Number),
    row("number", "integer", Scalar::F64),
    // A binary float cannot hold them.
    row("number", "decimal", Scalar::Number),
    row("number", "decimal128", Scalar::Number),
    row("number", "double-int", Scalar::F64),
    row("number", "number", Scalar::F64),
    row("string", "uuid", Scalar::Uuid).checked(),
    row("string", "guid", Scalar::Uuid).checked(),
    row("string", "date-time", Scalar::DateTime).checked(),
    row("string", "date", Scalar::Date).checked(),
    row("string", "time", Scalar::Time).checked(),
    row("string", "duration", Scalar::Duration).checked(),
    row("string", "byte", Scalar::Base64).checked(),
    row("string", "base64", Scalar::Base64).checked(),
    // The alphabet differs from that of `byte`, so it stays text.
    row("string", "base64url", Scalar::String),
    // Raw bytes cannot stand inside JSON: what does is text. A body that is binary as a whole is
    // told by its media type, see `operation/content.rs`.
    row("string", "binary", Scalar::String),
    row("string", "password", Scalar::Secret),
    row("string", "email", Scalar::String).checked(),
    row("string", "idn-email", Scalar::String),
    row("string", "hostname", Scalar::String).checked(),
    row("string", "idn-hostname", Scalar::String),
    row("string", "ipv4", Scalar::String).checked(),
    row("string", "ipv6", Scalar::String).checked(),
    row("string", "ip", Scalar::String),
    row("string", "uri", Scalar::Uri).checked(),
    // Not checked: most documents that say `url` mean an absolute one, some a path, and references may be
    // relative. The schema of a `Uri` asks for an absolute one.
    row("string", "url", Scalar::String),
    row("string", "uri-reference", Scalar::String),
    row("string", "iri", Scalar::String),
    row("string", "iri-reference", Scalar::String),
    row("string", "uri-template", Scalar::String),
    row("string", "json-pointer", Scalar::String),
    row("string", "relative-json-pointer", Scalar::String),
    row("string", "regex", Scalar::String),
    // Text for people: the format is a hint for editors.
    row("string", "html", Scalar::String),
    row("string", "markdown", Scalar::String),
    row("string", "commonmark", Scalar::String),
    row("string", "string", Scalar::String),
    row("string", "char", Scalar::String),
    // Numbers that travel as text, because JavaScript would round them: they stay text.
    row("string", "int32", Scalar::String),
    row("string", "int64", Scalar::String),
    row("string", "uint64", Scalar::String),
    row("string", "decimal", Scalar::String),
    row("string", "double", Scalar::String),
];

/// How a type with that format is read; `None` for a format that the table does not have.
///
/// Case does not count: many documents have `Int32`.
pub(crate) fn find(ty: &str, format: &str) -> Option<Row> {
    ROWS.iter()
        .copied()
        .find(|row| row.ty == ty && row.format.eq_ignore_ascii_case(format))
}

/// The scalar of a type without a format, or with one that is not known.
pub(crate) fn plain(ty: &str) -> Option<Scalar> {
    match ty {
        "boolean" => Some(Scalar::Bool),
        // 64 bits hold what JSON integers are in practice; 32 would be a guess.
        "integer" => Some(Scalar::I64),
        "number" => Some(Scalar::F64),
        "string" => Some(Scalar::String),
        "null" => Some(Scalar::Null),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_unique_and_of_known_types() {
        for (index, row) in ROWS.iter().enumerate() {
            assert!(plain(row.ty).is_some(), "{row:?}");
            let same = |other: &&Row| other.ty == row.ty && other.format == row.format;
            assert_eq!(
                ROWS.iter().position(|other| same(&other)),
                Some(index),
                "{row:?}"
            );
        }
    }
}
