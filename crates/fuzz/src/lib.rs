//! Inputs that try the generator: hostile ones, with what must hold for each, and plausible variations of documents.
//!
//! **Hostile inputs.** A [`Target`] is an entry point of the generator. It has seeds (real inputs), mutates one by the
//! number of an input, and checks the output. Two drivers use targets: `cargo xtask fuzz`, which needs nothing but Rust,
//! and libFuzzer, which is led by coverage (`fuzz_targets/`).
//!
//! ```text
//! seeds        real inputs of the checkout and of a folder
//! lines, tree  mutations of text and of JSON, with words of a dictionary
//! bombs        documents that exhaust resources
//! generation   runs the generator, and checks files and diagnostics
//! ```
//!
//! **Plausible documents.** [`vary_document`] changes a document as another author might have written it, so that nearly
//! all results are valid: see the module `variation`. `cargo xtask corpus --vary` generates from them.
//!
//! **Random numbers.** Everything is decided by [`random`], whose sequences never change.

mod bombs;
mod dictionary;
mod generation;
mod lines;
pub mod random;
mod seeds;
mod target;
mod tree;
mod variation;

pub use bombs::bomb_name;
pub use generation::Fault;
pub use seeds::Folders;
pub use target::{Base, TARGETS, Target};
pub use variation::{Donors, VariedDocument, vary_document};

use std::path::Path;
use std::sync::OnceLock;

/// Runs a target on one input of libFuzzer.
///
/// # Panics
///
/// Panics if there is a fault, which is how libFuzzer learns of it.
pub fn run_guided(target: &str, input: &str) {
    static BASE: OnceLock<Base> = OnceLock::new();
    let base = BASE.get_or_init(|| {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        Base::read(&Folders { root, corpus: None }).expect("the checkout has its `spec/`")
    });
    let target = Target::find(target).expect("a program has the name of its target");
    if let Err(fault) = target.run(input, base) {
        panic!("{}: {}", fault.summary, fault.evidence);
    }
}
