//! The versions that have a property which only a table has.

use super::entity::{Table, TypeSource};
use super::rows::Row;
use super::state::Merge;
use super::steps::{Kind, Step};
use crate::versions;
use graphwright_ir::VersionSet;
use graphwright_source::Cell;

/// The versions that a property belongs to, and the fixup that says so.
#[derive(Debug)]
pub(super) struct Home<'a> {
    /// The fixup; `None` where the row itself says it.
    pub step: Option<Step<'a>>,
    /// The versions; all of them where it is there wherever its type is.
    pub versions: VersionSet,
}

impl Home<'_> {
    /// Returns whether only the row says that a later version has the property.
    pub(super) fn is_gated_by_row(&self) -> bool {
        self.step.is_none() && self.versions != VersionSet::All
    }
}

impl<'a> Merge<'_, 'a> {
    /// The home of a property that no schema has; `None` for a version that is not generated.
    ///
    /// A fixup decides before the row, and the row's versions before those of its table.
    pub(super) fn find_home(&mut self, table: &Table<'a>, row: &Row<'a>) -> Option<Home<'a>> {
        let name = &row.property;
        if let Some(step) = self.steps.take(table.name, Kind::Promote, name) {
            return Some(Home {
                step: Some(step),
                versions: VersionSet::All,
            });
        }
        if let Some(step) = self.find_gate(table, row) {
            return Some(Home {
                step: Some(step),
                versions: versions::of(self.versions, &[step.to])?,
            });
        }
        let versions = self.versions_of(table, &row.cells.versions)?;
        Some(Home {
            step: None,
            versions,
        })
    }

    /// The fixup that gives a property to one version. It applies if there is such a version, even
    /// where that one is not generated.
    fn find_gate(&mut self, table: &Table<'a>, row: &Row<'a>) -> Option<Step<'a>> {
        let step = self.steps.find(table.name, Kind::Gate, &row.property)?;
        let mut named = row.cells.versions.iter().chain(table.versions);
        let exists = versions::of(self.versions, &[step.to]).is_some()
            || named.any(|cell| cell.value == step.to);
        exists.then(|| {
            self.steps.apply(&step);
            step
        })
    }

    /// The versions that a row names, as far as they are generated.
    pub(super) fn versions_of(
        &self,
        table: &Table<'a>,
        own: &[Cell<String>],
    ) -> Option<VersionSet> {
        let said = if own.is_empty() { table.versions } else { own };
        let has_all = table.versions.iter().all(|version| {
            let mut said = said.iter();
            said.any(|cell| cell.value == version.value)
        });
        if said.is_empty() || table.type_source == TypeSource::Table && has_all {
            return Some(VersionSet::All);
        }
        let wires: Vec<&str> = said.iter().map(|cell| cell.value.as_str()).collect();
        versions::of(self.versions, &wires)
    }
}
