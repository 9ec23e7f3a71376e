//! The process that runs the generator on one input after the other, and ends at the first fault: a panic, a stack overflow
//! or an abort ends it anyway, and after any other fault it exits.
//!
//! It notes each input before it runs, so that its parent knows which one ended it.

use crate::process::Cost;
use anyhow::{Result, ensure};
use fs_err as fs;
use graphwright_fuzz::{Base, Folders, Target};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The name of the hidden command.
pub(super) const COMMAND: &str = "fuzz-worker";

/// The beginning of the line on the standard error that describes a fault.
pub(super) const MARKER: &str = "fault: ";

/// The processor time for an input, in milliseconds. Other processes do not change it.
const MAX_CPU_MS: u64 = 2_000;

/// The time for an input that waits instead of working.
const MAX_WALL: Duration = Duration::from_mins(1);

/// The resident memory, in bytes.
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// The pause between two looks at the cost.
const PAUSE: Duration = Duration::from_millis(20);

/// Flags of the hidden command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    target: String,
    /// One input, instead of many.
    #[arg(long)]
    file: Option<PathBuf>,
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The number of the first input.
    #[arg(long, default_value_t = 0)]
    from: u64,
    #[arg(long, default_value_t = 0)]
    seconds: u64,
    /// The folder for notes about the current input.
    #[arg(long)]
    notes: Option<PathBuf>,
    #[arg(long)]
    corpus: Option<PathBuf>,
}

/// The notes about the current input: files in a folder.
pub(super) struct Notes(PathBuf);

impl Notes {
    pub(super) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The current input.
    pub(super) fn input(&self) -> PathBuf {
        self.0.join("input")
    }

    /// Its number.
    pub(super) fn number(&self) -> PathBuf {
        self.0.join("number")
    }

    fn write(&self, number: u64, input: &str) -> Result<()> {
        fs::write(self.input(), input)?;
        Ok(fs::write(self.number(), number.to_string())?)
    }
}

/// Runs the command, and prints the number of the input that would be next.
pub(crate) fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let target = Target::find(&args.target)?;
    let folders = Folders {
        root,
        corpus: args.corpus.as_deref(),
    };
    let base = Base::read(&folders)?;
    let current = start_watchdog();
    if let Some(file) = &args.file {
        let input = fs::read_to_string(file)?;
        current.store(1, Ordering::Relaxed);
        return Ok(exit_code(run_input(target, &input, &base)));
    }
    let seeds = target.seeds(&folders)?;
    ensure!(
        target.is_bombs() || !seeds.is_empty(),
        "the target `{}` has no seeds",
        target.name
    );
    let notes = args.notes.as_deref().map(Notes::new);
    let end = Instant::now() + Duration::from_secs(args.seconds);
    let mut number = args.from;
    while Instant::now() < end
        && let Some(input) = target.input(&seeds, args.seed, number)
    {
        if let Some(notes) = &notes {
            notes.write(number, &input)?;
        }
        number += 1;
        current.store(number, Ordering::Relaxed);
        let outcome = run_input(target, &input, &base);
        if outcome == Outcome::Fault {
            return Ok(exit_code(outcome));
        }
    }
    println!("{number}");
    Ok(ExitCode::SUCCESS)
}

/// The outcome of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Fault,
}

/// Runs the generator on an input, and prints its fault if there is one.
fn run_input(target: &Target, input: &str, base: &Base) -> Outcome {
    match target.run(input, base) {
        Ok(()) => Outcome::Passed,
        Err(fault) => {
            eprintln!("{MARKER}{}\n{}", fault.summary, fault.evidence);
            Outcome::Fault
        }
    }
}

fn exit_code(outcome: Outcome) -> ExitCode {
    match outcome {
        Outcome::Passed => ExitCode::SUCCESS,
        Outcome::Fault => ExitCode::FAILURE,
    }
}

/// Starts a thread that ends this process if an input costs too much. The result is to be set to a number for each input; 0
/// means that none has started.
fn start_watchdog() -> &'static AtomicU64 {
    static CURRENT: AtomicU64 = AtomicU64::new(0);
    thread::spawn(|| {
        let mut number = 0;
        let mut start = Start::now();
        loop {
            thread::sleep(PAUSE);
            let now = CURRENT.load(Ordering::Relaxed);
            if number != now {
                number = now;
                start = Start::now();
            }
            if let Some(fault) = start.exceeded_limit().filter(|_| number > 0) {
                eprintln!("{MARKER}{fault}");
                std::process::exit(1);
            }
        }
    });
    &CURRENT
}

/// The start of an input.
struct Start {
    time: Instant,
    cost: Cost,
}

impl Start {
    fn now() -> Self {
        Self {
            time: Instant::now(),
            cost: Cost::of("self"),
        }
    }

    /// Describes the limit that was exceeded since, if one was.
    fn exceeded_limit(&self) -> Option<&'static str> {
        let now = Cost::of("self");
        let spent = now.cpu_ms.zip(self.cost.cpu_ms);
        let spent = spent.map(|(now, before)| now.saturating_sub(before));
        if spent > Some(MAX_CPU_MS) || self.time.elapsed() > MAX_WALL {
            return Some("too much time");
        }
        (now.peak_bytes > Some(MAX_BYTES)).then_some("too much memory")
    }
}
