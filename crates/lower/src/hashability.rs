//! Types whose values may be compared and hashed as a whole.

use crate::draft::{PerType, Types};
use crate::reach::reach;
use graphwright_ir::{Additional, Scalar, TypeId, TypeKind, TypeRef};

/// Finds the types of which every part has a total equality.
pub(crate) fn find(types: &Types<'_>) -> PerType<bool> {
    let mut holders: PerType<Vec<TypeId>> = PerType::filled(types, Vec::new());
    let mut unhashable: Vec<TypeId> = Vec::new();
    for (id, draft) in types.iter() {
        if !is_hashable_itself(draft.kind()) {
            unhashable.push(id);
        }
        for slot in draft.kind().slots() {
            slot.ty.each_named(&mut |part, _| holders[part].push(id));
        }
    }
    let mut hashable = PerType::filled(types, true);
    reach(
        unhashable,
        |id| std::mem::replace(&mut hashable[id], false),
        |id, open| open.extend(&holders[id]),
    );
    hashable
}

/// Returns whether a type is hashable if the named types in it are.
fn is_hashable_itself(kind: &TypeKind) -> bool {
    let is_hashable = match kind {
        TypeKind::Struct(body) => !matches!(body.additional, Additional::Keep(_)),
        TypeKind::Union(body) => body.fallback.is_none(),
        TypeKind::Newtype(body) => is_hashable_scalar(body.scalar),
        TypeKind::Untyped { .. } => false,
        TypeKind::Enum(_) | TypeKind::Alias(_) | TypeKind::Key(_) => true,
    };
    is_hashable && kind.slots().all(|slot| is_hashable_use(&slot.ty))
}

fn is_hashable_use(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Scalar(scalar) => is_hashable_scalar(*scalar),
        TypeRef::Named(_) => true,
        TypeRef::List(slot) => is_hashable_use(&slot.ty),
        TypeRef::Boxed(ty) => is_hashable_use(ty),
        // Maps, JSON and streams have no hash.
        TypeRef::Map(_) | TypeRef::Json | TypeRef::Stream => false,
    }
}

/// Floats have no total equality; secrets are compared in constant time only.
fn is_hashable_scalar(scalar: Scalar) -> bool {
    !matches!(
        scalar,
        Scalar::F32 | Scalar::F64 | Scalar::Number | Scalar::Secret
    )
}
