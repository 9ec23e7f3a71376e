//! `cargo xtask fuzz`: hostile inputs by the thousand, made from real ones, each through the
//! generator.
//!
//! ```text
//! spec/, tests' cases, a folder -> changed texts and trees -> a process that generates -> faults
//!                                                              | made smaller, written down
//! ```
//!
//! A panic, an abort, an overflow of the stack, more time or memory than an input of its size may
//! take, output that does not parse, and an error without a place are all faults. The inputs of a
//! seed are the same on every machine.

mod fault;
mod libfuzzer;
mod minimizer;
mod worker;

pub(crate) use worker::{Args as WorkerArgs, run as work};

use crate::process::{self, Ended, Limits};
use anyhow::{Context as _, Result};
use fs_err as fs;
use graphwright::cli::Common;
use graphwright_fuzz::{TARGETS, Target, bomb_name};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use worker::Notes;

/// What a process may take beyond the time that it was given; it ends itself long before.
const SPARE: Duration = Duration::from_mins(2);

/// What a process may take in memory; it ends itself long before.
const MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// A target with so many different faults is given up.
const ENOUGH: usize = 10;

/// Flags of `fuzz`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How long each target runs.
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Only this target: `document`, `entity`, `fixups`, `policy`, `config`, `names` or `bombs`.
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
    /// Which inputs: the same number gives the same ones.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// A folder whose documents are changed too.
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Run this one input, and say what goes wrong.
    #[arg(long, value_name = "FILE", requires = "target")]
    replay: Option<PathBuf>,
    /// Let libFuzzer lead, by coverage; `cargo fuzz` is installed where it is missing.
    #[arg(long, conflicts_with = "replay")]
    guided: bool,
}

/// Runs the command; `false` when anything was found.
pub(crate) fn run(args: &Args, root: &Path, common: &Common) -> Result<bool> {
    let wanted = match &args.target {
        Some(name) => std::slice::from_ref(Target::find(name)?),
        None => TARGETS,
    };
    if args.guided {
        return libfuzzer::run_all(args, root, wanted);
    }
    let mut fine = true;
    for target in wanted {
        let hunt = Hunt::prepare(args, root, target)?;
        if let Some(file) = &args.replay {
            let ended = hunt.replay(file)?;
            print!("{}{}", ended.stdout, ended.stderr);
            return Ok(ended.is_success());
        }
        let caught = hunt.run()?;
        if !common.quiet || !caught.faults.is_empty() {
            println!("{}", caught.line(target.name));
        }
        for (fault, input) in &caught.faults {
            let path = input.display();
            println!(
                "  {fault}\n    cargo xtask fuzz --target {} --replay {path}",
                target.name
            );
        }
        fine &= caught.faults.is_empty();
    }
    Ok(fine)
}

/// A target being fuzzed.
struct Hunt<'a> {
    args: &'a Args,
    target: &'a Target,
    tool: PathBuf,
    /// Where faults are written.
    out: PathBuf,
}

/// What came of it.
struct Caught {
    inputs: u64,
    time: Duration,
    /// The smallest input of each fault.
    faults: BTreeMap<String, PathBuf>,
}

impl Caught {
    fn line(&self, target: &str) -> String {
        let (inputs, seconds) = (self.inputs, self.time.as_secs_f64());
        format!(
            "{target:10} {inputs:8} inputs in {seconds:5.1} s, {} faults",
            self.faults.len()
        )
    }
}

impl<'a> Hunt<'a> {
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

    /// Starts processes until the time is over, each behind the input that ended the one before.
    fn run(&self) -> Result<Caught> {
        let started = Instant::now();
        let time = Duration::from_secs(self.args.seconds);
        let notes = tempfile::tempdir()?;
        let mut faults = BTreeMap::new();
        let mut next = 0;
        while let Some(left) = time.checked_sub(started.elapsed())
            && faults.len() < ENOUGH
        {
            let ended = self.many(next, left, notes.path())?;
            let Some(fault) = fault::fault(&ended) else {
                next = ended.stdout.trim().parse().unwrap_or(next);
                break;
            };
            let notes = Notes::new(notes.path());
            let number = fs::read_to_string(notes.number());
            let number: u64 = number.context(ended.stderr)?.parse()?;
            next = number + 1;
            let fault = match bomb_name(number).filter(|_| self.target.is_bombs()) {
                Some(bomb) => format!("{bomb}: {fault}"),
                None => fault,
            };
            if let Entry::Vacant(place) = faults.entry(fault) {
                place.insert(self.keep(&fs::read_to_string(notes.input())?)?);
            }
        }
        Ok(Caught {
            inputs: next,
            time: started.elapsed(),
            faults,
        })
    }

    /// Writes down the smallest input that goes wrong in the same way.
    fn keep(&self, input: &str) -> Result<PathBuf> {
        let scratch = tempfile::NamedTempFile::new()?;
        let fault = |input: &str| {
            fs::write(scratch.path(), input).ok()?;
            fault::fault(&self.replay(scratch.path()).ok()?)
        };
        let small = match fault(input) {
            // Bombs are what they are by their size.
            Some(first) if !self.target.is_bombs() => {
                minimizer::minimize(input, |less| fault(less).as_ref() == Some(&first))
            }
            _ => input.to_owned(),
        };
        let hash = format!("{:x}", Sha256::digest(&small));
        let file = self.out.join(&hash[..12]);
        fs::write(&file, small)?;
        Ok(file)
    }

    /// A process that takes inputs from a number on, for some time.
    fn many(&self, from: u64, time: Duration, notes: &Path) -> Result<Ended> {
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

    /// A process that takes one input.
    fn replay(&self, file: &Path) -> Result<Ended> {
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
        time: time + SPARE,
        memory: MEMORY,
    }
}
