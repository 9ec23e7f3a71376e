//! What a process has cost, from `/proc`: known on Linux, and nothing elsewhere.

use std::fs;
use std::time::Duration;

/// The time that a thread has been on a processor. The first thread of a process has the process's
/// id, and `thread-self` is the one that asks.
pub(crate) fn cpu(thread: &str) -> Option<Duration> {
    // "time spent on the cpu (in nanoseconds)", Linux, Documentation/scheduler/sched-stats.rst
    let text = fs::read_to_string(format!("/proc/{thread}/schedstat")).ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The most memory of this process that was ever resident, in bytes.
pub(crate) fn peak_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
