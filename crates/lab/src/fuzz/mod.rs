//! `cargo xtask fuzz`: runs the generator on hostile inputs by the thousand, mutated from real ones.
//!
//! ```text
//! spec/, cases of tests, a folder -> mutated texts and trees -> a process that generates -> faults
//!                                                                 `-> minimized, kept below target/fuzz
//! ```
//!
//! A fault is a panic, an abort, a stack overflow, too much time or memory for an input, output that does not parse, or an
//! error without a location. The targets and their mutations are those of `graphwright_fuzz`; a seed has the same inputs on
//! every machine.
//!
//! Each distinct fault is minimized, and the command that replays it is printed.

mod fault;
mod libfuzzer;
mod minimizer;
mod worker;

pub(crate) use worker::{Args as WorkerArgs, run as work};

use crate::digest::digest;
use crate::process::{self, Limits, ProcessResult};
use anyhow::{Context as _, Result};
use fs_err as fs;
use graphwright::cli::Common;
use graphwright_fuzz::{TARGETS, Target, bomb_name};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use worker::Notes;

/// The time that a process may take beyond what it was given; it ends itself long before.
const SPARE_TIME: Duration = Duration::from_mins(2);

/// The memory of a process; it ends itself long before.
const MAX_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// The number of different faults after which a target is given up.
const MAX_FAULTS: usize = 10;

/// Flags of `fuzz`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The time of each target.
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Only this target: `document`, `entity`, `fixups`, `policy`, `config`, `names` or `bombs`.
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
    /// The seed of the inputs: the same number gives the same ones.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// A folder whose documents are mutated too.
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Run this input only, and print its fault.
    #[arg(long, value_name = "FILE", requires = "target")]
    replay: Option<PathBuf>,
    /// Fuzz led by coverage, with libFuzzer; `cargo fuzz` is installed if it is missing.
    #[arg(long, conflicts_with = "replay")]
    guided: bool,
}

/// Runs the command; `false` if there was a fault.
pub(crate) fn run(args: &Args, root: &Path, common: &Common) -> Result<bool> {
    let targets = match &args.target {
        Some(name) => std::slice::from_ref(Target::find(name)?),
        None => TARGETS,
    };
    if args.guided {
        return libfuzzer::run_all(args, root, targets);
    }
    let mut passed = true;
    for target in targets {
        let session = Session::prepare(args, root, target)?;
        if let Some(file) = &args.replay {
            let result = session.replay(file)?;
            print!("{}{}", result.stdout, result.stderr);
            return Ok(result.is_success());
        }
        let findings = session.run()?;
        if !common.quiet || !findings.faults.is_empty() {
            println!("{}", findings.summary(target.name));
        }
        for (fault, input) in &findings.faults {
            let path = input.display();
            println!(
                "  {fault}\n    cargo xtask fuzz --target {} --replay {path}",
                target.name
            );
        }
        passed &= findings.faults.is_empty();
    }
    Ok(passed)
}

/// The fuzzing of a target.
struct Session<'a> {
    args: &'a Args,
    target: &'a Target,
    tool: PathBuf,
    /// The folder for faults.
    out: PathBuf,
}

/// The findings of a session.
struct Findings {
    inputs: u64,
    time: Duration,
    /// The file with the minimized input of each fault.
    faults: BTreeMap<String, PathBuf>,
}

impl Findings {
    fn summary(&self, target: &str) -> String {
        let (inputs, seconds) = (self.inputs, self.time.as_secs_f64());
        format!(
            "{target:10} {inputs:8} inputs in {seconds:5.1} s, {} faults",
            self.faults.len()
        )
    }
}

impl<'a> Session<'a> {
    fn prepare(args: &'a Args, root: &Path, target: &'a Target) -> Result<Self> {
        let out = root.join("target/fuzz").join(target.name);
        fs::create_dir_all(&out)?;
        let tool = std::env::current_exe()?;
        Ok(Self {
            args,
            target,
            tool,
            out,
        })
    }

    /// Starts processes until the time is over, each after the input that ended the one before.
    fn run(&self) -> Result<Findings> {
        let started = Instant::now();
        let time = Duration::from_secs(self.args.seconds);
        let notes = tempfile::tempdir()?;
        let mut faults = BTreeMap::new();
        let mut next = 0;
        while let Some(left) = time.checked_sub(started.elapsed())
            && faults.len() < MAX_FAULTS
        {
            let result = self.run_worker(next, left, notes.path())?;
            let Some(fault) = fault::describe(&result) else {
                next = result.stdout.trim().parse().unwrap_or(next);
                break;
            };
            let notes = Notes::new(notes.path());
            let number = fs::read_to_string(notes.number());
            let number: u64 = number.context(result.stderr)?.parse()?;
            next = number + 1;
            let fault = match bomb_name(number).filter(|_| self.target.is_bombs()) {
                Some(bomb) => format!("{bomb}: {fault}"),
                None => fault,
            };
            if let Entry::Vacant(entry) = faults.entry(fault) {
                entry.insert(self.minimize(&fs::read_to_string(notes.input())?)?);
            }
        }
        Ok(Findings {
            inputs: next,
            time: started.elapsed(),
            faults,
        })
    }

    /// Minimizes an input while it has the same fault, and writes it to a file.
    fn minimize(&self, input: &str) -> Result<PathBuf> {
        let scratch = tempfile::NamedTempFile::new()?;
        let find_fault = |input: &str| {
            fs::write(scratch.path(), input).ok()?;
            fault::describe(&self.replay(scratch.path()).ok()?)
        };
        let small = match find_fault(input) {
            // The size of a bomb is its point.
            Some(first) if !self.target.is_bombs() => {
                minimizer::minimize(input, |less| find_fault(less).as_ref() == Some(&first))
            }
            _ => input.to_owned(),
        };
        let file = self.out.join(&digest([small.as_bytes()])[..12]);
        fs::write(&file, small)?;
        Ok(file)
    }

    /// Runs a process on the inputs from a number on, for some time.
    fn run_worker(&self, from: u64, time: Duration, notes: &Path) -> Result<ProcessResult> {
        let mut command = self.command();
        let seconds = time.as_secs().max(1);
        command.args([
            "--from",
            &from.to_string(),
            "--seconds",
            &seconds.to_string(),
        ]);
        command
            .args(["--seed", &self.args.seed.to_string()])
            .arg("--notes")
            .arg(notes);
        if let Some(corpus) = &self.args.corpus {
            command.arg("--corpus").arg(corpus);
        }
        process::run(&mut command, limits(time))
    }

    /// Runs a process on one input.
    fn replay(&self, file: &Path) -> Result<ProcessResult> {
        process::run(
            self.command().arg("--file").arg(file),
            limits(Duration::ZERO),
        )
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.tool);
        command.args([worker::COMMAND, "--target", self.target.name]);
        command.env("RUST_BACKTRACE", "0");
        command
    }
}

fn limits(time: Duration) -> Limits {
    Limits {
        time: time + SPARE_TIME,
        memory: MAX_MEMORY,
    }
}
