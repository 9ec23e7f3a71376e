//! Versions beside the document's own: which there are, and what belongs to which.
//!
//! Tables name versions; each becomes a feature that turns on those before it. Operations and fields
//! say themselves which versions have them; a type belongs to the first version in which anything
//! leads to it.

use crate::graph::{self, Edge};
use crate::lowering::Draft;
use crate::names::{FEATURES, Names};
use crate::{Config, Sources};
use graphwright_ir::{
    Additional, Api, Operation, Slot, TypeDef, TypeId, TypeKind, Version, VersionId, VersionSet,
};
use graphwright_source::entity::{Body, Document};

/// Adds the versions that the configuration or the tables name to that of the document.
pub(crate) fn add(api: &mut Api, sources: &Sources<'_>, config: &Config) {
    let mut wires: Vec<&str> = config.versions.iter().map(String::as_str).collect();
    if wires.is_empty() {
        wires = sources.entities.iter().flat_map(named).collect();
    }
    let mut names = Names::new(&FEATURES);
    for wire in wires {
        if api.versions.iter().all(|known| known.wire != wire) {
            api.versions.push(Version {
                wire: wire.to_owned(),
                feature: Some(names.take([wire]).ident),
                base_path: base_path(api, wire),
            });
        }
    }
}

/// Every mention of a version in a document, in order.
fn named(document: &Document) -> Vec<&str> {
    let mut cells: Vec<_> = document.versions.iter().collect();
    match &document.body {
        Body::Entity(table) => {
            cells.extend(table.properties.iter().flat_map(|row| &row.versions));
            cells.extend(table.navigations.iter().flat_map(|row| &row.versions));
            cells.extend(table.actions.iter().flat_map(|row| &row.versions));
        }
        Body::Complex(table) => {
            cells.extend(table.properties.iter().flat_map(|row| &row.versions));
        }
        Body::Enum(table) => cells.extend(table.members.iter().flat_map(|row| &row.versions)),
        Body::Set(_) => {}
    }
    cells.into_iter().map(|cell| cell.value.as_str()).collect()
}

/// Where a version is served: the path of the server that ends in its name, or that of the first
/// server with the name in the place of its last segment.
fn base_path(api: &Api, wire: &str) -> String {
    let mut paths = api.servers.iter().map(|server| server.base_path.as_str());
    let own = paths
        .clone()
        .find(|path| path.rsplit('/').next() == Some(wire));
    own.map_or_else(
        || {
            let first = paths.next().unwrap_or_default();
            let above = first.rsplit_once('/').map_or("", |(above, _)| above);
            format!("{above}/{wire}")
        },
        str::to_owned,
    )
}

/// The set of versions with some names; `None` where none of them is generated.
pub(crate) fn of(versions: &[Version], wires: &[&str]) -> Option<VersionSet> {
    let position = |wire: &&str| versions.iter().position(|known| known.wire == **wire);
    VersionSet::of(wires.iter().filter_map(position).map(VersionId))
}

/// Says of every type that tables name which versions have it.
pub(crate) fn mark(drafts: &mut [Draft<'_>], operations: &[Operation], versions: &[Version]) {
    let mut first: Vec<Option<VersionId>> = vec![None; drafts.len()];
    for version in (0..versions.len()).map(VersionId) {
        for id in reached(drafts, operations, version) {
            first[id.0].get_or_insert(version);
        }
    }
    for (draft, first) in drafts.iter_mut().zip(first) {
        // The document's own schemas are there in every version.
        let is_schema = draft.def.origin.at.starts_with("#/");
        if let Some(first) = first.filter(|_| !is_schema) {
            let later = (first.0..versions.len()).map(VersionId);
            draft.def.versions = VersionSet::of(later).unwrap_or_default();
        }
    }
}

/// The types that a version leads to, through what it and those before it have.
fn reached(drafts: &[Draft<'_>], operations: &[Operation], version: VersionId) -> Vec<TypeId> {
    let mut open = Vec::new();
    for operation in operations
        .iter()
        .filter(|operation| operation.versions.first() <= version)
    {
        slots_of(operation).for_each(|slot| {
            graph::each(&slot.ty, Edge::Direct, &mut |id, _| open.push(id));
        });
    }
    let mut seen = vec![false; drafts.len()];
    let mut reached = Vec::new();
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut seen[id.0], true) {
            reached.push(id);
            parts(&drafts[id.0].def, version, &mut open);
        }
    }
    reached
}

/// The types inside a type as far as a version has them.
fn parts(def: &TypeDef, version: VersionId, open: &mut Vec<TypeId>) {
    let mut each = |slot: &Slot| {
        graph::each(&slot.ty, Edge::Direct, &mut |id, _| open.push(id));
    };
    let TypeKind::Struct(body) = &def.kind else {
        graph::slots(def).for_each(each);
        return;
    };
    body.fields
        .iter()
        .filter(|field| field.versions.first() <= version)
        .for_each(|field| each(&field.slot));
    if let Additional::Typed(_, slot) = &body.additional {
        each(slot);
    }
}

/// Everything that an operation sends or answers.
pub(crate) fn slots_of(operation: &Operation) -> impl Iterator<Item = &Slot> {
    let params = operation.params.iter().map(|param| &param.slot);
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let answers = operation.responses.iter();
    let contents = bodies.chain(answers.clone().flat_map(|answer| &answer.content));
    let headers = answers.flat_map(|answer| &answer.headers);
    params
        .chain(contents.map(|content| &content.slot))
        .chain(headers.map(|header| &header.slot))
}
