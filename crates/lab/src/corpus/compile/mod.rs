//! `--check-compile`: compiles the output of the generator.
//!
//! Documents are compiled in batches of fifty: one workspace with the model, the client and the server of each, over the
//! runtimes of this checkout. All batches share a target folder, so that their dependencies are compiled once. After a batch
//! its sources and build artifacts are removed: a whole corpus would fill a disk.

mod messages;
mod record;

use super::log::Log;
use super::record::{Outcome, Record};
use super::run::Run;
use crate::digest::digest;
use crate::documents::Document;
use crate::files::remove_folder;
use crate::pool;
use anyhow::{Context, Result, bail, ensure};
use fs_err as fs;
use graphwright_cargo::cargo;
use messages::Findings;
pub(super) use record::Compilation;
use record::TARGETS;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The number of documents in a workspace.
const BATCH_SIZE: usize = 50;

/// A document to compile.
struct Job<'a> {
    document: &'a Document,
    record: &'a Record,
    key: String,
}

/// Compiles the output for each document, unless its result is known; the results by path.
pub(super) fn run(
    run: &Run,
    documents: &[Document],
    records: &[Record],
) -> Result<HashMap<String, Compilation>> {
    let (log, known) = Log::<Compilation>::open(&run.out.join("compiled.jsonl"))?;
    let known: HashMap<_, _> = known
        .into_iter()
        .map(|compiled| ((compiled.path.clone(), compiled.key.clone()), compiled))
        .collect();
    let base = hash_base(&run.root)?;
    let mut results = HashMap::new();
    let mut jobs = Vec::new();
    for (document, record) in documents.iter().zip(records) {
        if record.outcome != Outcome::Generated {
            continue;
        }
        let key = digest([record.output.as_bytes(), base.as_bytes()]);
        match known.get(&(record.path.clone(), key.clone())) {
            Some(compiled) if compiled.is_final() => {
                results.insert(record.path.clone(), compiled.clone());
            }
            _ => jobs.push(Job {
                document,
                record,
                key,
            }),
        }
    }
    let batches = jobs.len().div_ceil(BATCH_SIZE);
    for (index, jobs) in jobs.chunks(BATCH_SIZE).enumerate() {
        let activity = format!("compiling, batch {} of {batches}", index + 1);
        for compiled in compile_batch(run, &activity, jobs)? {
            log.append(&compiled)?;
            results.insert(compiled.path.clone(), compiled);
        }
    }
    Ok(results)
}

/// Hashes what generated crates depend on: the sources of the runtimes and the lock file.
fn hash_base(root: &Path) -> Result<String> {
    let mut texts = vec![fs::read(root.join("Cargo.lock"))?];
    for runtime in ["wire", "client", "oauth", "server"] {
        let crate_ = root.join("crates").join(runtime);
        texts.push(fs::read(crate_.join("Cargo.toml"))?);
        read_sources(&crate_.join("src"), &mut texts)?;
    }
    Ok(digest(texts.iter().map(Vec::as_slice)))
}

/// Reads the files of a folder and its subfolders, each after its path.
fn read_sources(folder: &Path, texts: &mut Vec<Vec<u8>>) -> Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        texts.push(path.as_os_str().as_encoded_bytes().to_vec());
        if path.is_dir() {
            read_sources(&path, texts)?;
        } else {
            texts.push(fs::read(path)?);
        }
    }
    Ok(())
}

/// Generates from some documents, compiles the output, and removes every trace of it.
fn compile_batch(run: &Run, activity: &str, jobs: &[Job<'_>]) -> Result<Vec<Compilation>> {
    let started = Instant::now();
    let workspace = Workspace::create(run, jobs)?;
    let findings = workspace.check(activity, jobs.len())?;
    workspace.clean(jobs)?;
    let compiled: Vec<Compilation> = jobs
        .iter()
        .map(|job| findings.result(job.document, &job.key))
        .collect();
    let clean = compiled.iter().filter(|result| result.is_clean()).count();
    eprintln!(
        "{activity}: {clean} of {} documents compile, {} s",
        jobs.len(),
        started.elapsed().as_secs()
    );
    Ok(compiled)
}

/// The workspace of a batch.
struct Workspace<'a> {
    run: &'a Run,
    folder: PathBuf,
}

impl<'a> Workspace<'a> {
    /// Generates from every document into a new workspace.
    fn create(run: &'a Run, jobs: &[Job<'_>]) -> Result<Self> {
        let folder = run.out.join("batch");
        remove_folder(&folder)?;
        fs::create_dir_all(&folder)?;
        pool::run("generating", jobs, run.jobs, |job| {
            let out = folder.join(job.document.name());
            let again = run.generate_document(job.document, job.record.key.clone(), &out)?;
            ensure!(
                again.output == job.record.output,
                "{} was generated differently the second time",
                job.record.path
            );
            // The batch is one workspace: the manifest and the lock file of a single document are not needed.
            for file in ["Cargo.toml", "Cargo.lock"] {
                fs::remove_file(out.join(file))?;
            }
            Ok(())
        })?;
        let members: Vec<String> = TARGETS
            .iter()
            .map(|target| format!("\"*/{target}\""))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(run.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self { run, folder })
    }

    /// Cargo in the workspace, with the target folder of all batches.
    fn cargo(&self) -> Command {
        let mut cargo = cargo(&self.folder);
        cargo.env("CARGO_TARGET_DIR", self.run.out.join("target"));
        // Nothing here is compiled a second time.
        cargo.env("CARGO_INCREMENTAL", "0");
        cargo
    }

    fn check(&self, activity: &str, documents: usize) -> Result<Findings> {
        let mut errors = tempfile::tempfile()?;
        let mut child = self
            .cargo()
            .args(["check", "--workspace", "--keep-going", "--quiet"])
            .args(["--message-format", "json", "--jobs"])
            .arg(self.run.jobs.to_string())
            .stdout(Stdio::piped())
            .stderr(errors.try_clone()?)
            .spawn()
            .context("cannot run cargo")?;
        let bar = pool::progress_bar(activity, documents * TARGETS.len());
        let mut findings = Findings::default();
        for line in child
            .stdout
            .take()
            .into_iter()
            .flat_map(|out| BufReader::new(out).lines())
        {
            if findings.add_line(&line?, &self.folder) {
                bar.inc(1);
            }
        }
        bar.finish_and_clear();
        let status = child.wait()?;
        if !status.success() && !findings.has_errors() {
            let mut text = String::new();
            errors.rewind()?;
            errors.read_to_string(&mut text)?;
            bail!(
                "cargo check ended with {status} in {}:\n{text}",
                self.folder.display()
            );
        }
        Ok(findings)
    }

    fn clean(&self, jobs: &[Job<'_>]) -> Result<()> {
        let mut clean = self.cargo();
        clean.args(["clean", "--quiet"]);
        for job in jobs {
            for target in TARGETS {
                clean.arg("--package");
                clean.arg(format!("{}-{target}", job.document.name()));
            }
        }
        ensure!(clean.status()?.success(), "cargo clean failed");
        remove_folder(&self.folder)
    }
}
