//! `cargo xtask truth DIR`: whether the generated types are true to the documents they come from.
//!
//! ```text
//! documents -> examples -> those that a JSON Schema library accepts \
//!     `-> the model, compiled with a small program  ->  decoded and encoded again -> compared
//! ```
//!
//! An example that fits its schema must be decoded into the type of its place, and what is encoded
//! again must be the same JSON: the same members with the same values, in any order; numbers are the
//! same if their values are. Which examples count is not the generator's to say: an independent
//! library decides, by schemas that are put into its terms apart from how the generator does it. What
//! was not tried is counted by its reason.

mod candidates;
mod difference;
mod program;
mod report;
mod subject;
mod type_map;
mod warnings;

use crate::documents::{self, sample};
use crate::pool::{self, processors};
use crate::results;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use candidates::Wanted;
use fs_err as fs;
use graphwright::cli::{Common, Program};
use report::Report;
use std::path::{Path, PathBuf};

/// Flags of `truth`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder. A `VALIDITY.tsv` and a `DANGLING.tsv` in it say which documents should work.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Take only so many documents; of the valid ones, where the folder says which those are.
    #[arg(long, value_name = "N", default_value_t = 100)]
    sample: usize,
    /// Which ones: the same number takes the same documents.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// Take only documents whose path below DIR fits; `*` also matches `/`. May be given again.
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Make so many values for each schema; each is also tried with one thing spoiled.
    #[arg(long, value_name = "N", default_value_t = 8)]
    made: usize,
    /// Where the program is made [default: `target/truth`].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Runs the command; `false` where too many examples do not come back as they were.
pub(crate) fn run(args: &Args, root: &Path, codegen: &Program, common: &Common) -> Result<bool> {
    let dir = fs::canonicalize(&args.dir)?;
    let mut documents = documents::find(&dir, false)?;
    sample::retain_matching(&mut documents, &args.only)?;
    sample::retain_sample(&mut documents, args.sample, args.seed);
    ensure!(
        !documents.is_empty(),
        "no document is below {}",
        args.dir.display()
    );
    let workspace = Workspace::create(root, args.out.as_deref(), "truth")?;
    let wanted = Wanted {
        number: args.made,
        seed: args.seed,
    };
    let subjects = pool::run("generating", &documents, processors(), |document| {
        let folder = workspace.sources().join(document.name());
        subject::Subject::read(document, &dir, &folder, wanted, codegen)
    })?;
    let came_back = program::run(&workspace, &subjects)?;
    let report = Report::new(&subjects, &came_back);
    let file = workspace.folder().join("truth.json");
    results::show(&report, &report, ("every failure", &file), common)?;
    Ok(report.passed())
}
