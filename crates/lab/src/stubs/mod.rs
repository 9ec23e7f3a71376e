//! `cargo xtask stubs DIR`: checks that generated server stubs accept the requests that their documents allow, and reject
//! others.
//!
//! ```text
//! documents -> model and stub, compiled with a service that implements nothing \
//!     `-> requests, built from the documents' schemas  ->  sent to each router  -> 501, or the right 4xx
//! ```
//!
//! A valid request must reach the service, which answers 501; an invalid one must be rejected with the status that says
//! why; every response must have the shape of the document's errors. Values come from the document's examples and schemas,
//! and the [`oracle`](crate::oracle) decides which are valid. Operations for which no valid request can be built are counted
//! by reason.
//!
//! ```text
//! subject         a document: its packages, its service, its requests
//! service         implements every generated trait for `Nothing`, by reading the emitted traits
//! parts           the values of a valid request; requests: the valid and the invalid requests of an operation
//! serialization   how values are written in paths, queries, headers, cookies and forms: not by the runtimes' code,
//!                 which is on trial
//! program         calls the routers with all requests
//! report          counts, failures, and whether the stubs passed
//! ```

mod parts;
mod program;
mod report;
mod requests;
mod serialization;
mod service;
mod subject;

use crate::documents::{self, Candidates, sample};
use crate::pool::{self, processors};
use crate::results::{self, ResultFile};
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
    /// The folder of documents. `VALIDITY.tsv` and `DANGLING.tsv` in it tell which documents are valid.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Take N documents at random, of the valid ones if the folder tells which are.
    #[arg(long, value_name = "N", default_value_t = 20)]
    sample: usize,
    /// The seed of the sample: the same number takes the same documents.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// Put documents with matching paths into the sample; `*` also matches `/`. Can be repeated.
    #[arg(long, value_name = "GLOB")]
    with: Vec<String>,
    /// The folder for the program and the results [default: `target/stubs`].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Runs the command; `false` if stubs do not answer as they must.
pub(crate) fn run(args: &Args, root: &Path, program: &Program, common: &Common) -> Result<bool> {
    let dir = fs::canonicalize(&args.dir)?;
    let documents = select_documents(args, &dir)?;
    let workspace = Workspace::create(root, args.out.as_deref(), "stubs")?;
    let subjects = pool::run("generating", &documents, processors(), |document| {
        Subject::read(document, &dir, &workspace.sources(), program)
    })?;
    let subjects: Vec<Subject> = subjects.into_iter().flatten().collect();
    ensure!(
        !subjects.is_empty(),
        "no document below {} has operations",
        args.dir.display()
    );
    let replies = program::run(&workspace, &subjects)?;
    let report = Report::new(&subjects, &replies);
    let file = ResultFile {
        path: &workspace.folder().join("stubs.json"),
        description: "every failure",
    };
    results::publish(&report, &report, &file, common)?;
    Ok(report.is_passed())
}

/// Selects the documents with matching paths, and further ones at random up to the size of the sample.
fn select_documents(args: &Args, dir: &Path) -> Result<Vec<documents::Document>> {
    let mut others = documents::find(dir, Candidates::WithKey)?;
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
