//! The state of a merge, which its steps share.

use super::steps::Steps;
use crate::Config;
use crate::entity::{Document, TypeHint};
use graphwright_ir::{Param, TypeId, Version};
use graphwright_lower::Paging;
use graphwright_lower::front_end::Schemas;
use graphwright_source::{Diagnostic, FileId};
use std::collections::{HashMap, HashSet};

/// The state of a merge.
pub(super) struct Merge<'m, 'a> {
    pub schemas: Schemas<'m, 'a>,
    pub config: &'a Config,
    /// The rules of the configuration for paging.
    pub paging: &'a [Paging],
    pub entities: &'a [Document],
    /// The versions of the document.
    pub versions: &'m [Version],
    pub steps: Steps<'a>,
    /// The types that tables name, by their qualified names as [`Merge::normalise_name`] spells them.
    pub named: HashMap<String, TypeId>,
    /// The fields of types in samples.
    pub hints: Vec<TypeHint>,
    /// Types whose fields are still to come.
    pub pending: Vec<Pending<'a>>,
    /// The files of which something was made.
    pub merged: HashSet<FileId>,
    /// The parameters that keys are in paths, by their names.
    pub path_params: HashMap<String, Param>,
    /// The pages of types, by the type of their items.
    pub pages: HashMap<TypeId, TypeId>,
}

/// A type whose fields are still to come: they may need more types.
pub(super) enum Pending<'a> {
    /// It has what samples show of the type with this qualified name.
    Hints(TypeId, String),
    /// It has what its document and those of its base types describe.
    Table(TypeId, &'a Document),
}

impl Merge<'_, '_> {
    /// Reports something about a table.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.schemas.report.add_diagnostic(diagnostic);
    }
}
