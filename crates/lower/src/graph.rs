//! The types as a graph: which hold which, by value or behind a pointer.

use crate::lowering::{Draft, Lowering};
use crate::report::At;
use graphwright_ir::{Additional, Scalar, Slot, TypeDef, TypeId, TypeKind, TypeRef};
use graphwright_source::Code;

/// How one type is part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// By value.
    Direct,
    /// In a list or a map.
    Inside,
}

/// Calls `visit` for every named type in a use of types.
pub(crate) fn each(ty: &TypeRef, edge: Edge, visit: &mut impl FnMut(TypeId, Edge)) {
    match ty {
        TypeRef::Named(id) => visit(*id, edge),
        TypeRef::Boxed(ty) => each(ty, edge, visit),
        TypeRef::List(slot) | TypeRef::Map(slot) => each(&slot.ty, Edge::Inside, visit),
        TypeRef::Scalar(_) | TypeRef::Json | TypeRef::Stream => {}
    }
}

/// The slots of a type: of its fields, its other members, its variants, or what it is an alias of.
pub(crate) fn slots(def: &TypeDef) -> impl Iterator<Item = &Slot> {
    let (fields, rest) = match &def.kind {
        TypeKind::Struct(body) => {
            let rest = if let Additional::Typed(_, slot) = &body.additional {
                Some(&**slot)
            } else {
                None
            };
            (body.fields.as_slice(), rest)
        }
        TypeKind::Alias(slot) => (&[][..], Some(slot)),
        _ => (&[][..], None),
    };
    let variants = if let TypeKind::Union(body) = &def.kind {
        body.variants.as_slice()
    } else {
        &[]
    };
    let keys = if let TypeKind::Key(body) = &def.kind {
        body.variants.as_slice()
    } else {
        &[]
    };
    fields
        .iter()
        .map(|field| &field.slot)
        .chain(rest)
        .chain(variants.iter().map(|variant| &variant.slot))
        .chain(keys.iter().map(|variant| &variant.slot))
}

/// The type behind an alias of a type, and of an alias of that; itself where it is no alias.
///
/// Chains of aliases end, once [`end_aliases`] has run.
pub(crate) fn unalias(drafts: &[Draft<'_>], id: TypeId) -> TypeId {
    let mut id = id;
    while let TypeKind::Alias(Slot {
        ty: TypeRef::Named(next),
        ..
    }) = &drafts[id.0].def.kind
    {
        id = *next;
    }
    id
}

/// Makes aliases that come back to themselves untyped: Rust has no name for them.
pub(crate) fn end_aliases(lowering: &mut Lowering<'_>) {
    let next: Vec<Vec<usize>> = lowering
        .drafts
        .iter()
        .map(|draft| alias_targets(&draft.def))
        .collect();
    for (id, _) in back_edges(&next) {
        let reason = "it contains itself without an object in between".to_owned();
        let at = lowering.drafts[id].def.origin.at.clone();
        lowering.report.add(
            Code::UNTYPED,
            format!("kept as JSON: {reason}"),
            At::Value(&at),
        );
        lowering.drafts[id].def.kind = TypeKind::Untyped { reason };
    }
}

/// The types in an alias; none for any other type, since that ends every chain.
fn alias_targets(def: &TypeDef) -> Vec<usize> {
    let mut targets = Vec::new();
    if let TypeKind::Alias(slot) = &def.kind {
        each(&slot.ty, Edge::Direct, &mut |id, _| targets.push(id.0));
    }
    targets
}

/// Puts a value behind a pointer where a type would otherwise be infinitely large, and only there.
pub(crate) fn box_cycles(drafts: &mut [Draft<'_>]) {
    let by_value: Vec<Vec<usize>> = drafts
        .iter()
        .map(|draft| {
            let is_alias = matches!(draft.def.kind, TypeKind::Alias(_));
            let slots = slots(&draft.def).filter(|_| !is_alias);
            // A slot that holds no type by value keeps its place in the list, as an edge to nowhere.
            slots
                .map(|slot| by_value(drafts, slot).unwrap_or(usize::MAX))
                .collect()
        })
        .collect();
    for (id, index) in back_edges(&by_value) {
        if let Some(slot) = slot_mut(&mut drafts[id].def, index) {
            let ty = std::mem::replace(&mut slot.ty, TypeRef::Json);
            slot.ty = TypeRef::Boxed(Box::new(ty));
        }
    }
}

/// The type that a slot holds by value.
fn by_value(drafts: &[Draft<'_>], slot: &Slot) -> Option<usize> {
    match slot.ty {
        TypeRef::Named(id) => Some(unalias(drafts, id).0),
        _ => None,
    }
}

/// A slot of a type by its place in [`slots`].
fn slot_mut(def: &mut TypeDef, index: usize) -> Option<&mut Slot> {
    match &mut def.kind {
        TypeKind::Struct(body) => body.fields.get_mut(index).map(|field| &mut field.slot),
        TypeKind::Union(body) => body
            .variants
            .get_mut(index)
            .map(|variant| &mut variant.slot),
        _ => None,
    }
}

/// Edges that lead back to a node on the way to them, in a walk from the first node on: without
/// them the graph has no cycle. Each is a node and the place of the edge among that node's edges.
fn back_edges(next: &[Vec<usize>]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Mark {
        New,
        OnTheWay,
        Done,
    }
    let mut marks = vec![Mark::New; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::OnTheWay;
        let mut way = vec![(start, 0)];
        while let Some((node, edge)) = way.last_mut() {
            let (here, at) = (*node, *edge);
            let Some(&target) = next[here].get(at) else {
                marks[here] = Mark::Done;
                way.pop();
                continue;
            };
            *edge += 1;
            match marks.get(target) {
                Some(Mark::New) => {
                    marks[target] = Mark::OnTheWay;
                    way.push((target, 0));
                }
                Some(Mark::OnTheWay) => found.push((here, at)),
                Some(Mark::Done) | None => {}
            }
        }
    }
    found
}

/// Marks the types whose values may be compared and hashed as a whole.
pub(crate) fn mark_hashable(drafts: &mut [Draft<'_>]) {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    let mut lost: Vec<usize> = Vec::new();
    for (id, draft) in drafts.iter().enumerate() {
        if !is_hashable_alone(&draft.def) {
            lost.push(id);
        }
        for slot in slots(&draft.def) {
            each(&slot.ty, Edge::Direct, &mut |part, _| {
                holders[part.0].push(id);
            });
        }
    }
    let mut hashable = vec![true; drafts.len()];
    while let Some(id) = lost.pop() {
        if std::mem::replace(&mut hashable[id], false) {
            lost.extend(&holders[id]);
        }
    }
    for (draft, hashable) in drafts.iter_mut().zip(hashable) {
        draft.def.hashable = hashable;
    }
}

/// Whether a type is hashable as far as the named types in it are.
fn is_hashable_alone(def: &TypeDef) -> bool {
    let kept = matches!(&def.kind, TypeKind::Struct(body) if matches!(body.additional, Additional::Keep(_)));
    let fallback = matches!(&def.kind, TypeKind::Union(body) if body.fallback.is_some());
    let untyped = matches!(def.kind, TypeKind::Untyped { .. });
    let newtype = matches!(&def.kind, TypeKind::Newtype(body) if !is_hashable_scalar(body.scalar));
    !kept && !fallback && !untyped && !newtype && slots(def).all(|slot| is_hashable_use(&slot.ty))
}

fn is_hashable_use(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Scalar(scalar) => is_hashable_scalar(*scalar),
        TypeRef::Named(_) => true,
        TypeRef::List(slot) => is_hashable_use(&slot.ty),
        TypeRef::Boxed(ty) => is_hashable_use(ty),
        // Maps of any kind of map type, JSON and streams have no hash.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_back_edges_there_is_no_cycle() {
        assert_eq!(
            back_edges(&[vec![1], vec![2], vec![0, 3], vec![3]]),
            [(2, 0), (3, 0)]
        );
        assert_eq!(back_edges(&[vec![1, 2], vec![2], vec![]]), []);
        assert_eq!(back_edges(&[vec![usize::MAX, 0]]), [(0, 1)]);
    }

    #[test]
    fn a_long_way_needs_no_stack() {
        let mut next: Vec<Vec<usize>> = (1..=200_000).map(|target| vec![target]).collect();
        next.push(vec![0]);
        assert_eq!(back_edges(&next), [(200_000, 0)]);
    }
}
