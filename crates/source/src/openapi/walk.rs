//! A walk over a document by the grammar that may change what it visits.

use super::grammar::{Dialect, Kind, SCHEMA, ValueType};
use super::keys;
use crate::pointer;
use serde_json::{Map, Value};

/// The visitor of a walk. Parents are visited before their children.
pub(super) trait Visit {
    /// Visits an object at a pointer.
    fn object(&mut self, members: &mut Map<String, Value>, kind: &'static Kind, at: &str);

    /// The replacement for a schema that is `true` or `false`.
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
        if let Some(ty) = ty(kind, key) {
            below(
                at,
                |at| pointer::push(at, key),
                |at| self::value(member, ty, at, visit),
            );
        }
    }
}

/// Walks a value of a type. A reference is visited as an object of the kind of its target.
pub(super) fn value(
    value: &mut Value,
    ty: &'static ValueType,
    at: &mut String,
    visit: &mut dyn Visit,
) {
    match ty {
        ValueType::Object(kind) | ValueType::OrRef(kind) => object(value, kind, at, visit),
        ValueType::Schema => {
            if let Value::Bool(flag) = value {
                *value = visit.schema_flag(*flag);
            } else {
                object(value, &SCHEMA, at, visit);
            }
        }
        ValueType::SchemaOrFlag => object(value, &SCHEMA, at, visit),
        ValueType::List(ty) => {
            for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                below(
                    at,
                    |at| pointer::push_index(at, index),
                    |at| self::value(item, ty, at, visit),
                );
            }
        }
        ValueType::Map(ty) => {
            for (key, member) in value.as_object_mut().into_iter().flatten() {
                below(
                    at,
                    |at| pointer::push(at, key),
                    |at| self::value(member, ty, at, visit),
                );
            }
        }
        ValueType::Any
        | ValueType::Text
        | ValueType::Flag
        | ValueType::Number
        | ValueType::Count
        | ValueType::Bound
        | ValueType::Types
        | ValueType::Words(_) => {}
    }
}

/// The type of the value at a key, which may be one of the normaliser's own.
fn ty(kind: &'static Kind, key: &str) -> Option<&'static ValueType> {
    match key {
        keys::PREFIX_ITEMS => return Some(&ValueType::List(&ValueType::Schema)),
        keys::PATTERN_PROPERTIES => return Some(&ValueType::Map(&ValueType::Schema)),
        keys::WEBHOOKS => return super::grammar::OPENAPI.ty("webhooks"),
        _ => {}
    }
    if kind
        .field(key)
        .is_some_and(|field| field.dialect == Dialect::Unused)
    {
        return None;
    }
    kind.ty(key).filter(|ty| ty.is_structure())
}

fn below(at: &mut String, push: impl FnOnce(&mut String), visit: impl FnOnce(&mut String)) {
    let length = at.len();
    push(at);
    visit(at);
    at.truncate(length);
}
