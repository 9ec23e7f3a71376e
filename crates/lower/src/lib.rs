//! Documents to the intermediate model.
//!
//! Decides everything that later stages only read: references, names, formats, projections.
//! Never builds tokens.

mod aliases;
mod boxes;
mod config;
mod defaults;
mod draft;
mod error_shape;
mod format;
mod hashable;
mod info;
mod keys;
mod merge;
mod multipart_files;
mod names;
mod naming;
mod operation;
mod paging;
mod policies;
mod projections;
mod reach;
mod reader;
mod report;
mod request_discriminators;
mod schema;
mod scopes;
mod security;
mod selection;
mod servers;
mod sources;
mod type_versions;
mod usage;
mod versions;

pub use config::{Config, Errors, NextPage, Paging, Unknown};
pub use selection::{Missed, Select, SelectBy};
pub use sources::Sources;

use draft::Types;
use graphwright_ir::{Api, Operation, PathTemplate, SecurityNeed, Tag, TypeDef};
use graphwright_source::Diagnostic;
use merge::Tables;
use merge::operations::Drafts;
use operation::{Context, Operations};
use reader::Reader;
use report::Report;
use schema::{Schemas, Shared};
use selection::Pruned;
use std::collections::HashSet;
use usage::Follow;

/// An API, as far as it could be lowered, and everything there is to say about it.
#[derive(Clone, Debug, Default)]
pub struct Lowered {
    /// The model. What is broken in the document is left out of it and told.
    pub api: Api,
    /// What was found: about schemas, then operations, tables and names, each in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The selections of the configuration that take no operation.
    pub missed: Vec<Missed>,
}

/// Lowers a document, merged with the tables that speak of the same things.
///
/// Whatever has no counterpart in the model is a diagnostic; errors among them mean that the model
/// should not be used unless the caller wants what is left.
pub fn lower<'a>(sources: impl Into<Sources<'a>>, config: &'a Config) -> Lowered {
    let sources = sources.into();
    let reader = Reader::new(sources.document, sources.files);
    let mut report = Report::new(sources.document);
    let part = config.select.part_of(sources.document);
    let mut types = Types::default();
    let mut defaults = Vec::new();
    let mut shared = Shared::default();
    let info = info::read(&reader);
    let servers = servers::read(&reader);
    let mut versions = vec![versions::of_document(&info, &servers)];
    let mut schemas = Schemas::new(
        &reader,
        &mut types,
        &mut report,
        &mut defaults,
        &mut shared,
        part.as_ref(),
        config.unknown,
    );
    schemas.components();
    let mut schemes = security::schemes(&reader, schemas.report);
    let default_security = security::need(&reader.root(), &schemes, schemas.report);
    let default_security = default_security.unwrap_or_else(|| Ok(SecurityNeed::default()));
    let context = Context {
        schemes: &schemes,
        default_security: &default_security,
        servers: &servers,
    };
    let Operations {
        mut operations,
        mut tags,
    } = operation::lower(&mut schemas, context);
    let mut security = default_security.unwrap_or_default();

    versions::add(&mut versions, &servers, sources.entities, config);
    aliases::end_circles(&mut types, &mut report);
    let mut suppressed = Vec::new();
    let tables = Tables {
        entities: sources.entities,
        fixups: sources.fixups,
    };
    let schemas = Schemas::new(
        &reader,
        &mut types,
        &mut report,
        &mut defaults,
        &mut shared,
        part.as_ref(),
        config.unknown,
    );
    let drafts = Drafts {
        operations: &mut operations,
        tags: &mut tags,
        suppressed: &mut suppressed,
        schemes: &schemes,
        security: &security,
    };
    merge::merge(tables, schemas, drafts, &versions, config);
    keys::apply(
        sources.fixups,
        &mut types,
        &mut operations,
        &reader,
        &mut report,
    );
    defaults::read(defaults, &mut types, &mut operations, &mut report);
    let mut dropped = HashSet::new();
    let missed = selection::apply(&mut Pruned {
        reader: &reader,
        config,
        types: &mut types,
        operations: &mut operations,
        tags: &mut tags,
        suppressed: &mut suppressed,
        schemes: &mut schemes,
        security: &mut security,
        dropped: &mut dropped,
        report: &mut report,
    });
    let recognitions = request_discriminators::find(&reader, &operations, &mut report);
    multipart_files::apply(&mut types, &mut operations);
    projections::split(&mut types, &mut operations);
    let usages = usage::find(&types, &operations, Follow::All);
    let type_versions = type_versions::find(&types, &operations, &versions);
    boxes::box_circles(&mut types);
    let hashable = hashable::find(&types);

    let names = naming::name(
        &types,
        &operations,
        &tags,
        &versions,
        &reader,
        config,
        &mut report,
    );
    let error_shape = error_shape::find(&types, &operations, config, &mut report);
    let mut scopes = scopes::list(&schemes, &security, &operations);
    merge::scopes::describe(&mut scopes, sources.entities);
    scopes::mark_own(&mut scopes, config, &mut report);
    let context = policies::Context {
        reader: &reader,
        config,
        types: &types,
        type_versions: &type_versions,
        dropped: &dropped,
    };
    let policies = policies::lower(
        sources.policies,
        sources.fixups,
        &names,
        context,
        &mut report,
    );
    let paging = paging::find(&types, &operations, &reader, config, &mut report);

    let drafts = types.into_drafts().into_iter().zip(names.types);
    let facts = usages.into_iter().zip(type_versions).zip(hashable);
    let types = drafts
        .zip(facts)
        .map(|((draft, names), ((usage, versions), hashable))| TypeDef {
            ident: names.ident,
            module: names.module,
            schema_ident: names.schema_ident,
            usage,
            hashable,
            versions,
            wire: draft.wire.clone(),
            projection_of: draft.projection_of,
            docs: draft.docs.clone(),
            deprecated: draft.deprecated,
            origin: draft.origin.clone(),
            also: draft.also.clone(),
            kind: draft.into_kind(),
        });
    let types = types.collect();
    let tags = tags.into_iter().zip(names.tags).map(|(draft, names)| Tag {
        wire: draft.wire,
        module: names.module,
        ident: names.ident,
        docs: draft.docs,
        version: draft.version,
    });
    let facts = recognitions.into_iter().zip(paging);
    let operations = operations.into_iter().zip(names.operations).zip(facts);
    let operations = operations.map(|((draft, names), (recognition, paging))| Operation {
        id: draft.id,
        names,
        tag: draft.tag,
        method: draft.method,
        path: PathTemplate {
            shared: recognition.shared,
            ..draft.path
        },
        marks: recognition.marks,
        server: draft.server,
        params: draft.params,
        body: draft.body,
        responses: draft.responses,
        security: draft.security,
        paging,
        idempotent: draft.method.is_idempotent(),
        deprecated: draft.deprecated,
        versions: draft.versions,
        docs: draft.docs,
        origin: draft.origin,
        provenance: draft.provenance,
    });
    let api = Api {
        name: config.name.clone(),
        info,
        inputs: config.inputs.clone(),
        servers,
        versions,
        tags: tags.collect(),
        types,
        operations: operations.collect(),
        suppressed,
        security_schemes: schemes,
        scopes,
        security,
        error_shape,
        policies,
    };
    Lowered {
        api,
        diagnostics: report.finish(),
        missed,
    }
}
