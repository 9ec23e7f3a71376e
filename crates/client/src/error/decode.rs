//! Why a body is not what the document says.

use super::text::shorten;
use crate::secrets::Secrets;
use std::fmt;

/// Why a body, or one member of it, is not what the document says.
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

    /// Where in the body, as a JSON pointer (RFC 6901); empty for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Takes every occurrence of a secret out of it.
    pub(crate) fn redact(&mut self, secrets: &Secrets) {
        self.path = secrets.redact(&self.path);
        self.reason = secrets.redact(&self.reason);
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "at {}: ", shorten(&self.path))?;
        }
        write!(f, "{}", shorten(&self.reason))
    }
}

/// Capped like `Display`: the reason quotes the body.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
