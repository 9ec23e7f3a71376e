//! Processes that may go wrong: what one costs, and a run that ends whatever the process does.
//!
//! Costs come from `/proc`, so they are known on Linux and `None` elsewhere; limits of memory need
//! them, limits of time do not.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a process has cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Time on processors, of all threads, user and system, in milliseconds.
    pub cpu_ms: Option<u64>,
    /// The most memory that was resident, in bytes.
    pub peak_bytes: Option<u64>,
}

impl Cost {
    /// The cost of a process, by its id, or of this one, as `self`.
    pub(crate) fn of(process: &str) -> Self {
        let read = |file| fs_err::read_to_string(format!("/proc/{process}/{file}")).ok();
        Self {
            cpu_ms: read("stat").as_deref().and_then(cpu_ms),
            peak_bytes: read("status").as_deref().and_then(peak_bytes),
        }
    }

    /// The most of both.
    fn max(self, other: Self) -> Self {
        Self {
            cpu_ms: self.cpu_ms.max(other.cpu_ms),
            peak_bytes: self.peak_bytes.max(other.peak_bytes),
        }
    }
}

/// Milliseconds of a tick in `/proc/PID/stat`: Linux shows programs 100 a second on every machine.
const TICK: u64 = 10;

/// `utime` and `stime` of `/proc/PID/stat`, see proc(5). The name of the program stands before them
/// in parentheses and may hold anything.
fn cpu_ms(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) * TICK)
}

/// `VmHWM` of `/proc/PID/status`.
fn peak_bytes(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// How much a process may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub time: Duration,
    /// Bytes that may be resident.
    pub memory: u64,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By itself, or by a signal that nobody here sent.
    Ended(ExitStatus),
    /// Stopped for its time.
    Timeout,
    /// Stopped for its memory.
    Memory,
}

/// A process that has ended, and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub end: End,
    pub stdout: String,
    pub stderr: String,
    pub wall: Duration,
    /// As it was last seen; a process knows its own cost better.
    pub cost: Cost,
}

impl Ended {
    /// Whether it ended by itself and says that all is well.
    pub(crate) fn is_success(&self) -> bool {
        matches!(self.end, End::Ended(status) if status.success())
    }
}

/// Runs a command to an end within the limits. Fails only when it cannot be started or watched.
pub(crate) fn run(command: &mut Command, limits: Limits) -> Result<Ended> {
    // Into files, since a pipe that nobody empties would stop the process.
    let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone()?)
        .stderr(stderr.try_clone()?)
        .spawn()?;
    let (end, cost) = watch(&mut child, started, limits)?;
    let wall = started.elapsed();
    let text = |file: &mut std::fs::File| -> Result<String> {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(Ended {
        end,
        stdout: text(&mut stdout)?,
        stderr: text(&mut stderr)?,
        wall,
        cost,
    })
}

/// Looks at a child ever less often, but often enough that memory cannot run away between two looks.
fn watch(child: &mut Child, started: Instant, limits: Limits) -> Result<(End, Cost)> {
    let id = child.id().to_string();
    let mut cost = Cost::default();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((End::Ended(status), cost));
        }
        cost = cost.max(Cost::of(&id));
        let end = if cost.peak_bytes > Some(limits.memory) {
            Some(End::Memory)
        } else {
            (started.elapsed() > limits.time).then_some(End::Timeout)
        };
        if let Some(end) = end {
            child.kill()?;
            child.wait()?;
            return Ok((end, cost));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read_whatever_a_program_is_called() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194304 90 0 0 0 12 30 0 0 20 0 1 0 100";
        assert_eq!(cpu_ms(stat), Some(420));
        assert_eq!(cpu_ms("7 (a"), None);
        assert_eq!(
            peak_bytes("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n"),
            Some(2 * 1024 * 1024)
        );
        assert_eq!(peak_bytes("Name:\tx\n"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_does_not_end_is_stopped() {
        let check = |memory, expected| {
            let limits = Limits {
                time: Duration::from_millis(300),
                memory,
            };
            let ended = run(Command::new("sleep").arg("600"), limits).expect("it starts");
            assert_eq!(ended.end, expected);
        };
        check(u64::MAX, End::Timeout);
        check(1, End::Memory);
    }
}
