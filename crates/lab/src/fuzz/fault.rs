//! The fault of an input: a line about the end of a worker, the same for the same fault.

use super::worker::MARKER;
use crate::process::{ProcessResult, Termination};

/// Describes the fault that ended a worker; `None` if there was none.
pub(super) fn describe(result: &ProcessResult) -> Option<String> {
    let status = match result.termination {
        Termination::Timeout => return Some("too much time".to_owned()),
        Termination::Memory => return Some("too much memory".to_owned()),
        Termination::Exited(status) if status.success() => return None,
        Termination::Exited(status) => status,
    };
    let mut lines = result.stderr.lines();
    let reported = lines.find_map(|line| {
        let fault = line.strip_prefix(MARKER).map(str::to_owned);
        // A thread's number differs from run to run.
        let panic = line.split_once(" panicked at ");
        let panic = panic.map(|(_, at)| format!("a panic at {}", at.trim_end_matches(':')));
        let overflow = line.contains("overflowed its stack");
        fault
            .or(panic)
            .or_else(|| overflow.then(|| "a stack overflow".to_owned()))
    });
    Some(reported.unwrap_or_else(|| format!("ended with {status}")))
}

#[cfg(test)]
mod tests {
    use super::describe;
    use crate::process::{Limits, run};
    use std::process::Command;
    use std::time::Duration;

    fn check(script: &str, expected: Option<&str>) {
        let limits = Limits {
            time: Duration::from_secs(20),
            memory: u64::MAX,
        };
        let result = run(Command::new("sh").args(["-c", script]), limits).expect("it starts");
        assert_eq!(describe(&result).as_deref(), expected, "{script}");
    }

    #[cfg(unix)]
    #[test]
    fn every_fault_has_a_line() {
        check("echo 12", None);
        check("echo fault: this >&2; echo that >&2; exit 1", Some("this"));
        check(
            "echo \"thread 'main' (7) panicked at a.rs:1:2:\" >&2; exit 101",
            Some("a panic at a.rs:1:2"),
        );
        check(
            "echo \"thread 'main' has overflowed its stack\" >&2; kill -ABRT $$",
            Some("a stack overflow"),
        );
        check("exit 3", Some("ended with exit status: 3"));
    }
}
