//! When a stream of events is asked for again, and after what wait.

use crate::Operation;
use std::time::Duration;

/// When a stream of events is asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reconnect {
    /// Never: an end is an end, and a break is an error.
    Never,
    /// Where it breaks off, but not where the server ends it. This is how it begins for an operation
    /// that may be repeated; for another it must be asked for.
    OnBreak,
    /// Also where the server ends it, as browsers do; a 204 is its way to say that it is over.
    Always,
}

impl Reconnect {
    /// The setting for an operation unless the caller chooses.
    pub(super) fn default_for(operation: &Operation) -> Self {
        if operation.idempotent {
            Self::OnBreak
        } else {
            Self::Never
        }
    }
}

/// The wait before a stream is asked for again, unless the stream has set one.
const DEFAULT_WAIT: Duration = Duration::from_secs(3);

/// The longest wait that repeated breaks lead to, unless the stream has set a longer one.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The wait before a stream is asked for again: it doubles with each break that no event came before.
pub(super) fn wait(retry: Option<Duration>, breaks: u32) -> Duration {
    let first = retry.unwrap_or(DEFAULT_WAIT);
    let doubled = first.saturating_mul(1 << breaks.min(16));
    doubled.min(MAX_WAIT.max(first))
}

#[cfg(test)]
mod tests {
    use super::wait;
    use std::time::Duration;

    #[test]
    fn waits_double_up_to_a_bound() {
        let check = |retry: Option<u64>, breaks, expected: u64| {
            let found = wait(retry.map(Duration::from_secs), breaks);
            assert_eq!(found, Duration::from_secs(expected), "{retry:?} {breaks}");
        };
        check(None, 0, 3);
        check(None, 1, 6);
        check(None, 99, 60);
        check(Some(0), 9, 0);
        check(Some(1), 2, 4);
        check(Some(600), 5, 600);
        check(Some(u64::MAX), 5, u64::MAX);
    }
}
