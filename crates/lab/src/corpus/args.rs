//! The flags of `corpus`.

use super::variation::VaryArgs;
use std::path::PathBuf;

/// Flags of `corpus`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder. A `VALIDITY.tsv` and a `DANGLING.tsv` in it say which documents should work.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Compile what was generated.
    #[arg(long)]
    pub check_compile: bool,
    /// Take only so many documents; of the valid ones, where the folder says which those are.
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// Which ones: the same number takes the same documents.
    #[arg(long, value_name = "S", default_value_t = 0, requires = "sample")]
    pub seed: u64,
    /// Documents at a time, and jobs of Cargo [default: the number of processors].
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Where results are kept [default: `target/corpus`].
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Take only documents whose path below DIR fits; `*` also matches `/`. May be given again.
    #[arg(long, value_name = "GLOB")]
    pub only: Vec<String>,
    /// Take every JSON and YAML file, those without an `openapi` key too: they must be refused.
    #[arg(long)]
    pub every_file: bool,
    /// Generate with `--keep-going`.
    #[arg(long)]
    pub keep_going: bool,
    #[command(flatten)]
    pub vary: VaryArgs,
}
