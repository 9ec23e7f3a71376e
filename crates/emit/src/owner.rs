//! The types that inline types are part of.

use graphwright_ir::{Api, Slot, TypeId, TypeKind, TypeRef};
use std::collections::HashMap;

/// The type that an inline type is part of.
pub(crate) struct Owner<'a> {
    pub ty: TypeId,
    /// The part of it.
    pub part: Part<'a>,
}

/// A part of a type.
#[derive(Clone, Copy)]
pub(crate) enum Part<'a> {
    /// The field with this wire name.
    Field(&'a str),
    /// The items of the list or map in that field.
    Item(&'a str),
    /// A variant of a union.
    Variant,
}

/// Returns, for each type that is part of another one in the same file, the first of those.
pub(crate) fn owners(api: &Api) -> HashMap<TypeId, Owner<'_>> {
    let mut owners = HashMap::new();
    for (index, ty) in api.types.iter().enumerate() {
        for (id, part) in parts(&ty.kind) {
            if id.0 != index && api.ty(id).module == ty.module {
                let ty = TypeId(index);
                owners.entry(id).or_insert(Owner { ty, part });
            }
        }
    }
    owners
}

/// The named types that a type is made of.
fn parts(kind: &TypeKind) -> Vec<(TypeId, Part<'_>)> {
    match kind {
        TypeKind::Struct(body) => {
            let fields = body.fields.iter().filter_map(|field| {
                Some(match named_type(&field.slot)? {
                    Named::Alone(id) => (id, Part::Field(&field.wire)),
                    Named::Item(id) => (id, Part::Item(&field.wire)),
                })
            });
            fields.collect()
        }
        TypeKind::Union(body) => {
            let variants = body.variants.iter().filter_map(|variant| {
                let (Named::Alone(id) | Named::Item(id)) = named_type(&variant.slot)?;
                Some((id, Part::Variant))
            });
            variants.collect()
        }
        _ => Vec::new(),
    }
}

/// The named type in a slot.
enum Named {
    Alone(TypeId),
    /// Inside a list or map.
    Item(TypeId),
}

fn named_type(slot: &Slot) -> Option<Named> {
    let mut ty = &slot.ty;
    while let TypeRef::Boxed(inner) = ty {
        ty = inner;
    }
    match ty {
        TypeRef::Named(id) => Some(Named::Alone(*id)),
        TypeRef::List(items) | TypeRef::Map(items) => match named_type(items)? {
            Named::Alone(id) | Named::Item(id) => Some(Named::Item(id)),
        },
        _ => None,
    }
}
