//! `cargo xtask corpus DIR`: every document of a folder through generation, and what comes out
//! through the compiler.
//!
//! ```text
//! documents -> generation, each in a process of its own -> results.jsonl  \
//!     `-> --check-compile: a workspace per 50 of them    -> compiled.jsonl  |-> table, corpus.json
//! ```
//!
//! Both files grow by a line a document, and what stands there is not done again: a run that was
//! stopped goes on where it was. A result counts as long as the document's own text and this program
//! are the same (and `--vary`); files that a document refers to are not looked at. What was compiled counts as long
//! as the generated text and the runtimes are the same.

mod compile;
mod log;
mod record;
mod table;
mod totals;
mod variation;

use crate::digest::digest;
use crate::documents::{self, Document, sample};
use crate::files::remove_folder;
use crate::generation::{Input, Task};
use crate::pool::{self, processors};
use crate::process::Limits;
use crate::results;
use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use graphwright::cli::Common;
use log::Log;
use record::{Outcome, Record};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use variation::{Variation, VaryArgs};

/// What one document may cost before it counts as a failure.
const LIMITS: Limits = Limits {
    time: Duration::from_mins(1),
    memory: 4 * 1024 * 1024 * 1024,
};

/// Flags of `corpus`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder. A `VALIDITY.tsv` and a `DANGLING.tsv` in it say which documents should work.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Compile what was generated.
    #[arg(long)]
    check_compile: bool,
    /// Take only so many documents; of the valid ones, where the folder says which those are.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Which ones: the same number takes the same documents.
    #[arg(long, value_name = "S", default_value_t = 0, requires = "sample")]
    seed: u64,
    /// Documents at a time, and jobs of Cargo [default: the number of processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Where results are kept [default: `target/corpus`].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Take only documents whose path below DIR fits; `*` also matches `/`. May be given again.
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Take every JSON and YAML file, those without an `openapi` key too: they must be refused.
    #[arg(long)]
    every_file: bool,
    /// Generate with `--keep-going`.
    #[arg(long)]
    keep_going: bool,
    #[command(flatten)]
    vary: VaryArgs,
}

/// Runs the command; `false` when generation broke down or what it wrote does not compile. A document
/// that is refused is no failure.
pub(crate) fn run(args: &Args, root: &Path, common: &Common) -> Result<bool> {
    let mut documents = documents::find(&args.dir, args.every_file)?;
    let run = Run::prepare(args, root, &documents)?;
    sample::retain_matching(&mut documents, &args.only)?;
    if let Some(number) = args.sample {
        sample::retain_sample(&mut documents, number, args.seed);
    }
    ensure!(
        !documents.is_empty(),
        "no document is below {}",
        args.dir.display()
    );
    let records = run.generate(&documents)?;
    let compiled = if args.check_compile {
        compile::run(&run, &documents, &records)?
    } else {
        HashMap::new()
    };
    let report = totals::Report::new(&run.name, &documents, &records, &compiled);
    let file = run.out.join("corpus.json");
    let human = table::render(&report);
    let what = "everything about each document";
    results::show(&report, human, (what, &file), common)?;
    Ok(report.passed())
}

/// What every step is given.
struct Run {
    /// The checkout.
    root: PathBuf,
    /// The folder of the documents, as it was named.
    name: String,
    dir: PathBuf,
    out: PathBuf,
    jobs: usize,
    keep_going: bool,
    /// How documents are changed, if they are.
    variation: Option<Variation>,
    /// A copy of this program: the one in `target` may be built anew while this run goes on.
    tool: PathBuf,
    /// The hash of it.
    build: String,
}

impl Run {
    fn prepare(args: &Args, root: &Path, documents: &[Document]) -> Result<Self> {
        let out = match &args.out {
            Some(out) => out.clone(),
            None => root.join("target/corpus"),
        };
        fs::create_dir_all(&out)?;
        let program = fs::read(std::env::current_exe()?)?;
        let build = digest([&program[..]]);
        let out = fs::canonicalize(out)?;
        let tool = out.join("xtask");
        // Another run may be using it: what it uses stays until it ends.
        if tool.exists() {
            fs::remove_file(&tool)?;
        }
        fs::copy(std::env::current_exe()?, &tool)?;
        let dir = fs::canonicalize(&args.dir)?;
        Ok(Self {
            root: fs::canonicalize(root)?,
            name: args.dir.display().to_string(),
            variation: Variation::new(&args.vary, &dir, documents)?,
            dir,
            out,
            jobs: args.jobs.unwrap_or_else(processors).max(1),
            keep_going: args.keep_going,
            tool,
            build,
        })
    }

    /// The result of every document, in their order.
    fn generate(&self, documents: &[Document]) -> Result<Vec<Record>> {
        let (log, known) = Log::<Record>::open(&self.out.join("results.jsonl"))?;
        // The last line about a document is the newest.
        let known: HashMap<(&str, &str), &Record> =
            known.iter().map(|record| (record.id(), record)).collect();
        let scratch = self.out.join("generated");
        let records = pool::run("generating", documents, self.jobs, |document| {
            let key = self.key(document)?;
            if let Some(record) = known.get(&(document.path.as_str(), key.as_str()))
                && record.outcome != Outcome::Timeout
            {
                return Ok((*record).clone());
            }
            let out = scratch.join(document.name());
            let record = self.result(document, key, &out)?;
            remove_folder(&out)?;
            log.append(&record)?;
            Ok(record)
        });
        remove_folder(&scratch)?;
        records
    }

    /// What a result depends on.
    fn key(&self, document: &Document) -> Result<String> {
        let text = fs::read(self.dir.join(&document.path))?;
        let flags: &[u8] = if self.keep_going { b"keep-going" } else { b"" };
        let mut texts = vec![&text[..], self.build.as_bytes(), flags];
        let variation = self.variation.as_ref().map(Variation::key);
        texts.extend(variation.as_ref().map(String::as_bytes));
        Ok(digest(texts))
    }

    /// Generates a document into a folder, and leaves what came out there.
    fn result(&self, document: &Document, key: String, out: &Path) -> Result<Record> {
        let own = Input::Document(&self.dir.join(&document.path), Some(&self.dir));
        let Some(variation) = &self.variation else {
            return self.outcome(document, key, own, &[], out);
        };
        let file = out.with_extension("json");
        let Some(varied) = variation.write(&self.dir, document, &file)? else {
            return self.outcome(document, key, own, &[], out);
        };
        let input = Input::Document(&file, None);
        let mut record = self.outcome(document, key, input, &varied.flags, out)?;
        fs::remove_file(&file)?;
        if record.outcome == Outcome::Refused {
            let as_it_is = self.outcome(document, String::new(), own, &[], out)?;
            record.as_it_is = Some(as_it_is.outcome);
        }
        record.varied = varied.steps;
        record.varied.extend(varied.flags);
        Ok(record)
    }

    fn outcome(
        &self,
        document: &Document,
        key: String,
        input: Input<'_>,
        flags: &[String],
        out: &Path,
    ) -> Result<Record> {
        remove_folder(out)?;
        let task = Task {
            tool: &self.tool,
            root: &self.root,
            input,
            out,
            name: &document.name(),
            keep_going: self.keep_going,
            flags,
        };
        let said = task
            .run(LIMITS)
            .with_context(|| format!("cannot run {}", self.tool.display()))?;
        Record::new(document, key, &self.dir, &said, out)
    }
}
