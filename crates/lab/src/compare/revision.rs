//! A checkout of its own, in which one commit after the other is built.

use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The paths that decide what is generated; a commit that touches none of them is not built.
const GENERATOR: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/emit",
    "crates/graphwright",
    "crates/ir",
    "crates/lower",
    "crates/source",
    "crates/tables",
    "spec",
];

/// A commit of the range.
#[derive(Clone, Debug)]
pub(super) struct Commit {
    pub(super) short: String,
    pub(super) subject: String,
}

/// A worktree below `target`, removed when this is dropped.
pub(super) struct Checkout {
    root: PathBuf,
    folder: PathBuf,
}

impl Checkout {
    /// Adds the worktree.
    pub(super) fn create(root: &Path) -> Result<Self> {
        let checkout = Self {
            root: root.to_owned(),
            folder: root.join("target/compare/checkout"),
        };
        checkout.remove();
        let mut add = git(root);
        add.args(["worktree", "add", "--detach", "--quiet"]);
        cargo::run(add.arg(&checkout.folder).arg("HEAD"))?;
        Ok(checkout)
    }

    /// The base of the range and its commits, oldest first and along first parents.
    pub(super) fn commits(&self, range: &str) -> Result<Vec<Commit>> {
        let (base, head) = match range.split_once("..") {
            Some((base, head)) => (base.to_owned(), head),
            None => (format!("{range}^"), range),
        };
        let mut log = git(&self.root);
        log.args(["log", "--reverse", "--first-parent", "--format=%h %s"]);
        let mut commits = parse_log(&output(log.arg(format!("{base}..{head}")))?);
        let mut first = git(&self.root);
        first.args(["log", "-1", "--format=%h %s"]);
        let base = parse_log(&output(first.arg(base))?);
        commits.splice(0..0, base);
        Ok(commits)
    }

    /// Returns whether a commit changes a file that decides what is generated.
    pub(super) fn touches_generator(&self, commit: &Commit) -> Result<bool> {
        let mut diff = git(&self.root);
        diff.args(["diff-tree", "--no-commit-id", "--name-only", "-r"]);
        diff.args([commit.short.as_str(), "--"]).args(GENERATOR);
        Ok(!output(&mut diff)?.is_empty())
    }

    /// Checks a commit out, builds the generator, and returns a copy of the program.
    pub(super) fn build(&self, commit: &Commit) -> Result<PathBuf> {
        let mut checkout = git(&self.folder);
        checkout.args(["checkout", "--detach", "--quiet"]);
        cargo::run(checkout.arg(&commit.short))?;
        let target = self.root.join("target/compare/target");
        let mut build = cargo(&self.folder);
        build.args(["build", "--quiet", "--package", "graphwright"]);
        cargo::run(build.env("CARGO_TARGET_DIR", &target))?;
        let program = target.join(format!("graphwright-{}", commit.short));
        fs::copy(target.join("debug/graphwright"), &program)?;
        Ok(program)
    }

    /// The project's own configuration, of the commit that is checked out.
    pub(super) fn configuration(&self) -> PathBuf {
        self.folder.join("spec/codegen.toml")
    }

    fn remove(&self) {
        let mut remove = git(&self.root);
        remove.args(["worktree", "remove", "--force"]);
        // There is nothing to remove the first time.
        let _ = remove.arg(&self.folder).output();
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        self.remove();
    }
}

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder);
    git
}

fn parse_log(text: &str) -> Vec<Commit> {
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines
        .map(|(short, subject)| Commit {
            short: short.to_owned(),
            subject: subject.to_owned(),
        })
        .collect()
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.output().context("git cannot be run")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{}: {errors}",
        cargo::show(command)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
