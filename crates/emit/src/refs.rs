//! References to types: the types that a declaration or an operation names, and links in documentation.

use graphwright_ir::{Additional, Content, Operation, Slot, TypeDef, TypeId, TypeKind, TypeRef};
use std::collections::BTreeSet;

/// Returns the types that the declaration of a type names.
pub(crate) fn of_type(ty: &TypeDef) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    match &ty.kind {
        TypeKind::Struct(body) => {
            body.fields
                .iter()
                .for_each(|field| add_slot(&field.slot, &mut found));
            if let Additional::Typed(_, values) = &body.additional {
                add_slot(values, &mut found);
            }
        }
        TypeKind::Union(union) => {
            union
                .variants
                .iter()
                .for_each(|variant| add_slot(&variant.slot, &mut found));
        }
        TypeKind::Alias(target) => add_slot(target, &mut found),
        TypeKind::Key(key) => {
            key.variants
                .iter()
                .for_each(|variant| add_slot(&variant.slot, &mut found));
        }
        TypeKind::Enum(_) | TypeKind::Newtype(..) | TypeKind::Untyped { .. } => {}
    }
    found
}

/// Returns the types that an operation names.
pub(crate) fn of_operation(operation: &Operation) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    operation
        .params
        .iter()
        .for_each(|param| add_slot(&param.slot, &mut found));
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    bodies.for_each(|content: &Content| add_slot(&content.slot, &mut found));
    for response in &operation.responses {
        response
            .content
            .iter()
            .for_each(|content| add_slot(&content.slot, &mut found));
        response
            .headers
            .iter()
            .for_each(|header| add_slot(&header.slot, &mut found));
    }
    found
}

/// Adds the types that a slot names.
pub(crate) fn add_slot(slot: &Slot, found: &mut BTreeSet<TypeId>) {
    add_type(&slot.ty, found);
}

fn add_type(ty: &TypeRef, found: &mut BTreeSet<TypeId>) {
    match ty {
        TypeRef::Named(id) => {
            found.insert(*id);
        }
        TypeRef::List(items) | TypeRef::Map(items) => add_slot(items, found),
        TypeRef::Boxed(inner) => add_type(inner, found),
        TypeRef::Scalar(_) | TypeRef::Json | TypeRef::Stream => {}
    }
}

/// Returns whether anything in the declaration of a type is deprecated, so that code which uses the type
/// has to allow that.
pub(crate) fn is_deprecated(ty: &TypeDef) -> bool {
    let fields = match &ty.kind {
        TypeKind::Struct(body) => body.fields.as_slice(),
        _ => &[],
    };
    ty.deprecated || fields.iter().any(|field| field.deprecated)
}

/// Returns a link to a type, for documentation in its file. If the static schema has the same name, the
/// link says that it means the type.
pub(crate) fn type_link(ty: &TypeDef) -> String {
    let name = &ty.ident;
    if *name == ty.schema_ident {
        format!("[`{name}`](type@{name})")
    } else {
        format!("[`{name}`]")
    }
}
