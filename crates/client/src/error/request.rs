//! Errors of requests that cannot be sent.

use std::fmt;

/// The reason why a request was refused before anything was sent.
///
/// It names the part that was wrong and never quotes its value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    parameter: String,
    reason: String,
}

impl RequestError {
    pub(crate) fn new(parameter: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            parameter: parameter.into(),
            reason: reason.into(),
        }
    }

    /// The wire name of the parameter or header, or `body`, `path`, `server` or `link`.
    pub fn parameter(&self) -> &str {
        &self.parameter
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not sent: `{}` {}",
            self.parameter.escape_debug(),
            self.reason
        )
    }
}

impl std::error::Error for RequestError {}
