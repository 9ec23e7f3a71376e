//! References to types: the types that a declaration or an operation names, and links in prose.

use graphwright_ir::{Additional, Content, Operation, Slot, TypeDef, TypeId, TypeKind, TypeRef};
use std::collections::BTreeSet;

/// The named types that a type's own declaration names.
pub(crate) fn of_type(ty: &TypeDef) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    match &ty.kind {
        TypeKind::Struct(body) => {
            body.fields
                .iter()
                .for_each(|field| slot(&field.slot, &mut found));
            if let Additional::Typed(_, values) = &body.additional {
                slot(values, &mut found);
            }
        }
        TypeKind::Union(union) => {
            union
                .variants
                .iter()
                .for_each(|variant| slot(&variant.slot, &mut found));
        }
        TypeKind::Alias(target) => slot(target, &mut found),
        TypeKind::Key(key) => {
            key.variants
                .iter()
                .for_each(|variant| slot(&variant.slot, &mut found));
        }
        TypeKind::Enum(_) | TypeKind::Newtype(..) | TypeKind::Untyped { .. } => {}
    }
    found
}

/// The named types that an operation names.
pub(crate) fn of_operation(operation: &Operation) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    operation
        .params
        .iter()
        .for_each(|param| slot(&param.slot, &mut found));
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    bodies.for_each(|content: &Content| slot(&content.slot, &mut found));
    for response in &operation.responses {
        response
            .content
            .iter()
            .for_each(|content| slot(&content.slot, &mut found));
        response
            .headers
            .iter()
            .for_each(|header| slot(&header.slot, &mut found));
    }
    found
}

/// The named types that a slot names.
pub(crate) fn slot(slot: &Slot, found: &mut BTreeSet<TypeId>) {
    type_ref(&slot.ty, found);
}

fn type_ref(ty: &TypeRef, found: &mut BTreeSet<TypeId>) {
    match ty {
        TypeRef::Named(id) => {
            found.insert(*id);
        }
        TypeRef::List(items) | TypeRef::Map(items) => slot(items, found),
        TypeRef::Boxed(inner) => type_ref(inner, found),
        TypeRef::Scalar(_) | TypeRef::Json | TypeRef::Stream => {}
    }
}

/// Whether anything in a type's own declaration is deprecated, so that code about it must say that
/// it knows.
pub(crate) fn is_deprecated(ty: &TypeDef) -> bool {
    let fields = match &ty.kind {
        TypeKind::Struct(body) => body.fields.as_slice(),
        _ => &[],
    };
    ty.deprecated || fields.iter().any(|field| field.deprecated)
}

/// A link to a type, from the documentation of something in its file. Where a static schema has the
/// same name, the link says that it means the type.
pub(crate) fn link(ty: &TypeDef) -> String {
    let name = &ty.ident;
    if *name == ty.schema_ident {
        format!("[`{name}`](type@{name})")
    } else {
        format!("[`{name}`]")
    }
}
