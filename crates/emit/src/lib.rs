//! The intermediate model to the files of three crates.
//!
//! Knows tokens and printing; knows neither OpenAPI nor how names are decided. Cannot fail.

mod client;
mod context;
mod contract;
mod docs;
mod features;
mod gate;
mod ident;
mod imports;
mod limits;
mod literal;
mod manifest;
mod model;
mod operation;
mod options;
mod owner;
mod payload;
mod print;
mod refs;
mod root;
mod schema;
mod scope;
mod security;
mod server;
mod tag;
mod target;
mod types;
mod unit;
mod workspace;

#[cfg(test)]
mod tests;

pub use docs::doc_text;
pub use gate::ALL_TAGS;
pub use options::{Options, Runtime};
pub use target::{TARGETS, Target};

use context::Context;
use graphwright_ir::{Api, Operation};
use print::Printed;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Files to be, by their path relative to the output folder, with `/` between segments.
pub type FileSet = BTreeMap<String, String>;

/// The operations that [`emit`] leaves out because no type can hold their body, each with the
/// reason as a clause: "its body is ..". They are in neither the client nor the server.
pub fn unsupported(api: &Api) -> impl Iterator<Item = (&Operation, &'static str)> {
    api.operations
        .iter()
        .filter_map(|operation| Some((operation, payload::unsupported(api, operation)?)))
}

/// Writes every target: manifests, sources. Same model and options, same bytes.
pub fn emit(api: &Api, options: &Options) -> FileSet {
    emit_timed(api, options).0
}

/// What writing took, added up over all threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effort {
    /// Everything.
    pub whole: Duration,
    /// The part of it that made text of tokens.
    pub printing: Duration,
}

/// Like [`emit`], with what it took.
pub fn emit_timed(api: &Api, options: &Options) -> (FileSet, Effort) {
    let context = Context::new(api, options);
    let mut units = workspace::units(&context);
    for target in TARGETS.iter().filter(|target| target.wanted(options)) {
        units.extend(target.units(&context));
    }
    // The largest first, each taken when a thread is free: the last ones end together.
    units.sort_by_key(|unit| Reverse(unit.weight));
    let written: Vec<(String, String, Effort)> = units
        .into_iter()
        .par_bridge()
        .map(|unit| {
            let begun = Instant::now();
            let Printed { text, spent } = (unit.write)();
            let effort = Effort {
                whole: begun.elapsed(),
                printing: spent,
            };
            (unit.path, text, effort)
        })
        .collect();
    let mut files = FileSet::new();
    let mut effort = Effort::default();
    for (path, text, spent) in written {
        files.insert(path, text);
        effort.whole += spent.whole;
        effort.printing += spent.printing;
    }
    (files, effort)
}
