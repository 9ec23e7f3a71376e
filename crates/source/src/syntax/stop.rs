//! Errors that end the reading of a text.

use crate::diagnostic::Code;
use crate::limits::Limits;

/// An error that stopped a reader, at bytes of the text without its byte order mark.
pub(crate) struct Stop {
    pub code: Code,
    pub message: String,
    pub help: Option<String>,
    pub start: usize,
    pub end: usize,
}

impl Stop {
    /// The error for a text without a value.
    pub(super) fn empty() -> Self {
        Self {
            code: Code::INPUT_EMPTY,
            message: "the file is empty".to_owned(),
            help: None,
            start: 0,
            end: 0,
        }
    }

    /// The error for a text of more bytes than the limit.
    pub(super) fn too_large(limits: &Limits, bytes: usize) -> Self {
        let message = format!(
            "the file has {bytes} bytes, more than the limit of {}",
            limits.bytes
        );
        Self {
            code: Code::INPUT_TOO_LARGE,
            message,
            help: None,
            start: 0,
            end: 0,
        }
    }

    /// The error for a text that nests deeper than the limit.
    pub(super) fn too_deep(limits: &Limits, start: usize) -> Self {
        Self {
            code: Code::INPUT_TOO_LARGE,
            message: format!("the text is nested deeper than {} levels", limits.depth),
            help: None,
            start,
            end: start + 1,
        }
    }

    /// The error for a text with more nodes than the limit.
    pub(super) fn too_many(limits: &Limits, start: usize) -> Self {
        Self {
            code: Code::INPUT_TOO_LARGE,
            message: format!("the text has more than {} values", limits.nodes),
            help: None,
            start,
            end: start + 1,
        }
    }

    /// The error for a key that is longer than the limit.
    pub(super) fn too_long(limits: &Limits, start: usize) -> Self {
        Self {
            code: Code::INPUT_TOO_LARGE,
            message: format!("the key has more than {} bytes", limits.key),
            help: None,
            start,
            end: start + 1,
        }
    }

    /// The error for a mapping with more members than the limit.
    pub(super) fn too_wide(limits: &Limits, start: usize) -> Self {
        Self {
            code: Code::INPUT_TOO_LARGE,
            message: format!("the mapping has more than {} keys", limits.members),
            help: None,
            start,
            end: start + 1,
        }
    }
}
