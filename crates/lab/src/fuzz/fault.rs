//! What went wrong with an input: how a worker ended, in a line that is the same for the same fault.

use crate::process::{End, Ended};

/// The line about how a worker ended; `None` where all was well.
pub(super) fn fault(ended: &Ended) -> Option<String> {
    let status = match ended.end {
        End::Timeout => return Some("too much time".to_owned()),
        End::Memory => return Some("too much memory".to_owned()),
        End::Ended(status) if status.success() => return None,
        End::Ended(status) => status,
    };
    let mut lines = ended.stderr.lines();
    let telling = lines.find_map(|line| {
        let wrong = line.strip_prefix("wrong: ").map(str::to_owned);
        // A thread's number differs from run to run.
        let panic = line.split_once(" panicked at ");
        let panic = panic.map(|(_, place)| format!("a panic at {}", place.trim_end_matches(':')));
        let overflow = line.contains("overflowed its stack");
        wrong
            .or(panic)
            .or_else(|| overflow.then(|| "a stack overflow".to_owned()))
    });
    Some(telling.unwrap_or_else(|| format!("ended with {status}")))
}

#[cfg(test)]
mod tests {
    use super::fault;
    use crate::process::{Limits, run};
    use std::process::Command;
    use std::time::Duration;

    fn check(script: &str, expected: Option<&str>) {
        let limits = Limits {
            time: Duration::from_secs(20),
            memory: u64::MAX,
        };
        let ended = run(Command::new("sh").args(["-c", script]), limits).expect("it starts");
        assert_eq!(fault(&ended).as_deref(), expected, "{script}");
    }

    #[cfg(unix)]
    #[test]
    fn every_end_has_a_line() {
        check("echo 12", None);
        check("echo wrong: this >&2; echo that >&2; exit 1", Some("this"));
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
