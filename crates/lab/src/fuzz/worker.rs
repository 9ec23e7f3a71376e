//! The process that takes inputs through the generator, one after the other, and dies of the first
//! that goes wrong: of a panic, an overflow or an abort by itself, of all else by its own hand.
//!
//! Before each input it writes down which one it is, so whoever started it knows what killed it.

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

/// What one input may cost: milliseconds on a processor, which a busy machine does not change.
const MOST_MS: u64 = 2_000;

/// The same on the clock, for what waits instead of working.
const MOST_WALL: Duration = Duration::from_mins(1);

/// The memory that may be resident, in bytes.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// How often costs are looked at.
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
    /// The folder that says which input is under way.
    #[arg(long)]
    notes: Option<PathBuf>,
    #[arg(long)]
    corpus: Option<PathBuf>,
}

/// The files in the folder of notes.
pub(super) struct Notes(PathBuf);

impl Notes {
    pub(super) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The input that is under way.
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

/// Runs the command. Prints the number of the input that it would take next.
pub(crate) fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let target = Target::find(&args.target)?;
    let folders = Folders {
        root,
        corpus: args.corpus.as_deref(),
    };
    let base = Base::read(&folders)?;
    let current = watch();
    if let Some(file) = &args.file {
        let input = fs::read_to_string(file)?;
        current.store(1, Ordering::Relaxed);
        return Ok(exit(take(target, &input, &base)));
    }
    let seeds = target.seeds(&folders)?;
    ensure!(
        target.is_bombs() || !seeds.is_empty(),
        "`{}` has nothing to make inputs from",
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
        if !take(target, &input, &base) {
            return Ok(exit(false));
        }
    }
    println!("{number}");
    Ok(ExitCode::SUCCESS)
}

/// Takes one input; whether all was well.
fn take(target: &Target, input: &str, base: &Base) -> bool {
    let taken = target.run(input, base);
    if let Err(fault) = &taken {
        eprintln!("wrong: {}\n{}", fault.summary, fault.evidence);
    }
    taken.is_ok()
}

fn exit(fine: bool) -> ExitCode {
    if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Ends this process when an input, known by a number that changes, costs too much; 0 is none yet.
fn watch() -> &'static AtomicU64 {
    static CURRENT: AtomicU64 = AtomicU64::new(0);
    thread::spawn(|| {
        let mut number = 0;
        let mut begun = (Instant::now(), Cost::of("self"));
        loop {
            thread::sleep(PAUSE);
            let now = CURRENT.load(Ordering::Relaxed);
            let cost = Cost::of("self");
            if number != now {
                number = now;
                begun = (Instant::now(), cost);
            }
            if let Some(what) = too_much(begun, cost).filter(|_| number > 0) {
                eprintln!("wrong: {what}");
                std::process::exit(1);
            }
        }
    });
    &CURRENT
}

fn too_much((begun, before): (Instant, Cost), cost: Cost) -> Option<&'static str> {
    let spent = cost
        .cpu_ms
        .zip(before.cpu_ms)
        .map(|(now, before)| now.saturating_sub(before));
    if spent > Some(MOST_MS) || begun.elapsed() > MOST_WALL {
        return Some("too much time");
    }
    (cost.peak_bytes > Some(MOST_BYTES)).then_some("too much memory")
}
