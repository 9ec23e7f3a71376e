//! Errors of bodies that are not as documented.

use super::text::one_line;
use crate::secrets::Secrets;
use std::fmt;

/// The reason why a body, or a member of it, is not as documented.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    reason: String,
}

impl DecodeError {
    pub(crate) fn new(path: String, reason: &impl fmt::Display) -> Self {
        Self {
            path,
            reason: reason.to_string(),
        }
    }

    /// The place in the body, as a JSON pointer (RFC 6901); empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Removes every occurrence of a secret.
    pub(crate) fn redact(&mut self, secrets: &Secrets) {
        self.path = secrets.redact(&self.path);
        self.reason = secrets.redact(&self.reason);
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "at {}: ", one_line(&self.path))?;
        }
        write!(f, "{}", one_line(&self.reason))
    }
}

/// Shortened like `Display`, because the reason quotes the body.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
