//! `cargo xtask corpus DIR`: every document of a folder through generation, and what comes out
//! through the compiler.
//!
//! ```text
//! documents -> generation, each in a process of its own -> results.jsonl  \
//!     `-> --check-compile: a workspace per 50 of them    -> compiled.jsonl  |-> table, corpus.json
//! ```
//!
//! Both files grow by a line a document, and what stands there is not done again: a run that was
//! stopped goes on where it was. A result counts as long as the document's own text and this program
//! are the same (and `--vary`); files that a document refers to are not looked at. What was compiled counts as long
//! as the generated text and the runtimes are the same.

mod args;
mod compile;
mod log;
mod record;
mod run;
mod table;
mod totals;
mod variation;

use crate::documents::{self, sample};
use crate::results;
use anyhow::{Result, ensure};
pub(crate) use args::Args;
use graphwright::cli::Common;
use run::Run;
use std::collections::HashMap;
use std::path::Path;

/// Runs the command; `false` when generation broke down or what it wrote does not compile. A document
/// that is refused is no failure.
pub(crate) fn run(args: &Args, root: &Path, common: &Common) -> Result<bool> {
    let mut documents = documents::find(&args.dir, args.every_file)?;
    let run = Run::prepare(args, root, &documents)?;
    sample::retain_matching(&mut documents, &args.only)?;
    if let Some(number) = args.sample {
        sample::retain_sample(&mut documents, number, args.seed);
    }
    ensure!(
        !documents.is_empty(),
        "no document is below {}",
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
    let what = "everything about each document";
    results::show(&report, human, (what, &file), common)?;
    Ok(report.passed())
}
