//! `cargo xtask bench`: measures the stages of the generator, and how they grow with the document; then the runtimes.
//!
//! **Stages.** They are those of the plan that `codegen` makes, with all inputs: *parse* (inputs to documents), *lower*
//! (documents to the model), *report* (diagnostics and the report), *emit* (the model to tokens), *print* (tokens to text),
//! and then *write* (into an empty folder). Every round runs all of them in this process. The first round does not count; the
//! median and the range of the others are shown. Time and peak memory of a whole `codegen` are measured on a process of its
//! own. Nothing is asserted: a machine that is busy is no error.
//!
//! **Documents.** Unless `--document` names one, they are `spec/`, a large real document, documents of 1, 4 and 20 MB made of
//! copies of it ([`scale`]), and one of the shape of all of Microsoft Graph ([`graph`]): 7,000 paths, 11,000 operations, base
//! types with discriminators. `--keep DIR` leaves them, so that the output can be checked too:
//! `graphwright codegen --openapi DIR/graph.json --out OUT`, and then `cargo check` in OUT. Without the project's test data
//! the scaled documents are copies of `spec/`, and there is none of Graph's shape.
//!
//! **Runtimes.** The generated client and server against manual code with the same libraries: see `crates/measure`.
//!
//! `cargo xtask bench` builds this program with the release profile, as users install the generator; the heading says so
//! if it was built otherwise.

mod copy;
mod figures;
mod graph;
mod runtimes;
mod scale;
mod stages;
mod subjects;

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
use subjects::Subject;

/// Flags of `bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Measure this document, instead of the default ones: that of `spec/`, a large real one, ones of 1, 4 and 20 MB, and one
    /// as large as Microsoft Graph's. Can be repeated.
    #[arg(long, value_name = "FILE")]
    document: Vec<Utf8PathBuf>,
    /// The JSON document whose copies make those of 1, 4 and 20 MB [default: a large one of the test data, or that of
    /// `spec/`].
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    /// Keep the documents that are made in this folder, to be generated and checked.
    #[arg(long, value_name = "DIR")]
    keep: Option<Utf8PathBuf>,
    /// The number of rounds that count.
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: usize,
    /// Measure only one of the two. With `--document` the runtimes are not measured.
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<Part>,
    /// Also write the figures to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Has no effect: the release profile is always used.
    #[arg(long, hide = true)]
    release: bool,
}

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The stages of the generator.
    Stages,
    /// The generated client and server, which are always built with the release profile.
    Runtimes,
}

/// Runs the command.
pub(crate) fn run(args: &Args, root: &Path, program: &Program, common: &Common) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let folder =
        Utf8Path::from_path(scratch.path()).context("the temporary folder is not UTF-8")?;
    let mut cases = Vec::new();
    let subjects = match args.only {
        Some(Part::Runtimes) => Vec::new(),
        _ => subjects::choose(args, root, folder)?,
    };
    for Subject { name, codegen } in subjects {
        if !common.quiet {
            eprintln!("measuring {name}");
        }
        let mut case = stages::measure(&name, &codegen, program, args.rounds.max(1))?;
        case.whole = measure_whole(&codegen)?;
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

/// Measures a whole `codegen` in a process of its own.
fn measure_whole(codegen: &CodegenArgs) -> Result<Whole> {
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
