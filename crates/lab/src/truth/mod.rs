//! `cargo xtask truth DIR`: checks that the generated types are true to their documents.
//!
//! ```text
//! documents -> examples, and values generated from schemas -> those that the oracle accepts \
//!     `-> the model, compiled with a small program         -> decoded and encoded again -> compared
//! ```
//!
//! A value that fits its schema must be decoded into the type at its location, and encoded again to the same JSON: the same
//! members with the same values, in any order, and numbers with the same value. Which values fit is decided by the
//! [`oracle`](crate::oracle), not by the generator.
//!
//! One thing in each generated value is then changed. A mutated value that the oracle rejects should be rejected by the type
//! too. Types are more lenient on purpose in two ways: a null for an optional member counts as its absence, and a union
//! keeps an alternative that it does not know.
//!
//! Values that are not tried are counted by reason ([`type_map`] does not guess types). Failures are grouped by what the
//! generator warned about ([`warnings`]): a failure without a warning is a defect.
//!
//! ```text
//! subject      a document: its plan, its cases         candidates   generated and mutated values of a schema
//! type_map     the generated type at a location        warnings     the known limits of a schema
//! program      decodes and encodes all cases           difference   how two JSON values differ
//! report       counts, failures, and whether enough values survived
//! ```

mod candidates;
mod difference;
mod program;
mod report;
mod subject;
mod type_map;
mod warnings;

use crate::documents::{self, Candidates, sample};
use crate::pool::{self, processors};
use crate::results::{self, ResultFile};
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use candidates::Quota;
use fs_err as fs;
use graphwright::cli::{Common, Program};
use report::Report;
use std::path::{Path, PathBuf};

/// Flags of `truth`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of documents. `VALIDITY.tsv` and `DANGLING.tsv` in it tell which documents are valid.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Take N documents at random, of the valid ones if the folder tells which are.
    #[arg(long, value_name = "N", default_value_t = 100)]
    sample: usize,
    /// The seed of the sample and of the values: the same number gives the same ones.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// Take only documents whose path below DIR matches; `*` also matches `/`. Can be repeated.
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Generate N values for each schema; each is also tried with one thing changed.
    #[arg(long, value_name = "N", default_value_t = 8)]
    made: usize,
    /// The folder for the program and the results [default: `target/truth`].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Runs the command; `false` if too many values do not survive.
pub(crate) fn run(args: &Args, root: &Path, program: &Program, common: &Common) -> Result<bool> {
    let dir = fs::canonicalize(&args.dir)?;
    let mut documents = documents::find(&dir, Candidates::WithKey)?;
    sample::retain_matching(&mut documents, &args.only)?;
    sample::retain_sample(&mut documents, args.sample, args.seed);
    ensure!(
        !documents.is_empty(),
        "there are no documents below {}",
        args.dir.display()
    );
    let workspace = Workspace::create(root, args.out.as_deref(), "truth")?;
    let quota = Quota {
        values: args.made,
        seed: args.seed,
    };
    let subjects = pool::run("generating", &documents, processors(), |document| {
        let folder = workspace.sources().join(document.name());
        subject::Subject::read(document, &dir, &folder, quota, program)
    })?;
    let results = program::run(&workspace, &subjects)?;
    let report = Report::new(&subjects, &results);
    let file = ResultFile {
        path: &workspace.folder().join("truth.json"),
        description: "every failure",
    };
    results::publish(&report, &report, &file, common)?;
    Ok(report.is_passed())
}
