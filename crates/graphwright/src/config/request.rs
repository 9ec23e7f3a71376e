//! The source of a setting: the configuration or a flag.

use crate::codes;
use crate::message::Message;
use graphwright_source::Origin;

/// The source of a setting, for errors about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// A flag.
    Flag,
    /// A key or value of the configuration.
    Key(Origin),
}

impl AskedBy {
    /// An error about the setting.
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
