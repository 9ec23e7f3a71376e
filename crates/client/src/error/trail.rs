//! How a call came to what it gives: the attempts before the last one.

use crate::Outcome;
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
/// Service Unavailable)`; nothing where there was only one attempt.
impl fmt::Display for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, rest)) = self.earlier.split_first() else {
            return Ok(());
        };
        write!(f, " (attempt {}, after {}", self.sent, first.outcome)?;
        for attempt in rest.iter().take(NAMED - 1) {
            write!(f, ", {}", attempt.outcome)?;
        }
        f.write_str(if rest.len() < NAMED { ")" } else { ", ..)" })
    }
}
