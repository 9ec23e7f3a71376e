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
pub mod front_end;
mod hashability;
mod info;
mod multipart_files;
mod names;
mod naming;
mod needs;
mod operation;
mod paging;
mod passes;
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

use graphwright_ir::Api;
use graphwright_source::Diagnostic;
use graphwright_source::openapi::Part;

/// An API, as far as it could be lowered, and everything there is to say about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lowered {
    /// The model. What is broken in the document is left out of it and told.
    pub api: Api,
    /// The findings: by pass, and of each pass in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The selections of the configuration that take no operation.
    pub missed: Vec<Missed>,
    /// The part of the document that the model was made from, where only some operations are selected.
    pub part: Option<Part>,
}

/// Lowers a document, with what other front ends say of the same API.
///
/// Each thing without a counterpart in the model is a diagnostic; errors among them mean that the model
/// should not be used unless the caller wants what is left.
pub fn lower<'a>(sources: impl Into<Sources<'a>>, config: &'a Config) -> Lowered {
    passes::run(sources.into(), config).finish()
}
