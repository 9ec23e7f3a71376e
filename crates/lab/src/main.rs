//! The laboratory: commands that try the generator on documents by the hundred.
//!
//! `cargo xtask corpus` and the like build this program and start it with their own command line, so that
//! `cargo xtask codegen` links nothing of it. `bench` is built with the release profile, all others with the profile
//! `lab`, which is optimised and keeps debug assertions.
//!
//! ```text
//! commands        corpus, truth, stubs, bench, fuzz, compare: a folder each, which imports no other command
//! documents       finding the documents of a folder, sampling them, and what is known about their validity
//! generation      `codegen` in a process of its own; process: limits and costs of processes
//! document_plan   a document planned within this process: model, files, diagnostics
//! oracle          an independent validator of values, and the examples of a document
//! values          values generated from schemas
//! workspace       a workspace of generated packages; program: a program over all of them
//! results         the results of a command, in a file and printed
//! ```
//!
//! A command returns `false` if something did not hold, and the exit code is 1 then.

mod bench;
mod compare;
mod corpus;
mod digest;
mod document_plan;
mod documents;
mod files;
mod fuzz;
mod generation;
mod oracle;
mod pool;
mod process;
mod program;
mod results;
mod stubs;
mod truth;
mod values;
mod workspace;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use fs_err as fs;
use graphwright::cli::{CommandLine, Common, Program};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Tries the generator on documents by the hundred.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Lab {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
enum Command {
    /// Generate from every document of a folder, and compile the output.
    Corpus(corpus::Args),
    /// Decode and encode the examples of real documents with the types generated for them, and compare.
    Truth(truth::Args),
    /// Send valid and invalid requests to the stubs generated from documents.
    Stubs(stubs::Args),
    /// Measure the stages on documents of several sizes, and the runtimes.
    Bench(bench::Args),
    /// Feed the generator hostile inputs, mutated from real ones.
    Fuzz(fuzz::Args),
    /// Show how each commit of a range changes the generator's output.
    Compare(compare::Args),
    /// Run inputs of `fuzz` until one fails.
    #[command(hide = true)]
    FuzzWorker(fuzz::WorkerArgs),
    /// `codegen`, and a line with its cost.
    #[command(hide = true)]
    MeasuredCodegen(generation::Args),
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let root = checkout_root()?;
    let program = generator(&root, Instant::now());
    let line = match Lab::read(&program) {
        Ok(line) => line,
        Err(exit) => return Ok(exit.into()),
    };
    let (common, program) = (&line.common, &program);
    // What did not hold has been reported by the command.
    let passed = match &line.command {
        Command::Corpus(args) => corpus::run(args, &root, common)?,
        Command::Truth(args) => truth::run(args, &root, program, common)?,
        Command::Stubs(args) => stubs::run(args, &root, program, common)?,
        Command::Bench(args) => bench::run(args, &root, program, common).map(|()| true)?,
        Command::Fuzz(args) => fuzz::run(args, &root, common)?,
        Command::Compare(args) => compare::run(args, &root, common)?,
        Command::FuzzWorker(args) => return fuzz::work(args, &root),
        Command::MeasuredCodegen(args) => {
            return Ok(generation::run_measured(args, program, common).into());
        }
    };
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Returns the checkout that this program was built from; Cargo builds it again if that has moved.
fn checkout_root() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::canonicalize(root).context("the checkout is gone")
}

/// The generator as `cargo xtask` runs it, with short paths in messages if it is started at the root.
fn generator(root: &Path, started: Instant) -> Program {
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
