//! The cost of a process, from `/proc`: known on Linux only.

use std::fs;
use std::time::Duration;

/// The processor time of a thread so far. The first thread of a process has the id of the process, and `thread-self` is
/// the calling thread.
pub(crate) fn cpu(thread: &str) -> Option<Duration> {
    // "time spent on the cpu (in nanoseconds)", Linux, Documentation/scheduler/sched-stats.rst
    let text = fs::read_to_string(format!("/proc/{thread}/schedstat")).ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The peak resident memory of this process, in bytes.
pub(crate) fn peak_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
