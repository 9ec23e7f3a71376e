//! The stages of a run, one after the other as `graphwright::plan` runs them, with a clock between.

use super::figures::{Case, STAGES, Whole};
use anyhow::{Context, Result, anyhow, bail};
use camino::Utf8Path;
use fs_err as fs;
use graphwright::cli::{CodegenArgs, Program};
use graphwright::files::Disk;
use graphwright::output::Folder;
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use graphwright_emit::emit_timed;
use graphwright_lower::lower;
use graphwright_source::fixup;
use std::time::{Duration, Instant};

/// Runs a document through the stages: once to warm up, and then as often as is wanted.
pub(super) fn measure(
    name: &str,
    codegen: &CodegenArgs,
    program: &Program,
    rounds: usize,
) -> Result<Case> {
    let settings = Settings::resolve(codegen, program, &mut InputReader::new(&Disk));
    let settings = settings.map_err(|messages| {
        let texts: Vec<String> = messages.into_iter().map(|message| message.text).collect();
        anyhow!("{}", texts.join("; "))
    })?;
    let mut case = Case {
        name: name.to_owned(),
        bytes: fs::metadata(&settings.inputs.openapi.path)?.len(),
        operations: 0,
        files: 0,
        stages: STAGES.map(|_| Vec::new()),
        whole: Whole::default(),
    };
    for counts in std::iter::once(false).chain((0..rounds).map(|_| true)) {
        let times = round(&settings, &mut case)?;
        for (stage, time) in case.stages.iter_mut().zip(times) {
            stage.extend(counts.then_some(time));
        }
    }
    Ok(case)
}

/// One round; what the stages took, in the order of [`STAGES`].
fn round(settings: &Settings, case: &mut Case) -> Result<[Duration; STAGES.len()]> {
    empty(&settings.dir)?;
    let mut clock = Clock(Instant::now());
    let mut sources = InputReader::new(&Disk);
    let document = read(settings, &mut sources)?;
    let parse = clock.lap();
    let lowered = lower(&document, &settings.lowering());
    let lowering = clock.lap();
    let (files, effort) = emit_timed(&lowered.api, &settings.emit);
    let both = clock.lap();
    // Each thread does both for file after file, so each has its part of what all of them took.
    let part = effort.printing.as_secs_f64() / effort.whole.as_secs_f64().max(f64::MIN_POSITIVE);
    let printing = both.mul_f64(part.min(1.0));
    let folder = Folder::open(&settings.dir, settings.emit.workspace)
        .map_err(|message| anyhow!(message.text))?;
    let written = folder.write(&folder.compare(&files)?);
    written.map_err(|failure| anyhow!("{}: {}", failure.path, failure.error))?;
    let writing = clock.lap();
    case.operations = lowered.api.operations.len();
    case.files = files.len();
    Ok([
        parse,
        lowering,
        both.saturating_sub(printing),
        printing,
        writing,
    ])
}

/// The document and its fixups.
fn read(
    settings: &Settings,
    sources: &mut InputReader<'_>,
) -> Result<graphwright_source::openapi::Document> {
    let mut fixups = Vec::new();
    if let Some(input) = &settings.inputs.fixups {
        let file = sources
            .open(&input.path)
            .map_err(|refused| anyhow!(refused.message))?;
        fixups = fixup::read(&sources.map, file).0;
    }
    let file = sources
        .open(&settings.inputs.openapi.path)
        .map_err(|refused| anyhow!(refused.message))?;
    let read = sources.document(file, &settings.inputs.root, &fixups);
    let first = read.diagnostics.iter().find(|found| found.is_error());
    match (read.document, first) {
        (Some(document), _) => Ok(document),
        (None, Some(error)) => bail!("{}: {}", settings.inputs.openapi.path, error.message),
        (None, None) => None.context("the document could not be read"),
    }
}

/// Removes what the round before wrote.
fn empty(folder: &Utf8Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Tells the time since it was last asked.
struct Clock(Instant);

impl Clock {
    fn lap(&mut self) -> Duration {
        let before = std::mem::replace(&mut self.0, Instant::now());
        self.0 - before
    }
}
