//! Reasons why a failed request was not sent again.

use std::fmt;

/// The reason why a failed request was not sent again, if that was possible in principle.
///
/// An error message shows it as `not repeated: ..`, unless the rest of the message implies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotRepeated {
    /// It is not idempotent, and the server may have acted on it.
    NotIdempotent,
    /// It is not idempotent, and the server did not send `Retry-After`, which would mean that it did
    /// not act on the request.
    NotTold,
    /// Its body was a stream, which is gone.
    Stream,
    /// Its policy sends every request once; see [`RetryPolicy::none`](crate::RetryPolicy::none).
    Off,
    /// It was sent as often as its policy allows.
    Attempts,
    /// The server asks for a longer wait than
    /// [`RetryPolicy::longest_retry_after`](crate::RetryPolicy::longest_retry_after).
    RetryAfter,
    /// The deadline of the call comes before the wait is over.
    Deadline,
    /// The retry budget of the client is used up; see
    /// [`Builder::retry_budget`](crate::Builder::retry_budget).
    Budget,
    /// The credential was refused, and there is no other.
    Credential,
}

impl NotRepeated {
    /// Returns whether an error message has to mention it. The count of attempts and a 401 speak for
    /// themselves, and a caller who turned repeats off knows.
    pub(crate) fn is_worth_mentioning(self) -> bool {
        !matches!(self, Self::Attempts | Self::Credential | Self::Off)
    }
}

impl fmt::Display for NotRepeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotIdempotent => "it is not idempotent, and the server may have acted on it",
            Self::NotTold => "it is not idempotent, and the server sent no Retry-After",
            Self::Stream => "its body is a stream",
            Self::Off => "retries are off",
            Self::Attempts => "its policy allows no more attempts",
            Self::RetryAfter => "the server asks for too long a wait",
            Self::Deadline => "the deadline is too near",
            Self::Budget => "the client's retry budget is used up",
            Self::Credential => "there is no other credential",
        })
    }
}
