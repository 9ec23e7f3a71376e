//! Generation of every document whose result is not known yet.

use super::args::Args;
use super::log::Log;
use super::record::{Outcome, Record};
use super::variation::Variation;
use crate::digest::digest;
use crate::documents::Document;
use crate::files::remove_folder;
use crate::generation::{Input, Task};
use crate::pool::{self, processors};
use crate::process::Limits;
use anyhow::{Context as _, Result};
use fs_err as fs;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The limits of a document; one that exceeds them is a failure.
const LIMITS: Limits = Limits {
    time: Duration::from_mins(1),
    memory: 4 * 1024 * 1024 * 1024,
};

/// The folders and flags of a run.
pub(super) struct Run {
    /// The checkout.
    pub root: PathBuf,
    /// The folder of the documents, as the command line has it.
    pub name: String,
    dir: PathBuf,
    pub out: PathBuf,
    pub jobs: usize,
    keep_going: bool,
    /// The changes to documents, with `--vary`.
    variation: Option<Variation>,
    /// A copy of this program: the one in `target` may be rebuilt during this run.
    tool: PathBuf,
    /// The hash of this program.
    build: String,
}

impl Run {
    /// Creates the folder for results, and copies this program to it.
    pub(super) fn prepare(args: &Args, root: &Path, documents: &[Document]) -> Result<Self> {
        let out = match &args.out {
            Some(out) => out.clone(),
            None => root.join("target/corpus"),
        };
        fs::create_dir_all(&out)?;
        let program = fs::read(std::env::current_exe()?)?;
        let build = digest([&program[..]]);
        let out = fs::canonicalize(out)?;
        let tool = out.join("lab");
        // Another run may be using it: a removed file stays there until that run ends.
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

    /// Generates from every document; the results in the order of the documents.
    pub(super) fn generate(&self, documents: &[Document]) -> Result<Vec<Record>> {
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
            let record = self.generate_document(document, key, &out)?;
            remove_folder(&out)?;
            log.append(&record)?;
            Ok(record)
        });
        remove_folder(&scratch)?;
        records
    }

    /// Hashes everything that the result of a document depends on.
    fn key(&self, document: &Document) -> Result<String> {
        let text = fs::read(self.dir.join(&document.path))?;
        let flags: &[u8] = if self.keep_going { b"keep-going" } else { b"" };
        let mut texts = vec![&text[..], self.build.as_bytes(), flags];
        let variation = self.variation.as_ref().map(Variation::key);
        texts.extend(variation.as_ref().map(String::as_bytes));
        Ok(digest(texts))
    }

    /// Generates from a document into a folder, and leaves the output there.
    pub(super) fn generate_document(
        &self,
        document: &Document,
        key: String,
        out: &Path,
    ) -> Result<Record> {
        let original = Input::Document(&self.dir.join(&document.path), Some(&self.dir));
        let Some(variation) = &self.variation else {
            return self.run_codegen(document, key, original, &[], out);
        };
        let file = out.with_extension("json");
        let Some(varied) = variation.write(&self.dir, document, &file)? else {
            return self.run_codegen(document, key, original, &[], out);
        };
        let input = Input::Document(&file, None);
        let mut record = self.run_codegen(document, key, input, &varied.flags, out)?;
        fs::remove_file(&file)?;
        if record.outcome == Outcome::Refused {
            let unchanged = self.run_codegen(document, String::new(), original, &[], out)?;
            record.unchanged = Some(unchanged.outcome);
        }
        record.variations = varied.steps;
        record.variations.extend(varied.flags);
        Ok(record)
    }

    fn run_codegen(
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
        let output = task
            .run(LIMITS)
            .with_context(|| format!("cannot run {}", self.tool.display()))?;
        Record::new(document, key, &self.dir, &output, out)
    }
}
