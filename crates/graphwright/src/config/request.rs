//! Where something is asked for: in the configuration or by a flag.

use crate::codes;
use crate::message::Message;
use graphwright_source::Origin;

/// What asks for something, for errors about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// A flag.
    Flag,
    /// A key or value of the configuration.
    Key(Origin),
}

impl AskedBy {
    /// The error that what is asked for cannot be had.
    pub(crate) fn refuse(&self, text: impl Into<String>) -> Message {
        match self {
            Self::Flag => Message::error(codes::USAGE, text),
            Self::Key(origin) => Message::error(codes::CONFIG_INVALID, text).at(origin.clone()),
        }
    }
}

/// A text of the configuration with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The text.
    pub text: String,
    /// The place of the value.
    pub origin: Origin,
}
