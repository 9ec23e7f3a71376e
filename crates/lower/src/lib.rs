//! Documents to the intermediate model.
//!
//! Decides everything that later stages only read: references, names, formats, projections.
//! Never builds tokens.

mod config;
mod errors;
mod files;
mod format;
mod graph;
mod keys;
mod literal;
mod lowering;
mod merge;
mod names;
mod naming;
mod operation;
mod paging;
mod policies;
mod projection;
mod reader;
mod report;
mod schema;
mod scopes;
mod security;
mod selection;
mod server;
mod sources;
mod usage;
mod versions;

pub use config::{Config, Errors, NextPage, Paging, Unknown};
pub use selection::{Missed, Select, SelectBy};
pub use sources::Sources;

use graphwright_ir::Api;
use graphwright_source::Diagnostic;
use lowering::Lowering;

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
    let document = sources.document;
    let mut lowering = Lowering::new(&sources, config);
    lowering.components();
    let mut api = Api {
        name: config.name.clone(),
        inputs: config.inputs.clone(),
        ..Api::default()
    };
    api.info = server::info(document);
    api.servers = server::servers(document);
    api.versions = server::versions(&api);
    api.security_schemes = lowering.security_schemes();
    lowering.operations(&mut api);

    versions::add(&mut api, &sources, config);
    graph::end_aliases(&mut lowering);
    merge::merge(&mut lowering, &sources, &mut api);
    keys::apply(&mut lowering, &sources, &mut api.operations);
    lowering.read_defaults(&mut api.operations);
    let missed = lowering.select(&mut api);
    lowering.tell_apart(&mut api.operations);
    files::apply(&mut lowering.drafts, &mut api.operations);
    projection::split(&mut lowering.drafts, &mut api.operations);
    usage::mark(&mut lowering.drafts, &api.operations);
    versions::mark(&mut lowering.drafts, &api.operations, &api.versions);
    graph::box_cycles(&mut lowering.drafts);
    graph::mark_hashable(&mut lowering.drafts);

    lowering.name(&mut api);
    api.error_shape = lowering.error_shape(&api);
    api.scopes = scopes::catalogue(&api, &sources);
    scopes::mark_own(&mut lowering, &mut api.scopes);
    api.policies = policies::lower(&mut lowering, &sources, &api);
    lowering.paging(&mut api.operations);
    let (types, diagnostics) = lowering.finish();
    api.types = types;
    Lowered {
        api,
        diagnostics,
        missed,
    }
}
