//! Why a request that failed was not sent again.

use std::fmt;

/// Why a request that failed was not sent again, where it might have been.
///
/// Its `Display` stands behind `not repeated: ` in an error's line, unless the line says it anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRepeated {
    /// It is not idempotent, and the server may have acted on it.
    NotIdempotent,
    /// It is not idempotent, and the server did not say when to come back, which would mean that it
    /// did not act on it.
    NotTold,
    /// Its body was a stream, which is gone.
    Stream,
    /// Its policy sends everything once; see [`RetryPolicy::none`](crate::RetryPolicy::none).
    Off,
    /// It was sent as often as its policy allows.
    Attempts,
    /// The server asks for a longer wait than
    /// [`RetryPolicy::longest_retry_after`](crate::RetryPolicy::longest_retry_after).
    RetryAfter,
    /// The deadline of the call comes before the wait is over.
    Deadline,
    /// The client has repeated too much already; see
    /// [`Builder::retry_budget`](crate::Builder::retry_budget).
    Budget,
    /// The credential was refused, and there is no other one.
    Credential,
}

impl NotRepeated {
    /// Whether an error's line does not say it anyway: by the count of attempts, or by a 401. Who has
    /// turned repeats off knows it.
    pub(crate) fn is_news(self) -> bool {
        !matches!(self, Self::Attempts | Self::Credential | Self::Off)
    }
}

impl fmt::Display for NotRepeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotIdempotent => "it is not idempotent, and the server may have acted on it",
            Self::NotTold => "it is not idempotent, and the server did not say when to come back",
            Self::Stream => "its body is a stream",
            Self::Off => "repeats are off",
            Self::Attempts => "it was sent as often as may be",
            Self::RetryAfter => "the server asks for too long a wait",
            Self::Deadline => "the deadline is too near",
            Self::Budget => "the client's budget for repeats is spent",
            Self::Credential => "there is no other credential",
        })
    }
}
