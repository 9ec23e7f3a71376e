//! Kinds of the values of properties, as far as asking for them goes.

use graphwright_ir::{Enum, Newtype, Scalar, Slot, TypeKind, TypeRef, TypeTable, ValueKind};
use graphwright_lower::front_end::Types;

/// The depth to which lists may stand in lists before they count as any JSON: aliases can nest them for ever.
const DEEPEST: usize = 4;

/// The kind of a type's values.
pub(super) fn of(types: &Types<'_>, ty: &TypeRef) -> ValueKind {
    within(types, ty, DEEPEST)
}

fn within(types: &Types<'_>, ty: &TypeRef, depth: usize) -> ValueKind {
    match ty {
        TypeRef::Scalar(scalar) => scalar_kind(*scalar),
        TypeRef::Named(id) => match types.kind(types.unalias(*id)) {
            TypeKind::Struct(_) => ValueKind::Object,
            TypeKind::Enum(Enum { scalar, .. }) | TypeKind::Newtype(Newtype { scalar, .. }) => {
                scalar_kind(*scalar)
            }
            TypeKind::Key(_) => ValueKind::String,
            TypeKind::Alias(Slot { ty, .. }) => below(types, ty, depth),
            TypeKind::Union(_) | TypeKind::Untyped { .. } => ValueKind::Json,
        },
        TypeRef::List(items) => ValueKind::List(Box::new(below(types, &items.ty, depth))),
        TypeRef::Map(_) => ValueKind::Object,
        TypeRef::Boxed(inner) => within(types, inner, depth),
        TypeRef::Json => ValueKind::Json,
        TypeRef::Stream => ValueKind::Bytes,
    }
}

fn below(types: &Types<'_>, ty: &TypeRef, depth: usize) -> ValueKind {
    match depth.checked_sub(1) {
        Some(depth) => within(types, ty, depth),
        None => ValueKind::Json,
    }
}

fn scalar_kind(scalar: Scalar) -> ValueKind {
    match scalar {
        Scalar::Bool => ValueKind::Bool,
        Scalar::I32 | Scalar::I64 | Scalar::U64 => ValueKind::Integer,
        Scalar::F32 | Scalar::F64 | Scalar::Number => ValueKind::Number,
        Scalar::String | Scalar::Secret | Scalar::Uri => ValueKind::String,
        Scalar::Uuid => ValueKind::Uuid,
        Scalar::DateTime => ValueKind::DateTime,
        Scalar::Date => ValueKind::Date,
        Scalar::Time => ValueKind::Time,
        Scalar::Duration => ValueKind::Duration,
        Scalar::Base64 | Scalar::Bytes | Scalar::File => ValueKind::Bytes,
        Scalar::Null => ValueKind::Json,
    }
}
