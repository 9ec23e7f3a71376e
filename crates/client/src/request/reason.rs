//! Reasons why a value cannot be sent.

/// The reason why a value cannot be sent, to follow the name of its parameter.
pub(super) struct Reason(pub(super) String);

impl From<String> for Reason {
    fn from(reason: String) -> Self {
        Self(reason)
    }
}

impl From<&str> for Reason {
    fn from(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}
