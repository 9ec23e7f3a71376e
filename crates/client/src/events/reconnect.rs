//! Reconnection: when a stream of events is requested again, and after what wait.

use crate::Operation;
use std::time::Duration;

/// The condition under which a stream of events is requested again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reconnect {
    /// Never: the end of the stream is its end, and a break is an error.
    Never,
    /// After a break, but not after the server has ended the stream. The default of idempotent
    /// operations; others must choose it.
    OnBreak,
    /// Also after the server has ended the stream, as browsers do. The server ends it for good with a
    /// 204.
    Always,
}

impl Reconnect {
    /// The default for an operation.
    pub(super) fn default_for(operation: &Operation) -> Self {
        if operation.idempotent {
            Self::OnBreak
        } else {
            Self::Never
        }
    }
}

/// The wait before a stream is requested again, unless the stream has set one.
const DEFAULT_WAIT: Duration = Duration::from_secs(3);

/// The longest wait after repeated breaks, unless the stream has set a longer one.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The wait before a stream is requested again. It doubles with each break without an event in
/// between.
pub(super) fn wait_after(retry: Option<Duration>, breaks: u32) -> Duration {
    let first = retry.unwrap_or(DEFAULT_WAIT);
    let doubled = first.saturating_mul(1 << breaks.min(16));
    doubled.min(MAX_WAIT.max(first))
}

#[cfg(test)]
mod tests {
    use super::wait_after;
    use std::time::Duration;

    #[test]
    fn waits_double_up_to_a_bound() {
        let check = |retry: Option<u64>, breaks, expected: u64| {
            let found = wait_after(retry.map(Duration::from_secs), breaks);
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
