//! The stages of a run, as `codegen` runs them: the plan, which measures its own stages, and then writing.

use super::figures::{Case, STAGES, Whole};
use anyhow::{Result, anyhow};
use camino::Utf8Path;
use fs_err as fs;
use graphwright::cli::{CodegenArgs, Program};
use graphwright::files::Disk;
use graphwright::output::Folder;
use graphwright::plan::plan;
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
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
    run_round(&settings, &mut case)?;
    for _ in 0..rounds {
        let times = run_round(&settings, &mut case)?;
        for (stage, time) in case.stages.iter_mut().zip(times) {
            stage.push(time);
        }
    }
    Ok(case)
}

/// Runs one round; the times of the stages, in the order of [`STAGES`].
fn run_round(settings: &Settings, case: &mut Case) -> Result<[Duration; STAGES.len()]> {
    remove_output(&settings.dir)?;
    let plan = plan(settings, &mut InputReader::new(&Disk));
    let started = Instant::now();
    let folder = Folder::open(&settings.dir, settings.placement())
        .map_err(|message| anyhow!(message.text))?;
    let written = folder.write(&folder.compare(&plan.files)?);
    written.map_err(|failure| anyhow!("{}: {}", failure.path, failure.error))?;
    let write = started.elapsed();
    case.operations = plan.api.operations.len();
    case.files = plan.files.len();
    let times = plan.times;
    Ok([
        times.read,
        times.lower,
        times.report,
        times.emit,
        times.print,
        write,
    ])
}

/// Removes the output of the round before.
fn remove_output(folder: &Utf8Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
