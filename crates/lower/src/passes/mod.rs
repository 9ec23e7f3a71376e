//! The registry of passes: what each needs and gives, and how they are run.
//!
//! A pass is a function that takes the parts of the model which it needs, and nothing else. The registry
//! entry names it and hands it these parts. [`order::passes`] is the way of the data from the document
//! to the model; a front end beside the document adds passes of its own at named places ([`Insertion`]).
//!
//! The order of the list is the order of a run and of the diagnostics. It is one of several that give
//! the same model: two passes may change places if neither gives a part that the other needs or gives.

mod finish;
mod invariants;
mod model;
mod order;
mod part;
mod pass;
mod reorder;
#[cfg(test)]
mod tests;

use crate::needs::Needed;
use crate::{Config, Sources};
pub use model::Model;
pub use part::Part;
pub use pass::{Insertion, Pass};
pub use reorder::{Reordered, lower_reordered};

/// Runs the passes for a document and those of other front ends. Those that make types run until every
/// component that is needed has its type from the start ([`Needed`]).
pub(crate) fn run<'a>(sources: Sources<'a>, config: &'a Config) -> Model<'a> {
    let Sources {
        document,
        files,
        passes: inserted,
    } = sources;
    let passes = all(inserted);
    let makes_types = |pass: &Pass<'_>| pass.gives.contains(&Part::Types);
    let last = passes.iter().rposition(makes_types);
    let order: Vec<usize> = (0..passes.len()).collect();
    let (first, rest) = order.split_at(last.map_or(0, |last| last + 1));
    let mut needed = Needed::of(config);
    loop {
        let mut model = Model::new(document, files, config, needed.clone());
        run_in_order(&passes, first, &mut model);
        if !needed.add_demanded(&model.types, &model.reader) {
            run_in_order(&passes, rest, &mut model);
            return model;
        }
    }
}

/// Lists the passes for a document, and those that other front ends insert.
fn all(inserted: Vec<Insertion<'_>>) -> Vec<Pass<'_>> {
    let mut passes = order::passes();
    insert(&mut passes, inserted);
    debug_assert_eq!(invariants::unmet(&passes), Vec::<String>::new());
    passes
}

/// Adds passes to a list, each behind the one that it names.
fn insert<'a>(passes: &mut Vec<Pass<'a>>, insertions: Vec<Insertion<'a>>) {
    for Insertion { after, pass } in insertions {
        let before = passes.iter().position(|known| known.name == after);
        passes.insert(before.map_or(passes.len(), |index| index + 1), pass);
    }
}

/// Runs passes in some order. Diagnostics are those of the list's own order.
fn run_in_order<'a>(passes: &[Pass<'a>], order: &[usize], model: &mut Model<'a>) {
    for index in order {
        let pass = &passes[*index];
        model.report.begin(*index);
        (pass.run)(model);
        if cfg!(debug_assertions) {
            model.given.extend(pass.gives);
            invariants::check(model, pass.name);
        }
    }
}
