//! Dropping operations, and the types, groups and security schemes that nothing else needs.

use super::{Pruned, Selected};
use crate::draft::{Draft, OperationDraft, Owner};
use graphwright_ir::{
    Additional, OperationId, Origin, SchemeId, SchemeKind, SecurityNeed, Slot, TagId, TypeId,
    TypeKind, TypeRef,
};
use graphwright_source::{self as source, Code, pointer};
use std::collections::HashSet;

/// Drops what is not selected. Ids and indexes change: nothing that holds one may be kept across.
pub(super) fn prune(model: &mut Pruned<'_, '_>, selected: &Selected) {
    let mut gone: Vec<Origin> = Vec::new();
    let lost = drop_operations(model, selected, &mut gone);
    drop_tags(model);
    drop_schemes(model);
    drop_types(model, lost, &mut gone);
    forget(model, &gone);
}

/// Drops operations, and says which types stood in one of them.
fn drop_operations(
    model: &mut Pruned<'_, '_>,
    selected: &Selected,
    gone: &mut Vec<Origin>,
) -> Vec<bool> {
    let new = renumbered(&selected.operations);
    let mut kept = selected.operations.iter();
    model.operations.retain(|_| kept.next() == Some(&true));
    let mut kept = selected.suppressed.iter();
    model.suppressed.retain(|one| {
        let is_kept = kept.next() == Some(&true);
        if !is_kept {
            gone.push(one.origin.clone());
        }
        is_kept
    });
    let mut lost = vec![false; model.types.drafts.len()];
    for (draft, lost) in model.types.drafts.iter_mut().zip(&mut lost) {
        if let Owner::Operation(index) = &mut draft.hint.owner {
            match new[index.0] {
                Some(new) => *index = OperationId(new),
                None => *lost = true,
            }
        }
    }
    lost
}

/// Drops groups without operations.
fn drop_tags(model: &mut Pruned<'_, '_>) {
    let mut kept = vec![false; model.tags.len()];
    for operation in model.operations.iter() {
        kept[operation.tag.0] = true;
    }
    let new = renumbered(&kept);
    for operation in model.operations.iter_mut() {
        if let Some(tag) = new[operation.tag.0] {
            operation.tag = TagId(tag);
        }
    }
    let mut kept = kept.into_iter();
    model.tags.retain(|_| kept.next() == Some(true));
}

/// Drops schemes and scopes that nothing asks for.
fn drop_schemes(model: &mut Pruned<'_, '_>) {
    let mut kept = vec![false; model.schemes.len()];
    let mut scopes: HashSet<String> = HashSet::new();
    for requirement in needs(model).flat_map(|need| need.alternatives.iter().flatten()) {
        kept[requirement.scheme.0] = true;
        scopes.extend(requirement.scopes.iter().cloned());
    }
    let new = renumbered(&kept);
    let operations = model.operations.iter_mut().map(|one| &mut one.security);
    for need in operations.chain([&mut *model.security]) {
        for requirement in need.alternatives.iter_mut().flatten() {
            if let Some(scheme) = new[requirement.scheme.0] {
                requirement.scheme = SchemeId(scheme);
            }
        }
    }
    let mut kept = kept.into_iter();
    model.schemes.retain(|_| kept.next() == Some(true));
    for scheme in model.schemes.iter_mut() {
        if let SchemeKind::OAuth2 { flows } = &mut scheme.kind {
            for flow in flows {
                flow.scopes.retain(|scope| scopes.contains(&scope.wire));
            }
        }
    }
}

fn needs<'m>(model: &'m Pruned<'_, '_>) -> impl Iterator<Item = &'m SecurityNeed> {
    let operations = model.operations.iter().map(|one| &one.security);
    operations.chain([&*model.security])
}

/// Drops the types that no operation reaches.
fn drop_types(model: &mut Pruned<'_, '_>, mut lost: Vec<bool>, gone: &mut Vec<Origin>) {
    let kept = reached(model);
    for (draft, lost) in model.types.drafts.iter().zip(&mut lost) {
        *lost |= matches!(draft.hint.owner, Owner::Type(owner) if !kept[owner.0]);
    }
    adopt(&mut model.types.drafts, model.operations, &kept, lost);
    let order = owners_first(&model.types.drafts, &kept);
    let mut new = vec![None; kept.len()];
    for (index, old) in order.iter().enumerate() {
        new[*old] = Some(TypeId(index));
    }
    let mut old: Vec<Option<Draft<'_>>> = model.types.drafts.drain(..).map(Some).collect();
    model.types.drafts = order
        .iter()
        .filter_map(|index| old[*index].take())
        .collect();
    gone.extend(old.into_iter().flatten().map(|draft| draft.origin));

    for draft in &mut model.types.drafts {
        if let Owner::Type(owner) = &mut draft.hint.owner {
            renumber(owner, &new);
        }
        each_slot(draft.kind_mut(), &mut |slot| {
            renumber_in(&mut slot.ty, &new);
        });
    }
    for operation in model.operations.iter_mut() {
        each_slot_of(operation, &mut |slot| renumber_in(&mut slot.ty, &new));
    }
    let by_pointer = std::mem::take(&mut model.types.by_pointer);
    for (pointer, id) in by_pointer {
        match new[id.0] {
            Some(id) => _ = model.types.by_pointer.insert(pointer, id),
            None => _ = model.dropped.insert(pointer),
        }
    }
}

/// Which types the operations lead to. The schema of errors that the configuration names is one of
/// them: runtimes answer with it.
fn reached(model: &Pruned<'_, '_>) -> Vec<bool> {
    let drafts = &model.types.drafts;
    let mut open: Vec<TypeId> = Vec::new();
    if let Some(errors) = &model.config.errors {
        open.extend(
            model
                .types
                .at(&pointer::join("#/components/schemas", &errors.schema)),
        );
    }
    for slot in model.operations.iter().flat_map(OperationDraft::slots) {
        slot.ty.each_named(&mut |id, _| open.push(id));
    }
    let mut reached = vec![false; drafts.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            for slot in drafts[id.0].kind().slots() {
                slot.ty.each_named(&mut |id, _| open.push(id));
            }
        }
    }
    reached
}

/// Gives types whose owners are lost to the first that still has them: equal enums are one type
/// wherever they stand, and a `$ref` may lead into a schema.
fn adopt(
    drafts: &mut [Draft<'_>],
    operations: &[OperationDraft],
    kept: &[bool],
    mut lost: Vec<bool>,
) {
    let mut take = |drafts: &mut [Draft<'_>], ty: &TypeRef, owner: Owner| {
        ty.each_named(&mut |id, _| {
            if lost[id.0] && !stands_in(drafts, owner, id) {
                drafts[id.0].hint.owner = owner;
                lost[id.0] = false;
            }
        });
    };
    for (index, operation) in operations.iter().enumerate() {
        for slot in operation.slots() {
            take(drafts, &slot.ty, Owner::Operation(OperationId(index)));
        }
    }
    for holder in (0..kept.len()).filter(|holder| kept[*holder]) {
        let slots = drafts[holder].kind().slots();
        let types: Vec<TypeRef> = slots.map(|slot| slot.ty.clone()).collect();
        for ty in types {
            take(drafts, &ty, Owner::Type(TypeId(holder)));
        }
    }
    // What is left is not kept, or only has itself.
    for (draft, lost) in drafts.iter_mut().zip(lost) {
        if lost {
            draft.hint.owner = Owner::Nothing;
        }
    }
}

/// Whether an owner is a type or something inside of it.
fn stands_in(drafts: &[Draft<'_>], owner: Owner, ty: TypeId) -> bool {
    let mut owner = owner;
    while let Owner::Type(id) = owner {
        if id == ty {
            return true;
        }
        owner = drafts[id.0].hint.owner;
    }
    false
}

/// The kept types in their order, but each after what it stands in: names are given in this order.
fn owners_first(drafts: &[Draft<'_>], kept: &[bool]) -> Vec<usize> {
    let mut order = Vec::with_capacity(drafts.len());
    let mut placed = vec![false; drafts.len()];
    for id in (0..drafts.len()).filter(|id| kept[*id]) {
        let mut way = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| !placed[*id]) {
            placed[id] = true;
            way.push(id);
            next = match drafts[id].hint.owner {
                Owner::Type(owner) => Some(owner.0),
                Owner::Nothing | Owner::Operation(_) => None,
            };
        }
        order.extend(way.into_iter().rev());
    }
    order
}

/// What was said of things in tables that are gone. What the document says has its own judge, who
/// knows which part of it is left.
fn forget(model: &mut Pruned<'_, '_>, gone: &[Origin]) {
    let files = model.reader.files;
    let place = |origin: &Origin| {
        let span = origin.span?;
        Some(source::Origin::span(
            *files.get(origin.input.0)?,
            span.start,
            span.end,
        ))
    };
    let mut places: HashSet<source::Origin> = gone.iter().filter_map(place).collect();
    for draft in &model.types.drafts {
        if let Some(still) = place(&draft.origin) {
            places.remove(&still);
        }
    }
    let codes = [Code::PARTIAL_TYPE, Code::SUPPRESSED_OPERATION];
    model.report.retain(|said| {
        let place = said.origin.as_ref();
        !codes.contains(&said.code) || place.is_none_or(|place| !places.contains(place))
    });
}

/// The new index of each that is kept.
fn renumbered(kept: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0;
    let each = kept.iter().map(|is_kept| {
        is_kept.then(|| {
            next += 1;
            next - 1
        })
    });
    each.collect()
}

/// Every kept thing refers to kept things only, so each id has a new one.
fn renumber(id: &mut TypeId, new: &[Option<TypeId>]) {
    if let Some(new) = new[id.0] {
        *id = new;
    }
}

fn renumber_in(ty: &mut TypeRef, new: &[Option<TypeId>]) {
    match ty {
        TypeRef::Named(id) => renumber(id, new),
        TypeRef::Boxed(ty) => renumber_in(ty, new),
        TypeRef::List(slot) | TypeRef::Map(slot) => renumber_in(&mut slot.ty, new),
        TypeRef::Scalar(_) | TypeRef::Json | TypeRef::Stream => {}
    }
}

/// Visits what [`graph::slots`] gives, to change it.
fn each_slot(kind: &mut TypeKind, visit: &mut impl FnMut(&mut Slot)) {
    match kind {
        TypeKind::Struct(body) => {
            body.fields
                .iter_mut()
                .for_each(|field| visit(&mut field.slot));
            if let Additional::Typed(_, slot) = &mut body.additional {
                visit(slot);
            }
        }
        TypeKind::Union(body) => body
            .variants
            .iter_mut()
            .for_each(|one| visit(&mut one.slot)),
        TypeKind::Key(body) => body
            .variants
            .iter_mut()
            .for_each(|one| visit(&mut one.slot)),
        TypeKind::Alias(slot) => visit(slot),
        TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Untyped { .. } => {}
    }
}

/// Visits what [`slots_of`] gives, to change it.
fn each_slot_of(operation: &mut OperationDraft, visit: &mut impl FnMut(&mut Slot)) {
    operation
        .params
        .iter_mut()
        .for_each(|one| visit(&mut one.slot));
    let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
    bodies.for_each(|one| visit(&mut one.slot));
    for answer in &mut operation.responses {
        answer
            .content
            .iter_mut()
            .for_each(|one| visit(&mut one.slot));
        answer
            .headers
            .iter_mut()
            .for_each(|one| visit(&mut one.slot));
    }
}
