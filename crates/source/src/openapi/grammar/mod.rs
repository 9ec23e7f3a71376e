//! The grammar of OpenAPI as data: which keywords an object has, and what may stand there.
//!
//! The checker, the normaliser and the search for `$ref`s all walk a document by these tables, so a
//! keyword is described once. Both dialects share them; what only 3.1 has says so.

mod extensions;
mod kind;
mod objects;
mod schema;

pub(crate) use kind::{Dialect, Field, Form, Kind, Need, Others};
pub(crate) use objects::{METHODS, OPENAPI, OPERATION};
pub(crate) use schema::{DISCRIMINATOR, SCHEMA, TYPES};

use crate::pointer;

/// The form of a whole document.
pub(crate) static DOCUMENT: Form = Form::Object(&OPENAPI);

impl Kind {
    /// The keyword of that name, or the extension that is honoured here.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        if name.starts_with("x-") {
            return extensions::find(self, name);
        }
        self.fields.iter().find(|field| field.name == name)
    }

    /// What stands at a key of an object of this kind; `None` for a key that is no part of the grammar.
    pub(crate) fn form(&self, key: &str) -> Option<&'static Form> {
        if let Some(field) = self.field(key) {
            return Some(&field.form);
        }
        if key.starts_with("x-") {
            return None;
        }
        match self.others {
            Others::None => None,
            Others::Paths => key.starts_with('/').then_some(&objects::PATH_ITEM_FORM),
            Others::Statuses => is_status(key).then_some(&objects::RESPONSE_FORM),
            Others::Expressions => Some(&objects::PATH_ITEM_FORM),
        }
    }
}

/// Whether a key of `responses` names a status (`404`), a range of them (`4XX`) or all others.
pub(crate) fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        b"default" => true,
        [b'1'..=b'9', rest @ ..] if rest.len() == 2 => {
            rest.iter().all(u8::is_ascii_digit) || rest.eq_ignore_ascii_case(b"XX")
        }
        _ => false,
    }
}

/// What stands at the end of a way of keys that starts at a node of this form.
pub(crate) fn form_below(form: &'static Form, way: &str) -> Option<&'static Form> {
    pointer::keys(way).try_fold(form, |form, key| match form {
        Form::Object(kind) | Form::OrRef(kind) => kind.form(&key),
        Form::Schema | Form::SchemaOrFlag => SCHEMA.form(&key),
        Form::List(form) | Form::Map(form) => Some(*form),
        _ => None,
    })
}

/// The outermost keyword around a place of the document that only explains, or the place itself if it is one.
pub(crate) fn explaining(at: &str) -> Option<&str> {
    let mut form: &'static Form = &DOCUMENT;
    let mut end = pointer::ROOT.len();
    for segment in at.strip_prefix("#/")?.split('/') {
        end += 1 + segment.len();
        let key = pointer::unescape(segment);
        let kind = match form {
            Form::Object(kind) | Form::OrRef(kind) => Some(*kind),
            Form::Schema | Form::SchemaOrFlag => Some(&SCHEMA),
            _ => None,
        };
        if kind.is_some_and(|kind| kind.field(&key).is_some_and(|field| field.loose)) {
            return Some(&at[..end]);
        }
        form = form_below(form, &format!("/{segment}"))?;
    }
    None
}
