//! The door for other front ends: readers of inputs beside the document that say things about the same API.
//!
//! A front end takes part in lowering by [`Pass`]es of its own. Each names the [`Part`]s of the model that it
//! reads and those that it changes, and has its place behind a pass that is there already ([`Insertion`]);
//! [`crate::Sources::passes`] brings them in. A pass is handed the [`Model`] and asks it for its
//! [`ModelParts`]: these are all that another front end sees of a model in the making.
//!
//! Types and operations are added as drafts ([`Draft`], [`OperationDraft`]), which get their Rust names last,
//! with those of the document, from their position ([`Hint`]). What has a name from the start, as fields and
//! parameters do, takes it from [`names`].

pub use crate::draft::{
    Draft, Hint, OperationDraft, Owner, PerType, Role, TagDraft, Types, tag_id,
};
pub use crate::naming::{ModelNames, TagNames, TypeNames};
pub use crate::operation::{Listed, bytes, status_ident};
pub use crate::passes::{Insertion, Model, Part, Pass, Reordered, lower_reordered};
pub use crate::reader::{Node, Reader, SCHEMAS};
pub use crate::report::Report;
pub use crate::schema::{Schemas, access_text};
pub use crate::security::Schemes;
pub use crate::selection::{Other, Selection};

use crate::{Config, aliases, format, operation};
use graphwright_ir::{
    Docs, OperationId, Param, Policy, Response, Scope, SecurityNeed, Server, Slot, Status,
    Suppressed, TypeId, TypeRef, Version, VersionSet,
};
use std::collections::HashMap;

/// Identifiers: from text to Rust names, each unique in its scope.
pub mod names {
    pub use crate::names::{
        CONSTANTS, FEATURES, FIELDS, METHODS, MODULES, Names, PARAMS, Scope, TYPES, Taken,
        VARIANTS, ident, words,
    };
    pub use crate::naming::singular;
    pub use crate::schema::{FALLBACK, UNKNOWN, setter};
}

/// The parts of a model that a pass of another front end may read and change. A part is empty before a pass
/// has given it ([`Pass::new`]).
pub struct ModelParts<'m, 'a> {
    /// The configuration of lowering.
    pub config: &'a Config,
    /// The types ([`Schemas::types`]), the document that they are made from, and the diagnostics.
    pub schemas: Schemas<'m, 'a>,
    /// The operations so far.
    pub operations: &'m mut Vec<OperationDraft>,
    /// The groups of operations.
    pub tags: &'m mut Vec<TagDraft>,
    /// The requests that a front end describes and leaves out.
    pub suppressed: &'m mut Vec<Suppressed>,
    /// Every operation of the document, selected or not.
    pub listed: &'m [Listed<'a>],
    /// The operations that are generated.
    pub selection: &'m mut Selection<'a>,
    /// The security schemes.
    pub schemes: &'m mut Schemes,
    /// The requirements of operations without requirements of their own.
    pub security: &'m SecurityNeed,
    /// The servers of the document.
    pub servers: &'m [Server],
    /// The versions: the document's first.
    pub versions: &'m mut Vec<Version>,
    /// The versions of types.
    pub type_versions: &'m PerType<VersionSet>,
    /// The Rust names of types, tags and operations.
    pub names: &'m ModelNames,
    /// The scopes.
    pub scopes: &'m mut Vec<Scope>,
    /// The policies.
    pub policies: &'m mut Vec<Policy>,
}

impl<'a> Model<'a> {
    /// Returns the parts that other front ends work on.
    pub fn parts(&mut self) -> ModelParts<'_, 'a> {
        ModelParts {
            config: self.config,
            schemas: Schemas::new(
                &self.reader,
                &mut self.types,
                &mut self.report,
                &mut self.defaults,
                &mut self.shared,
                self.part.as_ref(),
                self.config.unknown,
            ),
            operations: &mut self.operations,
            tags: &mut self.tags,
            suppressed: &mut self.suppressed,
            listed: &self.listed,
            selection: &mut self.selection,
            schemes: &mut self.schemes,
            security: &self.security,
            servers: &self.servers,
            versions: &mut self.versions,
            type_versions: &self.type_versions,
            names: &self.names,
            scopes: &mut self.scopes,
            policies: &mut self.policies,
        }
    }
}

impl<'a> Schemas<'_, 'a> {
    /// Returns the type of a component of the document, by the pointer to it. One that nothing needed so far
    /// gets its type now, with all that it refers to.
    pub fn component_type(&mut self, pointer: &str) -> Option<TypeId> {
        if let Some(known) = self.types.at(pointer) {
            return Some(known);
        }
        let id = self.type_at(pointer)?;
        self.fill_components();
        aliases::end_circles(self.types, self.report);
        Some(id)
    }

    /// Lowers a path parameter of an operation of the document that is not selected; `None` if the operation
    /// has none of that name.
    pub fn path_param(&mut self, listed: &Listed<'a>, wire: &str) -> Option<Param> {
        operation::path_param(self, listed, wire)
    }

    /// Lowers a response of the document, by the pointer to it, as a failure of another operation; `None` if
    /// the pointer leads to nothing.
    pub fn failure_at(
        &mut self,
        operation: OperationId,
        status: Status,
        pointer: &str,
    ) -> Option<Response> {
        operation::failure_at(self, operation, status, pointer)
    }
}

impl<'a> Reader<'a> {
    /// Returns the prose of the document about its tags.
    pub fn tag_docs(&self) -> HashMap<&'a str, Docs> {
        let described = operation::described_tags(&self.root()).into_iter();
        described.map(|(tag, node)| (tag, node.docs())).collect()
    }
}

/// Returns what a schema of a scalar type has as its slot; `None` for a type or a format that is not known.
/// The format may be empty.
pub fn scalar_slot(ty: &str, format: &str) -> Option<Slot> {
    if format.is_empty() {
        return Some(Slot::of(TypeRef::Scalar(format::plain(ty)?)));
    }
    let row = format::find(ty, format)?;
    let mut slot = Slot::of(TypeRef::Scalar(row.scalar));
    slot.constraints.format = row.checked.then(|| format.to_owned());
    Some(slot)
}
