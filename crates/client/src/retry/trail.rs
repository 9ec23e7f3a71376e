//! How a call came to what it gives: the attempts before the last one.

use super::{NotRepeated, Outcome};
use std::fmt;
use std::time::Duration;

/// An attempt after which the request was sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EarlierAttempt {
    /// What became of it.
    pub outcome: Outcome,
    /// How long was waited before the next one.
    pub waited: Duration,
}

/// The way of a call so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail {
    client_request_id: Option<String>,
    sent: u32,
    earlier: Vec<EarlierAttempt>,
    not_repeated: Option<NotRepeated>,
}

impl Trail {
    pub(crate) fn new(client_request_id: Option<String>) -> Self {
        Self {
            client_request_id,
            ..Self::default()
        }
    }

    pub(crate) fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// How often the request was sent.
    pub(crate) fn sent(&self) -> u32 {
        self.sent
    }

    pub(crate) fn earlier(&self) -> &[EarlierAttempt] {
        &self.earlier
    }

    /// Why the last attempt was the last.
    pub(crate) fn not_repeated(&self) -> Option<NotRepeated> {
        self.not_repeated
    }

    /// Keeps why the last attempt was the last.
    pub(crate) fn end(&mut self, reason: Option<NotRepeated>) {
        self.not_repeated = reason;
    }

    /// Counts a request that is sent.
    pub(crate) fn count(&mut self) {
        self.sent += 1;
    }

    /// Keeps what an attempt met that is not the last one.
    pub(crate) fn push(&mut self, outcome: Outcome, waited: Duration) {
        self.earlier.push(EarlierAttempt { outcome, waited });
    }
}

/// How many attempts an error's line names.
const NAMED: usize = 6;

/// The words at the end of an error's line, for example ` (attempt 3, after no connection, 503
/// Service Unavailable; not repeated: the deadline is too near)`; nothing where there was only one
/// attempt and no more could be.
impl fmt::Display for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.not_repeated.filter(|reason| reason.is_news());
        match (self.earlier.is_empty(), reason) {
            (true, None) => Ok(()),
            (true, Some(reason)) => write!(f, " (not repeated: {reason})"),
            (false, None) => write!(f, " ({})", Attempts(self)),
            (false, Some(reason)) => write!(f, " ({}; not repeated: {reason})", Attempts(self)),
        }
    }
}

/// For example `attempt 3, after no connection, 503 Service Unavailable`.
struct Attempts<'a>(&'a Trail);

impl fmt::Display for Attempts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "attempt {}, after ", self.0.sent)?;
        for (index, attempt) in self.0.earlier.iter().take(NAMED).enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}", attempt.outcome)?;
        }
        f.write_str(if self.0.earlier.len() > NAMED {
            ", .."
        } else {
            ""
        })
    }
}
