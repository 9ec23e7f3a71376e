//! The outcomes of an attempt.

use http::StatusCode;
use std::fmt;

/// The outcome of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// No connection was made: the server has seen nothing of the request.
    Connect,
    /// The attempt timed out before there was an answer.
    Timeout,
    /// The connection broke off before there was an answer.
    Interrupted,
    /// The transport cannot send it.
    Unsendable,
    /// The body of the answer broke off or timed out.
    InBody(StatusCode),
    /// The body of the answer is larger than [`Builder::body_limit`](crate::Builder::body_limit).
    TooLarge(StatusCode),
    /// A whole answer came.
    Status(StatusCode),
}

impl Outcome {
    /// The status, if at least the head of an answer came.
    pub fn status(self) -> Option<StatusCode> {
        match self {
            Self::InBody(status) | Self::TooLarge(status) | Self::Status(status) => Some(status),
            Self::Connect | Self::Timeout | Self::Interrupted | Self::Unsendable => None,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect => f.write_str("no connection"),
            Self::Timeout => f.write_str("timed out"),
            Self::Interrupted => f.write_str("broken off"),
            Self::Unsendable => f.write_str("cannot be sent"),
            Self::InBody(status) => write!(f, "{status}, broken off"),
            Self::TooLarge(status) => write!(f, "{status}, too large"),
            Self::Status(status) => write!(f, "{status}"),
        }
    }
}
