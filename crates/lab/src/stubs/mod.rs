//! `cargo xtask stubs DIR`: whether the stub of a document takes the requests that the document
//! allows, and refuses others.
//!
//! ```text
//! documents -> model and stub, compiled with a service that implements nothing \
//!     `-> requests, made from the documents' schemas  ->  given to each router  -> 501, or the right 4xx
//! ```
//!
//! A right request must reach the service, which answers 501; a wrong one must be refused with the
//! status that says why; every answer must have the shape of the document's errors. What is right is
//! not the generator's to say: values are made from the document's own schemas, and an independent
//! JSON Schema library holds them against those. Operations for which no right request can be made are
//! counted by their reason.

mod parts;
mod program;
mod report;
mod requests;
mod serialization;
mod service;
mod subject;

use crate::documents::{self, sample};
use crate::pool::{self, processors};
use crate::results;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use fs_err as fs;
use graphwright::cli::{Common, Program};
use report::Report;
use std::path::{Path, PathBuf};
use subject::Subject;

/// Flags of `stubs`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder. A `VALIDITY.tsv` and a `DANGLING.tsv` in it say which documents should work.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Take only so many documents; of the valid ones, where the folder says which those are.
    #[arg(long, value_name = "N", default_value_t = 20)]
    sample: usize,
    /// Which ones: the same number takes the same documents.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// Take these documents among them: paths below DIR, where `*` also matches `/`. May be given again.
    #[arg(long, value_name = "GLOB")]
    with: Vec<String>,
    /// Where the program is made [default: `target/stubs`].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Runs the command; `false` where a stub answers otherwise than it must.
pub(crate) fn run(args: &Args, root: &Path, codegen: &Program, common: &Common) -> Result<bool> {
    let dir = fs::canonicalize(&args.dir)?;
    let documents = documents(args, &dir)?;
    let workspace = Workspace::create(root, args.out.as_deref(), "stubs")?;
    let subjects = pool::run("generating", &documents, processors(), |document| {
        Subject::read(document, &dir, &workspace.sources(), codegen)
    })?;
    let subjects: Vec<Subject> = subjects.into_iter().flatten().collect();
    ensure!(
        !subjects.is_empty(),
        "no document below {} has operations",
        args.dir.display()
    );
    let came_back = program::run(&workspace, &subjects)?;
    let report = Report::new(&subjects, &came_back);
    let file = workspace.folder().join("stubs.json");
    results::show(&report, &report, ("every failure", &file), common)?;
    Ok(report.passed())
}

/// The named documents, and as many others as are wanted.
fn documents(args: &Args, dir: &Path) -> Result<Vec<documents::Document>> {
    let mut others = documents::find(dir, false)?;
    let mut documents = Vec::new();
    if !args.with.is_empty() {
        documents.clone_from(&others);
        sample::retain_matching(&mut documents, &args.with)?;
    }
    others.retain(|document| !documents.contains(document));
    sample::retain_sample(
        &mut others,
        args.sample.saturating_sub(documents.len()),
        args.seed,
    );
    documents.append(&mut others);
    Ok(documents)
}
