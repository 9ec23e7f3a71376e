//! The stubs of a sample of real documents, the same on every machine: they take the requests that
//! their documents allow, and refuse others.

use super::{Context, Done};
use crate::lab::{self, Profile};
use anyhow::Result;
use graphwright_cargo as cargo;

/// Where the documents are, beside the checkout.
const DOCUMENTS: &str = "../shared/corpus";

/// How many are taken, and which. One of them has no operations.
const SAMPLE: [&str; 4] = ["--sample", "21", "--seed", "1"];

/// Which are among them whatever the lot says: a big one, one with many schemas, one of Graph, and
/// one with every style of a parameter.
const WITH: [&str; 4] = [
    "apis/apis-guru/native30/influxdata.com.json",
    "apis/discord/openapi.json",
    "graph/powershell-2022-05/v1.0/Mail.yml",
    "*/parameters-style.yaml",
];

/// Compiles the stubs and asks them.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    if !context.root.join(DOCUMENTS).is_dir() {
        eprintln!("{DOCUMENTS} is not there: nothing to take a sample of");
        return Ok(Done::Ok);
    }
    let out = context.folder("stubs")?;
    let mut stubs = lab::command(context.root, Profile::Lab);
    stubs.args(["--quiet", "stubs", DOCUMENTS, "--out"]);
    stubs.arg(&out).args(SAMPLE);
    cargo::run(stubs.args(WITH.iter().flat_map(|glob| ["--with", glob])))?;
    Ok(Done::Ok)
}
