//! Why a request was not sent.

use std::fmt;

/// A request that was refused before anything was sent.
///
/// It names what was wrong and never quotes the value, which may be a secret.
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

    /// The wire name of the parameter or header, or `body`, or `path`.
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
