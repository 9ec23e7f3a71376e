//! Versions beside the document's own: each becomes a feature that turns on those before it.

use crate::Tables;
use crate::entity::{Body, Document};
use graphwright_ir::{Server, Version, VersionId, VersionSet};
use graphwright_lower::front_end::ModelParts;
use graphwright_lower::front_end::names::{FEATURES, Names};

/// Adds the versions that the configuration or the tables name to that of the document.
pub(crate) fn add(tables: Tables<'_>, parts: ModelParts<'_, '_>) {
    let ModelParts {
        versions, servers, ..
    } = parts;
    let mut wires: Vec<&str> = tables.config.versions.iter().map(String::as_str).collect();
    if wires.is_empty() {
        wires = tables.entities.iter().flat_map(list_mentions).collect();
    }
    let mut names = Names::new(&FEATURES);
    for wire in wires {
        if versions.iter().all(|known| known.wire != wire) {
            versions.push(Version {
                wire: wire.to_owned(),
                feature: Some(names.take([wire]).ident),
                base_path: find_base_path(servers, wire),
            });
        }
    }
}

/// Every mention of a version in a document, in order.
fn list_mentions(document: &Document) -> Vec<&str> {
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

/// The path that a version is served at: that of the server that ends in its name, or that of the first
/// server with the name in the place of its last segment.
fn find_base_path(servers: &[Server], wire: &str) -> String {
    let mut paths = servers.iter().map(|server| server.base_path.as_str());
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
