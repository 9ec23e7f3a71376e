//! `cargo xtask corpus DIR`: generates from every document of a folder, and compiles the output.
//!
//! ```text
//! documents -> generation, each in a process of its own -> results.jsonl  \
//!     `-> --check-compile: a workspace per 50 of them    -> compiled.jsonl  |-> table, corpus.json
//! ```
//!
//! A document must be generated or refused with an error: a panic, a crash, a time-out (60 s) or too much memory (4 GB)
//! is a failure of the generator, and so is output that does not compile.
//!
//! Both files grow by a line a document, and a document with a line is not run again: a run that was stopped continues where
//! it was. A result counts as long as the text of the document, this program and `--vary` are the same; the files that a
//! document refers to are not looked at. A compilation counts as long as the generated text, the runtimes and `Cargo.lock`
//! are the same.
//!
//! `--vary` changes the documents first (see [`variation`]), to try what no document at hand has. A failure is
//! reproduced by the same seed, whichever documents are taken, and `--steps` finds the change that matters.

mod args;
mod compile;
mod log;
mod record;
mod run;
mod table;
mod totals;
mod variation;

use crate::documents::{self, Candidates, sample};
use crate::results::{self, ResultFile};
use anyhow::{Result, ensure};
pub(crate) use args::Args;
use graphwright::cli::Common;
use run::Run;
use std::collections::HashMap;
use std::path::Path;

/// Runs the command; `false` if generation broke down or its output does not compile. A document that is refused is no
/// failure.
pub(crate) fn run(args: &Args, root: &Path, common: &Common) -> Result<bool> {
    let candidates = if args.every_file {
        Candidates::EveryFile
    } else {
        Candidates::WithKey
    };
    let mut documents = documents::find(&args.dir, candidates)?;
    let run = Run::prepare(args, root, &documents)?;
    sample::retain_matching(&mut documents, &args.only)?;
    if let Some(number) = args.sample {
        sample::retain_sample(&mut documents, number, args.seed);
    }
    ensure!(
        !documents.is_empty(),
        "there are no documents below {}",
        args.dir.display()
    );
    let records = run.generate(&documents)?;
    let compiled = if args.check_compile {
        compile::run(&run, &documents, &records)?
    } else {
        HashMap::new()
    };
    let report = totals::Report::new(&run.name, &documents, &records, &compiled);
    let file = run.out.join("corpus.json");
    let human = table::render(&report);
    let file = ResultFile {
        path: &file,
        description: "results of each document",
    };
    results::publish(&report, human, &file, common)?;
    Ok(report.is_passed())
}
