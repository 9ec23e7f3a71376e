//! The flags of `corpus`.

use super::variation::VaryArgs;
use std::path::PathBuf;

/// Flags of `corpus`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of documents. `VALIDITY.tsv` and `DANGLING.tsv` in it tell which documents are valid.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Compile the output.
    #[arg(long)]
    pub check_compile: bool,
    /// Take N documents at random, of the valid ones if the folder tells which are.
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// The seed of the sample: the same number takes the same documents.
    #[arg(long, value_name = "S", default_value_t = 0, requires = "sample")]
    pub seed: u64,
    /// Documents at a time, and jobs of Cargo [default: the number of processors].
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// The folder for results [default: `target/corpus`].
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Take only documents whose path below DIR matches; `*` also matches `/`. Can be repeated.
    #[arg(long, value_name = "GLOB")]
    pub only: Vec<String>,
    /// Take every JSON and YAML file, including those without an `openapi` key, which must be refused.
    #[arg(long)]
    pub every_file: bool,
    /// Generate with `--keep-going`.
    #[arg(long)]
    pub keep_going: bool,
    #[command(flatten)]
    pub vary: VaryArgs,
}
