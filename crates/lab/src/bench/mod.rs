//! `cargo xtask bench`: what each stage takes, and how that grows with the document.
//!
//! The stages are measured in this process, each apart: parse (text to document, from the disk),
//! lower, emit (the model to tokens) and print (tokens to text), which threads do file by file, so that
//! their time is shared out by what each took, and write (into an empty folder). Every round does all, the first is thrown away, and the median and the range of the
//! others are shown. What a whole `codegen` costs is measured on a process of its own.
//!
//! Tables beside a document, the report and the effective document are in the whole, not in the
//! stages. Nothing is asserted: a machine that is busy is no error.
//!
//! After the stages come the runtimes: the generated client and server, beside what a hand would write
//! with the same libraries.
//!
//! `cargo xtask bench` builds this program as users install the generator; the heading says if it was
//! built otherwise.

mod copy;
mod figures;
mod graph;
mod runtimes;
mod scale;
mod stages;
mod subjects;
mod synthetic;

use crate::generation::{Input, Task};
use crate::process::Limits;
use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};
use figures::Whole;
use fs_err as fs;
use graphwright::cli::{CodegenArgs, Common, Program};
use graphwright::show::MessageFormat;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Flags of `bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Measure this document as it is, instead of those that are measured by default: that of
    /// `spec/`, one of 1, 4 and 20 MB each, and one as large as Microsoft Graph's. May be given again.
    #[arg(long, value_name = "FILE")]
    document: Vec<Utf8PathBuf>,
    /// The JSON document that those of 1, 4 and 20 MB are made of [default: the largest one of the
    /// corpus, or one that is made up].
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    /// Write the documents that are made here, to be generated and checked by hand.
    #[arg(long, value_name = "DIR")]
    keep: Option<Utf8PathBuf>,
    /// Rounds that count.
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: usize,
    /// Measure only this. With `--document` the runtimes are not measured.
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<Part>,
    /// Also write the figures to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Has no effect: what is measured is always built with the release profile.
    #[arg(long, hide = true)]
    release: bool,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The stages of the generator.
    Stages,
    /// The generated client and server, which are always built with all optimisations.
    Runtimes,
}

/// Runs the command.
pub(crate) fn run(args: &Args, root: &Path, program: &Program, common: &Common) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let folder = Utf8Path::from_path(scratch.path()).context("a folder that is no UTF-8")?;
    let mut cases = Vec::new();
    let subjects = match args.only {
        Some(Part::Runtimes) => Vec::new(),
        _ => subjects::of(args, root, folder)?,
    };
    for (name, codegen) in subjects {
        if !common.quiet {
            eprintln!("measuring {name}");
        }
        let mut case = stages::measure(&name, &codegen, program, args.rounds.max(1))?;
        case.whole = whole(&codegen)?;
        cases.push(case);
    }
    let mut json = figures::json(&cases, args.rounds);
    if args.only != Some(Part::Stages) && args.document.is_empty() {
        if !common.quiet {
            eprintln!("measuring the runtimes");
        }
        json["runtimes"] = runtimes::measure(root)?;
    }
    match common.message_format {
        MessageFormat::Human => {
            if !cases.is_empty() {
                print!("{}", figures::table(&cases));
            }
            if let Some(figures) = json.get("runtimes") {
                print!("{}", runtimes::table(figures)?);
            }
        }
        MessageFormat::Json => println!("{json}"),
    }
    if let Some(path) = &args.json {
        fs::write(path, format!("{json:#}\n"))?;
    }
    Ok(())
}

/// From file to files, in a process of its own.
fn whole(codegen: &CodegenArgs) -> Result<Whole> {
    let out = codegen.out.as_deref().unwrap_or(Utf8Path::new("out"));
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let input = match (&codegen.openapi, &codegen.config) {
        (Some(document), _) => Input::Document(document.as_std_path(), None),
        (None, Some(config)) => Input::Config(config.as_std_path()),
        (None, None) => return Ok(Whole::default()),
    };
    let task = Task {
        tool: &std::env::current_exe()?,
        root: &std::env::current_dir()?,
        input,
        out: out.as_std_path(),
        name: "bench",
        keep_going: false,
        flags: &[],
    };
    let output = task.run(Limits {
        time: Duration::from_mins(10),
        memory: u64::MAX,
    })?;
    let errors = output.messages.iter();
    Ok(Whole {
        ok: output.process.is_success(),
        errors: errors.filter(|message| message.severity == "error").count(),
        wall: output.process.wall,
        cost: output.cost,
    })
}
