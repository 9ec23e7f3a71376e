//! A walk over a document by the grammar that may change what it visits.

use super::grammar::{Dialect, Form, Kind, SCHEMA};
use super::keys;
use crate::pointer;
use serde_json::{Map, Value};

/// What a walk does on its way. Parents are visited before their children.
pub(super) trait Visit {
    /// Visits an object at a pointer.
    fn object(&mut self, members: &mut Map<String, Value>, kind: &'static Kind, at: &str);

    /// What to put in the place of a schema that is `true` or `false`.
    fn schema_flag(&mut self, flag: bool) -> Value {
        Value::Bool(flag)
    }
}

/// Walks an object of a kind.
pub(super) fn object(
    value: &mut Value,
    kind: &'static Kind,
    at: &mut String,
    visit: &mut dyn Visit,
) {
    let Value::Object(members) = value else {
        return;
    };
    visit.object(members, kind, at);
    for (key, member) in members {
        if let Some(form) = form(kind, key) {
            below(
                at,
                |at| pointer::push(at, key),
                |at| self::value(member, form, at, visit),
            );
        }
    }
}

/// Walks a value of a form. A reference is visited as an object of the kind that it leads to.
pub(super) fn value(
    value: &mut Value,
    form: &'static Form,
    at: &mut String,
    visit: &mut dyn Visit,
) {
    match form {
        Form::Object(kind) | Form::OrRef(kind) => object(value, kind, at, visit),
        Form::Schema => {
            if let Value::Bool(flag) = value {
                *value = visit.schema_flag(*flag);
            } else {
                object(value, &SCHEMA, at, visit);
            }
        }
        Form::SchemaOrFlag => object(value, &SCHEMA, at, visit),
        Form::List(form) => {
            for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                below(
                    at,
                    |at| pointer::push_index(at, index),
                    |at| self::value(item, form, at, visit),
                );
            }
        }
        Form::Map(form) => {
            for (key, member) in value.as_object_mut().into_iter().flatten() {
                below(
                    at,
                    |at| pointer::push(at, key),
                    |at| self::value(member, form, at, visit),
                );
            }
        }
        Form::Any
        | Form::Text
        | Form::Flag
        | Form::Number
        | Form::Count
        | Form::Bound
        | Form::Types
        | Form::Words(_) => {}
    }
}

/// The form at a key, which may be one of the normaliser's own.
fn form(kind: &'static Kind, key: &str) -> Option<&'static Form> {
    match key {
        keys::PREFIX_ITEMS => return Some(&Form::List(&Form::Schema)),
        keys::PATTERN_PROPERTIES => return Some(&Form::Map(&Form::Schema)),
        keys::WEBHOOKS => return super::grammar::OPENAPI.form("webhooks"),
        _ => {}
    }
    if kind
        .field(key)
        .is_some_and(|field| field.dialect == Dialect::Unused)
    {
        return None;
    }
    kind.form(key).filter(|form| form.is_structure())
}

fn below(at: &mut String, push: impl FnOnce(&mut String), visit: impl FnOnce(&mut String)) {
    let length = at.len();
    push(at);
    visit(at);
    at.truncate(length);
}
