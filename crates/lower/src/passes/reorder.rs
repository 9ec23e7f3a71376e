//! Other orders of the passes, for tests: that the parts which passes declare are those that they depend on.

use super::model::Model;
use super::pass::Pass;
use super::{all, run_in_order};
use crate::needs::Needed;
use crate::{Config, Lowered, Sources};

/// A model that was made in another order, and that order.
#[derive(Debug)]
pub struct Reordered {
    /// The result, which is the same in any order that the declarations of the passes allow.
    pub lowered: Lowered,
    /// The names of the passes in the order in which they ran.
    pub order: Vec<&'static str>,
    /// `true` if that is the usual order.
    pub is_usual: bool,
}

/// Lowers all of a document like [`crate::lower`], but with the passes in an order that a seed chooses among
/// those that their declarations allow.
///
/// This is for tests of front ends: a pass that reads or changes more than it declares gives another result.
pub fn lower_reordered<'a>(
    sources: impl Into<Sources<'a>>,
    config: &'a Config,
    seed: u64,
) -> Reordered {
    let Sources {
        document,
        files,
        passes,
    } = sources.into();
    let passes = all(passes);
    let order = choose(&passes, seed);
    let mut model = Model::new(document, files, config, Needed::All);
    run_in_order(&passes, &order, &mut model);
    Reordered {
        lowered: model.finish(),
        is_usual: order.is_sorted(),
        order: order.iter().map(|index| passes[*index].name).collect(),
    }
}

/// Chooses one of the orders in which no two passes that depend on each other change places.
fn choose(passes: &[Pass<'_>], seed: u64) -> Vec<usize> {
    let mut state = seed;
    let mut left: Vec<usize> = (0..passes.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let is_ready = |index: &usize| {
            let mut before = left.iter().filter(|other| *other < index);
            before.all(|other| !passes[*other].must_precede(&passes[*index]))
        };
        let ready: Vec<usize> = left
            .iter()
            .copied()
            .filter(|index| is_ready(index))
            .collect();
        // A linear congruential generator (Knuth, MMIX); its high bits are the random ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let pick = (state >> 33) as usize % ready.len();
        order.push(ready[pick]);
        left.retain(|index| *index != ready[pick]);
    }
    order
}
