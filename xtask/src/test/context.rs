//! The state of a run, which every step is given.

use crate::count;
use crate::tally::Tally;
use anyhow::Result;
use fs_err as fs;
use graphwright::cli::{Common, Program};
use graphwright_cargo::{self as cargo, cargo};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How much is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The code and its output are right.
    Quick,
    /// Also sweeps over features, workspaces and real documents; a skip is a failure. What CI runs.
    Full,
}

/// The state of a run.
pub(super) struct Context<'a> {
    pub(super) root: &'a Path,
    pub(super) program: &'a Program,
    pub(super) common: &'a Common,
    pub(super) tier: Tier,
    pub(super) tally: Tally,
    has_nextest: bool,
}

/// How a step ended when nothing was wrong.
pub(super) enum Done {
    Ok,
    /// The reason why there was nothing to do it with.
    Skipped(&'static str),
}

impl<'a> Context<'a> {
    pub(super) fn new(
        root: &'a Path,
        program: &'a Program,
        common: &'a Common,
        tier: Tier,
    ) -> Self {
        Self {
            root,
            program,
            common,
            tier,
            tally: Tally::default(),
            has_nextest: cargo::has(root, "nextest"),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.tier == Tier::Full
    }

    /// A folder that steps keep between runs, so that what did not change is not built again.
    pub(super) fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.root.join("target/test").join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Returns whether a component of the toolchain is installed. A full run installs a missing one.
    pub(super) fn has_component(&self, command: &str, component: &str) -> Result<bool> {
        if !cargo::has(self.root, command) && self.is_full() {
            cargo::run(Command::new("rustup").args(["component", "add", component]))?;
        }
        Ok(cargo::has(self.root, command))
    }

    /// Runs the tests, and the examples in documentation, of the packages that Cargo's flags choose.
    pub(super) fn run_all_tests(&mut self, packages: &[String]) -> Result<()> {
        if self.has_nextest {
            // nextest leaves these out.
            let mut examples = cargo(self.root);
            examples.args(["test", "--doc"]).args(packages);
            count::run(&mut examples, &mut self.tally)?;
        }
        self.run_tests(packages)
    }

    /// Runs the tests that Cargo's flags choose. Without nextest that includes examples in documentation.
    pub(super) fn run_tests(&mut self, flags: &[String]) -> Result<()> {
        let mut command = cargo(self.root);
        let ignored: &[&str] = match (self.tier, self.has_nextest) {
            (Tier::Quick, _) => &[],
            (Tier::Full, true) => &["--run-ignored", "all"],
            (Tier::Full, false) => &["--", "--include-ignored"],
        };
        if self.has_nextest {
            // A package without tests is no failure: generated crates have none.
            command.args(["nextest", "run", "--no-tests", "pass"]);
        } else {
            command.arg("test");
        }
        if self.is_full() {
            // More of the matrix of hostile words and places.
            command.env("MATRIX_STEP", "6");
        }
        count::run(command.args(flags).args(ignored), &mut self.tally)
    }
}
