//! Samples of real documents, the same on every machine: what is generated from them compiles, and
//! takes their examples and gives them back.
//!
//! The documents are the project's test data and no part of it, so without them there is nothing to
//! do here. `cargo xtask corpus` takes all of them, `cargo xtask truth` a larger sample.

use super::{Context, Done};
use crate::lab::{self, Profile};
use anyhow::Result;
use graphwright_cargo as cargo;

/// Where the documents are, beside the checkout.
const DOCUMENTS: &str = "../shared/corpus";

/// How many are taken, and which.
const SAMPLE: [&str; 4] = ["--sample", "25", "--seed", "1"];

/// How many are changed first, as other authors might have written them, and how.
const VARIED: [&str; 6] = ["--sample", "20", "--seed", "1", "--vary", "1"];

/// How many are asked for their examples, and which.
const ASKED: [&str; 4] = ["--sample", "8", "--seed", "1"];

/// Generates from the samples and compiles what comes out; takes the examples of another through it.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    let documents = context.root.join(DOCUMENTS);
    if !documents.is_dir() {
        eprintln!("{DOCUMENTS} is not there: nothing to take a sample of");
        return Ok(Done::Ok);
    }
    let out = context.folder("documents")?;
    for sample in [&SAMPLE[..], &VARIED] {
        let mut corpus = lab::command(context.root, Profile::Lab);
        corpus.args(["--quiet", "corpus", DOCUMENTS, "--check-compile", "--out"]);
        cargo::run(corpus.arg(&out).args(sample))?;
    }
    let mut truth = lab::command(context.root, Profile::Lab);
    truth.args(["--quiet", "truth", DOCUMENTS, "--out"]);
    cargo::run(truth.arg(&out).args(ASKED))?;
    Ok(Done::Ok)
}
