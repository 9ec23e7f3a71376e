//! The project's own commands, as `cargo xtask`.
//!
//! `codegen` and `explain` are the library's; `test` proves everything that must hold, and `lock` keeps the lock
//! files of generated workspaces. The others are the laboratory's, a program that is built on demand.

mod count;
mod docs;
mod lab;
mod lock;
mod tally;
mod test;

use clap::{Parser, Subcommand};
use graphwright::cli::{self, CommandLine, Common, Program};
use lab::Profile;
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
#[expect(
    clippy::large_enum_variant,
    reason = "a command is made once, from the command line"
)]
enum Command {
    #[command(flatten)]
    Shared(cli::Command),
    /// Prove everything that must hold: format, lints, docs, freshness, tests.
    Test(test::Args),
    /// Make the lock files that generated workspaces get, after `Cargo.lock` or a runtime manifest changed.
    Lock,
    /// Write the pages of the book that come from the code, and the code that pages show.
    Docs(docs::Args),
    /// Generate from every document of a folder, and compile the output.
    Corpus(lab::Args),
    /// Decode and encode the examples of real documents with the types generated for them, and compare.
    Truth(lab::Args),
    /// Send valid and invalid requests to the stubs generated from documents.
    Stubs(lab::Args),
    /// Measure the stages on documents of several sizes, and the runtimes.
    Bench(lab::Args),
    /// Feed the generator hostile inputs, mutated from real ones.
    Fuzz(lab::Args),
    /// Show how each commit of a range changes the generator's output.
    Compare(lab::Args),
}

fn main() -> ExitCode {
    let root = root();
    let program = program(&root, Instant::now());
    let line = match Xtask::read(&program) {
        Ok(line) => line,
        Err(exit) => return exit.into(),
    };
    let (common, program) = (&line.common, &program);
    let result = match &line.command {
        Command::Shared(command) => return command.run(common, program).into(),
        Command::Test(args) => test::run(args, &root, program, common).map(exit_code),
        Command::Lock => lock::run(&root).map(|()| ExitCode::SUCCESS),
        Command::Docs(args) => docs::run(args, &root).map(|()| ExitCode::SUCCESS),
        Command::Bench(_) => lab::forward(&root, Profile::Release),
        Command::Corpus(_)
        | Command::Truth(_)
        | Command::Stubs(_)
        | Command::Fuzz(_)
        | Command::Compare(_) => lab::forward(&root, Profile::Lab),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// Failures were reported when they were met.
fn exit_code(passed: bool) -> ExitCode {
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The checkout. `cargo run` says where it is now; it may have moved since this was compiled.
fn root() -> PathBuf {
    let package =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package)
        .parent()
        .unwrap_or(Path::new("."))
        .to_owned()
}

/// The generator as this program runs it, with short paths in messages where it is started at the root.
fn program(root: &Path, started: Instant) -> Program {
    let is_here = env::current_dir().is_ok_and(|here| here == root);
    let base = if is_here { Path::new("") } else { root };
    let path = |path: &str| base.join(path).to_string_lossy().into_owned().into();
    Program {
        name: "cargo xtask",
        started,
        config: path("spec/codegen.toml"),
        runtimes: path("crates"),
    }
}
