//! The project's own commands, as `cargo xtask`.
//!
//! `codegen` and `explain` are the library's; here is what only this checkout needs: proving
//! everything (`test`), trying real documents (`corpus`) and hostile ones (`fuzz`), measuring (`bench`) and keeping the lock
//! files of generated workspaces (`lock`).

mod bench;
mod cargo;
mod corpus;
mod fuzz;
mod generation;
mod lock;
mod planned;
mod process;
mod results;
mod stubs;
mod tally;
mod test;
mod truth;
mod values;
mod workspace;

use clap::{Parser, Subcommand};
use graphwright::cli::{self, CommandLine, Common, Program};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
enum Command {
    #[command(flatten)]
    Shared(cli::Command),
    /// Prove everything: format, lints, docs, tests, features apart, freshness.
    Test(test::Args),
    /// Take every document of a folder through generation, and what comes out through the compiler.
    Corpus(corpus::Args),
    /// Take the examples of real documents through the types that are generated for them, and compare.
    Truth(truth::Args),
    /// Ask the stubs that are generated from documents, with right requests and wrong ones.
    Stubs(stubs::Args),
    /// Measure the stages, on documents of several sizes.
    Bench(bench::Args),
    /// Feed the generator hostile inputs, made from real ones.
    Fuzz(fuzz::Args),
    /// Take inputs of `fuzz` until one goes wrong.
    #[command(hide = true)]
    FuzzWorker(fuzz::WorkerArgs),
    /// `codegen`, and a line that says what it cost.
    #[command(hide = true)]
    MeasuredCodegen(generation::Args),
    /// Make the lock files that generated workspaces get, after `Cargo.lock` or a runtime manifest changed.
    Lock,
}

fn main() -> ExitCode {
    let root = root();
    let program = program(&root, Instant::now());
    let line = match Xtask::read(&program) {
        Ok(line) => line,
        Err(exit) => return exit.into(),
    };
    let (common, program) = (&line.common, &program);
    match &line.command {
        Command::Shared(command) => command.run(common, program).into(),
        Command::Test(args) => end(Ok(test::run(args, &root, program, common))),
        Command::Corpus(args) => end(corpus::run(args, &root, common)),
        Command::Truth(args) => end(truth::run(args, &root, program, common)),
        Command::Stubs(args) => end(stubs::run(args, &root, program, common)),
        Command::Bench(args) => end(bench::run(args, &root, program, common).map(|()| true)),
        Command::Fuzz(args) => end(fuzz::run(args, &root, common)),
        Command::FuzzWorker(args) => {
            fuzz::work(args, &root).unwrap_or_else(|error| end(Err(error)))
        }
        Command::MeasuredCodegen(args) => generation::measured(args, program, common).into(),
        Command::Lock => end(lock::run(&root).map(|()| true)),
    }
}

/// Success is `true`; what is wrong was said already where it is `false`.
fn end(result: anyhow::Result<bool>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
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

/// Paths in messages are short where the command is typed at the root.
fn program(root: &Path, started: Instant) -> Program {
    let here = env::current_dir().is_ok_and(|here| here == root);
    let seen = if here { Path::new("") } else { root };
    let path = |path: &str| seen.join(path).to_string_lossy().into_owned().into();
    Program {
        name: "cargo xtask",
        started,
        config: path("spec/codegen.toml"),
        runtimes: path("crates"),
    }
}
