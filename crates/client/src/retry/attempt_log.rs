//! The attempts of a call before the last one, and why there was no other.

use super::{NotRepeated, Outcome};
use std::fmt;
use std::time::Duration;

/// An attempt after which the request was sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EarlierAttempt {
    /// Its outcome.
    pub outcome: Outcome,
    /// The wait before the next attempt.
    pub waited: Duration,
}

/// The attempts of a call so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct AttemptLog {
    client_request_id: Option<String>,
    sent: u32,
    earlier: Vec<EarlierAttempt>,
    not_repeated: Option<NotRepeated>,
}

impl AttemptLog {
    pub(crate) fn new(client_request_id: Option<String>) -> Self {
        Self {
            client_request_id,
            ..Self::default()
        }
    }

    pub(crate) fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// The number of times that the request was sent.
    pub(crate) fn sent(&self) -> u32 {
        self.sent
    }

    pub(crate) fn earlier(&self) -> &[EarlierAttempt] {
        &self.earlier
    }

    /// The reason why the last attempt was the last.
    pub(crate) fn not_repeated(&self) -> Option<NotRepeated> {
        self.not_repeated
    }

    /// Ends the log with the reason why the last attempt was the last.
    pub(crate) fn end(&mut self, reason: Option<NotRepeated>) {
        self.not_repeated = reason;
    }

    /// Counts a request that is sent.
    pub(crate) fn count_sent(&mut self) {
        self.sent += 1;
    }

    /// Records an attempt that is not the last one.
    pub(crate) fn record(&mut self, outcome: Outcome, waited: Duration) {
        self.earlier.push(EarlierAttempt { outcome, waited });
    }
}

/// The most attempts that an error message lists.
const MAX_LISTED: usize = 6;

/// The end of an error message, for example ` (attempt 3, after no connection, 503 Service
/// Unavailable; not repeated: the deadline is too near)`; nothing if there was only one attempt and
/// another one was out of the question.
impl fmt::Display for AttemptLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self
            .not_repeated
            .filter(|reason| reason.is_worth_mentioning());
        match (self.earlier.is_empty(), reason) {
            (true, None) => Ok(()),
            (true, Some(reason)) => write!(f, " (not repeated: {reason})"),
            (false, None) => write!(f, " ({})", Attempts(self)),
            (false, Some(reason)) => write!(f, " ({}; not repeated: {reason})", Attempts(self)),
        }
    }
}

/// For example `attempt 3, after no connection, 503 Service Unavailable`.
struct Attempts<'a>(&'a AttemptLog);

impl fmt::Display for Attempts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "attempt {}, after ", self.0.sent)?;
        for (index, attempt) in self.0.earlier.iter().take(MAX_LISTED).enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}", attempt.outcome)?;
        }
        f.write_str(if self.0.earlier.len() > MAX_LISTED {
            ", .."
        } else {
            ""
        })
    }
}
