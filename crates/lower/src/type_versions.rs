//! The versions that have a type: from the first in which anything leads to it.

use crate::draft::{OperationDraft, PerType, Types};
use crate::reach::reach;
use graphwright_ir::{Slot, TypeId, TypeKind, Version, VersionId, VersionSet};

/// Finds the versions of every type. Schemas of the document are in all of them.
pub(crate) fn find(
    types: &Types<'_>,
    operations: &[OperationDraft],
    versions: &[Version],
) -> PerType<VersionSet> {
    let mut first: PerType<Option<VersionId>> = PerType::filled(types, None);
    for version in (0..versions.len()).map(VersionId) {
        for id in reached(types, operations, version) {
            first[id].get_or_insert(version);
        }
    }
    let of_type = |id: TypeId| {
        let is_schema = types[id].origin.at.starts_with("#/");
        let first = first[id].filter(|_| !is_schema)?;
        VersionSet::of((first.0..versions.len()).map(VersionId))
    };
    types
        .ids()
        .map(|id| of_type(id).unwrap_or_default())
        .collect()
}

/// Returns the types that a version leads to, through everything that it and those before it have.
fn reached(types: &Types<'_>, operations: &[OperationDraft], version: VersionId) -> Vec<TypeId> {
    let mut roots = Vec::new();
    let is_there = |operation: &&OperationDraft| operation.versions.first() <= version;
    for slot in operations
        .iter()
        .filter(is_there)
        .flat_map(OperationDraft::slots)
    {
        add_named(slot, &mut roots);
    }
    let mut seen = PerType::filled(types, false);
    let mut reached = Vec::new();
    reach(
        roots,
        |id| {
            let is_new = !std::mem::replace(&mut seen[id], true);
            if is_new {
                reached.push(id);
            }
            is_new
        },
        |id, open| add_parts(types[id].kind(), version, open),
    );
    reached
}

/// Adds the types inside a type, as far as a version has them.
fn add_parts(kind: &TypeKind, version: VersionId, ids: &mut Vec<TypeId>) {
    let TypeKind::Struct(body) = kind else {
        kind.slots().for_each(|slot| add_named(slot, ids));
        return;
    };
    for field in &body.fields {
        if field.versions.first() <= version {
            add_named(&field.slot, ids);
        }
    }
    if let Some(slot) = body.additional.slot() {
        add_named(slot, ids);
    }
}

fn add_named(slot: &Slot, ids: &mut Vec<TypeId>) {
    slot.ty.each_named(&mut |id, _| ids.push(id));
}

#[cfg(test)]
mod tests;
