//! `cargo xtask compare RANGE`: how each commit of a range changes the output of the generator.
//!
//! ```text
//! commits that touch the generator -> built one after the other -> spec/ and a sample of documents
//!     `-> fingerprints of output folders and JSON diagnostics   -> identical | comments | output
//! ```
//!
//! A commit that moves code must be `identical`, and one that changes prose `comments`: the output is the proof of
//! a refactoring. Each commit is compared with the one before it in the range.

mod fingerprint;
mod revision;

use crate::documents::{self, Candidates, sample};
use crate::pool::{self, processors};
use anyhow::{Context as _, Result, ensure};
use fingerprint::{Difference, Fingerprint};
use fs_err as fs;
use graphwright::cli::Common;
use revision::{Checkout, Commit};
use std::path::{Path, PathBuf};

/// Flags of `compare`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The commits, as `BASE..HEAD`; a single revision is compared with its parent.
    #[arg(value_name = "RANGE")]
    range: String,
    /// A folder of documents to generate from, besides `spec/`.
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// The number of documents of the folder.
    #[arg(long, value_name = "N", default_value_t = 300)]
    sample: usize,
    /// The choice of documents: the same number takes the same ones.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// Runs the command; `false` if a commit changes more of the output than comments.
pub(crate) fn run(args: &Args, root: &Path, common: &Common) -> Result<bool> {
    let checkout = Checkout::create(root)?;
    let commits = checkout.commits(&args.range)?;
    let (base, commits) = commits.split_first().context("the range has no commit")?;
    let documents = documents(args)?;
    let mut passed = true;
    let mut before = Outputs::generate(&checkout, base, &documents)?;
    for commit in commits {
        if !checkout.touches_generator(commit)? {
            println!("{}  no generator  {}", commit.short, commit.subject);
            continue;
        }
        let after = Outputs::generate(&checkout, commit, &documents)?;
        let differences = before.differences(&after);
        let worst = differences.iter().map(|(_, difference)| *difference).max();
        let worst = worst.unwrap_or(Difference::None);
        println!("{}  {worst:12}  {}", commit.short, commit.subject);
        if !common.quiet {
            for (document, difference) in differences.iter().filter(|(_, it)| *it == worst).take(5)
            {
                println!("         {difference}: {document}");
            }
        }
        passed &= worst < Difference::Output;
        before = after;
    }
    Ok(passed)
}

/// The sampled documents, by absolute paths.
fn documents(args: &Args) -> Result<Vec<PathBuf>> {
    let Some(dir) = &args.corpus else {
        return Ok(Vec::new());
    };
    let dir = fs::canonicalize(dir)?;
    let mut documents = documents::find(&dir, Candidates::WithKey)?;
    sample::retain_sample(&mut documents, args.sample, args.seed);
    ensure!(
        !documents.is_empty(),
        "no document is below {}",
        dir.display()
    );
    let paths = documents
        .into_iter()
        .map(|document| dir.join(document.path));
    Ok(paths.collect())
}

/// The fingerprints of everything that a commit generates, by input.
struct Outputs(Vec<(String, Fingerprint)>);

impl Outputs {
    /// Builds a commit and generates from its own `spec/` and from the documents.
    fn generate(checkout: &Checkout, commit: &Commit, documents: &[PathBuf]) -> Result<Self> {
        let program = checkout.build(commit)?;
        let inputs = [None].into_iter().chain(documents.iter().map(Some));
        let inputs: Vec<Option<&PathBuf>> = inputs.collect();
        let outputs = pool::run("generating", &inputs, processors(), |input| {
            let (name, flag, path) = match input {
                Some(document) => (
                    document.display().to_string(),
                    "--openapi",
                    (*document).clone(),
                ),
                None => ("spec/".to_owned(), "--config", checkout.configuration()),
            };
            let fingerprint = Fingerprint::of_run(&program, flag, &path)
                .with_context(|| format!("{} cannot generate from {name}", commit.short))?;
            Ok((name, fingerprint))
        })?;
        Ok(Self(outputs))
    }

    /// The inputs whose output differs, with the kind of difference.
    fn differences<'a>(&'a self, after: &Self) -> Vec<(&'a str, Difference)> {
        let pairs = self.0.iter().zip(&after.0);
        pairs
            .map(|((name, before), (_, after))| (name.as_str(), before.difference(after)))
            .filter(|(_, difference)| *difference != Difference::None)
            .collect()
    }
}
