//! Writes the files of generated crates from the model of an API.
//!
//! This crate knows tokens and printing. It knows neither OpenAPI nor how names are decided, and it
//! cannot fail: text becomes documentation by `docs`, names become identifiers by `ident`, and
//! values become literals.
//!
//! A `Context` is the model with everything that follows from it for all files. A target lists its
//! files as units, which are written in parallel. To write one, an emitter quotes
//! tokens in a `FileScope`, which names types and records imports, and
//! `print::Source` makes text of them.
//!
//! Emission is most of a run. All of it grows with the output, which is several times as large as
//! the document: parsing tokens with `syn` takes most of it, building them about two thirds of that
//! and `prettyplease` one third. Threads take units from one queue, the largest first, so that they
//! end at the same time.

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
mod notation;
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
mod testing;

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

/// The files of an output folder, by their path relative to it, with `/` between segments.
pub type FileSet = BTreeMap<String, String>;

/// Returns the operations that are in neither the client nor the server, since no type can hold
/// their body, each with the reason as a clause: "its body is ..".
pub fn unsupported(api: &Api) -> impl Iterator<Item = (&Operation, &'static str)> {
    api.operations
        .iter()
        .filter_map(|operation| Some((operation, payload::unsupported(api, operation)?)))
}

/// Writes the manifests and sources of all targets. The same model and options give the same bytes.
pub fn emit(api: &Api, options: &Options) -> FileSet {
    emit_timed(api, options).0
}

/// The time that emission took, summed over all threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Effort {
    /// Building tokens and printing them.
    pub whole: Duration,
    /// Printing tokens alone.
    pub printing: Duration,
}

/// Like [`emit`], with the time that it took.
pub fn emit_timed(api: &Api, options: &Options) -> (FileSet, Effort) {
    let context = Context::new(api, options);
    let mut units = workspace::units(&context);
    for target in TARGETS.iter().filter(|target| target.is_selected(options)) {
        units.extend(target.units(&context));
    }
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
