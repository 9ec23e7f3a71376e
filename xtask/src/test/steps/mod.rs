//! The steps of a run, a file each where one is more than a command.

mod basics;
mod documents;
mod features;
mod quick_start;
mod schemathesis;
mod stubs;
mod workspaces;

use super::context::{Context, Done, Tier};
use anyhow::Result;

pub(super) use basics::check_one;

/// Something that must hold.
pub(super) struct Step {
    /// The heading.
    pub(super) name: &'static str,
    pub(super) run: fn(&mut Context<'_>) -> Result<Done>,
    /// The least that is asked for when this is run.
    pub(super) tier: Tier,
}

/// Everything that must hold: the cheapest to fail comes first, and the tests last.
pub(super) const STEPS: [Step; 13] = [
    quick("format", basics::check_format),
    quick("codegen --check", basics::check_freshness),
    quick("lints", basics::lint),
    full("lints of generated crates", features::lint_generated),
    full("docs", features::document),
    full("features apart", features::run),
    full("book", basics::build_book),
    full("quick start", quick_start::run),
    full("workspaces of their own", workspaces::run),
    full("real documents", documents::run),
    full("stubs of real documents", stubs::run),
    full("schemathesis", schemathesis::run),
    quick("tests", basics::run_tests),
];

const fn quick(name: &'static str, run: fn(&mut Context<'_>) -> Result<Done>) -> Step {
    let tier = Tier::Quick;
    Step { name, run, tier }
}

const fn full(name: &'static str, run: fn(&mut Context<'_>) -> Result<Done>) -> Step {
    let tier = Tier::Full;
    Step { name, run, tier }
}
