//! What became of an attempt.

use http::StatusCode;
use std::fmt;

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// No connection was made: the server has seen nothing of the request.
    Connect,
    /// The time was up before there was an answer.
    Timeout,
    /// The connection broke off before there was an answer.
    Interrupted,
    /// The transport cannot send it.
    Unsendable,
    /// The answer's body broke off, or its time was up.
    InBody(StatusCode),
    /// The answer's body is larger than [`Builder::body_limit`](crate::Builder::body_limit).
    TooLarge(StatusCode),
    /// There is an answer.
    Status(StatusCode),
}

impl Outcome {
    /// The status, if there was at least the head of an answer.
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
