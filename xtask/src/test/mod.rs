//! `cargo xtask test`: everything that must hold, in two tiers.
//!
//! Without flags it proves that the code and its output are right: format, freshness, lints and all tests. It needs
//! Rust and nothing else, and says what it had to skip. `--only CRATE` is the loop of somebody who changes one
//! crate. `--full` adds the sweeps, and a skip is a failure there; continuous integration runs that and adds nothing.
//!
//! The tests come last because a reader of the output, person or program, takes the last summary of
//! tests for that of the run: the very last line sums up all of them.

mod context;
mod packages;
mod steps;

use anyhow::Result;
use context::{Context, Done, Tier};
use graphwright::cli::{Common, Program};
use packages::Scope;
use std::path::Path;
use std::time::Instant;
use steps::STEPS;

/// Flags of `test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Also sweep over features, workspaces and real documents; a skip is a failure.
    #[arg(long)]
    full: bool,
    /// Test one crate and what its snapshots feed, for example `emit`.
    #[arg(long, value_name = "CRATE", conflicts_with = "full")]
    only: Option<String>,
    /// Go on after a failure.
    #[arg(long)]
    keep_going: bool,
}

/// Runs the steps; `false` if one failed.
pub(crate) fn run(args: &Args, root: &Path, program: &Program, common: &Common) -> Result<bool> {
    let tier = if args.full { Tier::Full } else { Tier::Quick };
    let mut context = Context::new(root, program, common, tier);
    let mut results = Results::new(tier);
    if let Some(name) = &args.only {
        let scope = Scope::find(root, name)?;
        results.run(&scope.package.0, || steps::check_one(&mut context, &scope));
    } else {
        for step in STEPS.iter().filter(|step| step.tier <= tier) {
            results.run(step.name, || (step.run)(&mut context));
            if !results.passed && !args.keep_going {
                break;
            }
        }
    }
    if args.full && context.tally.skipped > 0 {
        results.fail("tests were skipped");
    }
    println!("\n{}\n\n{}", results.table(), context.tally.summary());
    Ok(results.passed)
}

/// How the steps ended, a line each.
struct Results {
    tier: Tier,
    started: Instant,
    lines: Vec<String>,
    passed: bool,
}

impl Results {
    fn new(tier: Tier) -> Self {
        Self {
            tier,
            started: Instant::now(),
            lines: Vec::new(),
            passed: true,
        }
    }

    /// Runs a step under its heading.
    fn run(&mut self, name: &str, step: impl FnOnce() -> Result<Done>) {
        eprintln!("\n=== {name} ===");
        let started = Instant::now();
        let end = match (step(), self.tier) {
            (Ok(Done::Ok), _) => "ok".to_owned(),
            (Ok(Done::Skipped(reason)), Tier::Quick) => format!("skipped: {reason}"),
            (Ok(Done::Skipped(reason)), Tier::Full) => self.failure(reason),
            (Err(error), _) => self.failure(&format!("{error:#}")),
        };
        let seconds = started.elapsed().as_secs_f32();
        self.lines
            .push(format!("{name:>26}  {seconds:>5.1} s  {end}"));
    }

    fn fail(&mut self, reason: &str) {
        let line = self.failure(reason);
        self.lines.push(line);
    }

    fn failure(&mut self, reason: &str) -> String {
        self.passed = false;
        format!("FAILED: {reason}")
    }

    fn table(&self) -> String {
        let seconds = self.started.elapsed().as_secs_f32();
        format!("{}\n{:>26}  {seconds:>5.1} s", self.lines.join("\n"), "all")
    }
}
