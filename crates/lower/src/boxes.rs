//! Types that would be infinitely large.

use crate::draft::{Draft, Types};
use crate::reach::back_edges;
use graphwright_ir::{Slot, TypeId, TypeKind, TypeRef, TypeTable};

/// Puts a value behind a pointer where a type would otherwise contain itself by value, and only there.
pub(crate) fn box_circles(types: &mut Types<'_>) {
    let by_value: Vec<Vec<Option<usize>>> = types
        .iter()
        .map(|(_, draft)| targets(types, draft))
        .collect();
    for edge in back_edges(&by_value) {
        if let Some(slot) = slot_mut(&mut types[TypeId(edge.from)], edge.index) {
            let ty = std::mem::replace(&mut slot.ty, TypeRef::Json);
            slot.ty = TypeRef::Boxed(Box::new(ty));
        }
    }
}

/// The type that each slot of a type holds by value, if it holds one. An alias holds nothing itself.
fn targets(types: &Types<'_>, draft: &Draft<'_>) -> Vec<Option<usize>> {
    if matches!(draft.kind(), TypeKind::Alias(_)) {
        return Vec::new();
    }
    let slots = draft.kind().slots();
    slots
        .map(|slot| match slot.ty {
            TypeRef::Named(id) => Some(types.unalias(id).0),
            _ => None,
        })
        .collect()
}

/// A slot by its position in [`TypeKind::slots`], if it is one that can be behind a pointer.
fn slot_mut<'d>(draft: &'d mut Draft<'_>, index: usize) -> Option<&'d mut Slot> {
    match draft.kind_mut() {
        TypeKind::Struct(body) => body.fields.get_mut(index).map(|field| &mut field.slot),
        TypeKind::Union(body) => body
            .variants
            .get_mut(index)
            .map(|variant| &mut variant.slot),
        _ => None,
    }
}
