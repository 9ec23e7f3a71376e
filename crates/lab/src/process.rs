//! Processes that may fail: their cost, and a run within limits of time and memory.
//!
//! Costs come from `/proc`: they are known on Linux and `None` elsewhere. Limits of memory need them, limits of time do
//! not.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The cost of a process so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Time on processors, of all threads, user and system, in milliseconds.
    pub cpu_ms: Option<u64>,
    /// The most memory that was resident, in bytes.
    pub peak_bytes: Option<u64>,
}

impl Cost {
    /// The cost of a process, by its id or `self`.
    pub(crate) fn of(process: &str) -> Self {
        let read = |file| fs_err::read_to_string(format!("/proc/{process}/{file}")).ok();
        Self {
            cpu_ms: read("stat").as_deref().and_then(cpu_ms),
            peak_bytes: read("status").as_deref().and_then(peak_bytes),
        }
    }

    /// The larger of both, of each figure.
    fn max(self, other: Self) -> Self {
        Self {
            cpu_ms: self.cpu_ms.max(other.cpu_ms),
            peak_bytes: self.peak_bytes.max(other.peak_bytes),
        }
    }
}

/// Milliseconds of a tick in `/proc/PID/stat`: Linux shows 100 of them a second on every machine.
const TICK: u64 = 10;

/// Reads `utime` and `stime` of `/proc/PID/stat`, see proc(5). The name of the program precedes them in parentheses and
/// may contain anything.
fn cpu_ms(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) * TICK)
}

/// Reads `VmHWM` of `/proc/PID/status`.
fn peak_bytes(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// The limits of a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub time: Duration,
    /// Resident bytes.
    pub memory: u64,
}

/// The end of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Termination {
    /// It ended by itself, or by a signal from elsewhere.
    Exited(ExitStatus),
    /// It exceeded the time and was stopped.
    Timeout,
    /// It exceeded the memory and was stopped.
    Memory,
}

/// The result of a process that has ended.
#[derive(Debug)]
pub(crate) struct ProcessResult {
    pub termination: Termination,
    pub stdout: String,
    pub stderr: String,
    pub wall: Duration,
    /// The cost as it was last seen; the process itself knows it better.
    pub cost: Cost,
}

impl ProcessResult {
    /// Returns whether the process ended by itself with success.
    pub(crate) fn is_success(&self) -> bool {
        matches!(self.termination, Termination::Exited(status) if status.success())
    }
}

/// Runs a command until it ends or exceeds a limit. Fails only if it cannot be started or watched.
pub(crate) fn run(command: &mut Command, limits: Limits) -> Result<ProcessResult> {
    // Output goes to files, since a pipe that nobody reads would block the process.
    let (mut stdout, mut stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone()?)
        .stderr(stderr.try_clone()?)
        .spawn()?;
    let (termination, cost) = watch(&mut child, started, limits)?;
    let wall = started.elapsed();
    let text = |file: &mut std::fs::File| -> Result<String> {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(ProcessResult {
        termination,
        stdout: text(&mut stdout)?,
        stderr: text(&mut stderr)?,
        wall,
        cost,
    })
}

/// Waits for a child. The pauses grow, but stay short enough that memory cannot grow far between two looks.
fn watch(child: &mut Child, started: Instant, limits: Limits) -> Result<(Termination, Cost)> {
    let id = child.id().to_string();
    let mut cost = Cost::default();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((Termination::Exited(status), cost));
        }
        cost = cost.max(Cost::of(&id));
        let exceeded = if cost.peak_bytes > Some(limits.memory) {
            Some(Termination::Memory)
        } else {
            (started.elapsed() > limits.time).then_some(Termination::Timeout)
        };
        if let Some(termination) = exceeded {
            child.kill()?;
            child.wait()?;
            return Ok((termination, cost));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read_for_any_name_of_a_program() {
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
            let result = run(Command::new("sleep").arg("600"), limits).expect("it starts");
            assert_eq!(result.termination, expected);
        };
        check(u64::MAX, Termination::Timeout);
        check(1, Termination::Memory);
    }
}
