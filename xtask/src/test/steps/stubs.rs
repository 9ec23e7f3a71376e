//! The stubs of a sample of real documents, the same on every machine: they accept the requests that
//! their documents allow, and refuse others.

use crate::lab::{self, Profile};
use crate::test::context::{Context, Done};
use anyhow::Result;
use graphwright_cargo as cargo;

/// The folder of the documents, alongside the checkout.
const DOCUMENTS: &str = "../shared/corpus";

/// The sample. One of its documents has no operations.
const SAMPLE: [&str; 4] = ["--sample", "21", "--seed", "1"];

/// Documents that are always in the sample: a big one, one with many schemas, one of Graph, and
/// one with every style of a parameter.
const WITH: [&str; 4] = [
    "apis/apis-guru/native30/influxdata.com.json",
    "apis/discord/openapi.json",
    "graph/powershell-2022-05/v1.0/Mail.yml",
    "*/parameters-style.yaml",
];

/// Compiles the stubs and sends them requests.
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
