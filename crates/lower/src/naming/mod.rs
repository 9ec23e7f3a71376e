//! Assigns Rust names to types, tags and operations.
//!
//! Names are given last, when everything that needs one is known, in order of authority: those of the
//! configuration, the keys of components, tags, operations, and then everything inline. An inline
//! schema has the short name of its property if no other needs that, else the name of its owner in
//! front of it. One that is in several places has its title before either, unless others need that.

mod configured;
mod names;
mod operations;
mod singular;
mod types;
mod words;

use crate::Config;
use crate::draft::{OperationDraft, TagDraft, Types};
use crate::reader::Reader;
use crate::report::Report;
use configured::Configured;
use graphwright_ir::Version;
pub use names::{ModelNames, TagNames, TypeNames};
pub use singular::singular;
use types::TypeNamer;
pub(crate) use words::is_name;

/// Names every type, tag and operation.
pub(crate) fn name<'a>(
    types: &Types<'a>,
    operations: &[OperationDraft],
    tags: &[TagDraft],
    versions: &[Version],
    reader: &Reader<'a>,
    config: &Config,
    report: &mut Report<'_>,
) -> ModelNames {
    let mut configured = Configured::new(&config.names);
    let mut of_types = TypeNamer::new(types, reader);
    of_types.name_configured(&mut configured, report);
    of_types.name_components(report);
    let tag_names = operations::name_tags(tags, operations, versions, &mut of_types.taken, report);
    let texts = operations::texts(operations, reader, &mut configured);
    let operation_names = operations::name(operations, &texts, tags, &mut of_types.taken, report);
    of_types.name_inline(&operation_names, report);
    let names = ModelNames {
        types: of_types.finish(),
        tags: tag_names,
        operations: operation_names,
    };
    configured.report_unused(types, operations, reader, config, report);
    names
}
