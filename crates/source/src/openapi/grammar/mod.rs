//! The grammar of OpenAPI as data: the keywords of each kind of object, and the types of their values.
//!
//! The checker, the normaliser and the search for `$ref`s all walk a document by these tables, so that a keyword
//! is described once. Both dialects share them; keywords of 3.1 are marked.

mod extensions;
mod kind;
mod objects;
mod schema;

pub(crate) use kind::{Dialect, Field, Kind, Need, Others, ValueType};
pub(crate) use objects::{METHODS, OPENAPI, OPERATION};
pub(crate) use schema::{DISCRIMINATOR, SCHEMA, TYPES};

use crate::pointer;

/// The type of a whole document.
pub(crate) static DOCUMENT: ValueType = ValueType::Object(&OPENAPI);

impl Kind {
    /// The keyword of that name, or the extension that is supported here.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        if name.starts_with("x-") {
            return extensions::find(self, name);
        }
        self.fields.iter().find(|field| field.name == name)
    }

    /// The type of the value at a key of an object of this kind; `None` for a key outside of the grammar.
    pub(crate) fn ty(&self, key: &str) -> Option<&'static ValueType> {
        if let Some(field) = self.field(key) {
            return Some(&field.ty);
        }
        if key.starts_with("x-") {
            return None;
        }
        match self.others {
            Others::None => None,
            Others::Paths => key.starts_with('/').then_some(&objects::PATH_ITEM_TYPE),
            Others::Statuses => is_status(key).then_some(&objects::RESPONSE_TYPE),
            Others::Expressions => Some(&objects::PATH_ITEM_TYPE),
        }
    }
}

/// Returns whether a key of `responses` is a status (`404`), a range of them (`4XX`) or `default`.
pub(crate) fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        b"default" => true,
        [b'1'..=b'9', rest @ ..] if rest.len() == 2 => {
            rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"XX")
        }
        _ => false,
    }
}

/// The type of the value at `path`, a pointer relative to a node of this type.
pub(crate) fn type_below(ty: &'static ValueType, path: &str) -> Option<&'static ValueType> {
    pointer::keys(path).try_fold(ty, |ty, key| match ty {
        ValueType::Object(kind) | ValueType::OrRef(kind) => kind.ty(&key),
        ValueType::Schema | ValueType::SchemaOrFlag => SCHEMA.ty(&key),
        ValueType::List(ty) | ValueType::Map(ty) => Some(*ty),
        _ => None,
    })
}

/// The outermost informative keyword around a place of the document, or the place itself if it is one.
pub(crate) fn informative_keyword(at: &str) -> Option<&str> {
    let mut ty: &'static ValueType = &DOCUMENT;
    let mut end = pointer::ROOT.len();
    for segment in at.strip_prefix("#/")?.split('/') {
        end += 1 + segment.len();
        let key = pointer::unescape(segment);
        let kind = match ty {
            ValueType::Object(kind) | ValueType::OrRef(kind) => Some(*kind),
            ValueType::Schema | ValueType::SchemaOrFlag => Some(&SCHEMA),
            _ => None,
        };
        if kind.is_some_and(|kind| kind.field(&key).is_some_and(|field| field.is_informative)) {
            return Some(&at[..end]);
        }
        ty = type_below(ty, &format!("/{segment}"))?;
    }
    None
}
