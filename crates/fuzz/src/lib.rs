//! Hostile inputs for the generator, and what must hold for each; and plausible ones ([`variation`]).
//!
//! A [`Target`] is a road into the generator: it knows what inputs are made from, how one is changed
//! by the number of a random choice, and takes one through. Two drivers use it: `cargo xtask fuzz`,
//! which needs nothing but Rust, and libFuzzer, which is led by coverage (`fuzz_targets/`).

mod bombs;
mod dictionary;
mod generation;
mod lines;
pub mod random;
mod seeds;
mod target;
mod tree;
mod variation;

pub use bombs::name as bomb_name;
pub use generation::Wrong;
pub use seeds::Folders;
pub use target::{Base, TARGETS, Target};
pub use variation::{Donors, Varied, vary};

use std::path::Path;
use std::sync::OnceLock;

/// Takes one input of libFuzzer through a target.
///
/// # Panics
///
/// Where something is wrong with what came out: that is how libFuzzer is told.
pub fn guided(target: &str, input: &str) {
    static BASE: OnceLock<Base> = OnceLock::new();
    let base = BASE.get_or_init(|| {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        Base::read(&Folders { root, corpus: None }).expect("the checkout has its `spec/`")
    });
    let target = Target::named(target).expect("a program has the name of its target");
    if let Err(wrong) = target.run(input, base) {
        panic!("{}: {}", wrong.what, wrong.case);
    }
}
