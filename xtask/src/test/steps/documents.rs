//! Samples of real documents, the same on every machine: the crates generated from them compile, and
//! decode and encode the documents' examples without a loss.
//!
//! The documents are the project's test data and not part of it; without them there is nothing to
//! do here. `cargo xtask corpus` takes all of them, `cargo xtask truth` a larger sample.

use crate::lab::{self, Profile};
use crate::test::context::{Context, Done};
use anyhow::Result;
use graphwright_cargo as cargo;

/// The folder of the documents, alongside the checkout.
const DOCUMENTS: &str = "../shared/corpus";

/// The sample to generate from.
const SAMPLE: [&str; 4] = ["--sample", "25", "--seed", "1"];

/// The sample that is mutated first, into what other authors might have written.
const VARIED: [&str; 6] = ["--sample", "20", "--seed", "1", "--vary", "1"];

/// The sample whose examples are decoded and encoded.
const ASKED: [&str; 4] = ["--sample", "8", "--seed", "1"];

/// Generates from the samples, compiles the output, and runs examples through it.
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
