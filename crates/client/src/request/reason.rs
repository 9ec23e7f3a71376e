//! Reasons why a value cannot be sent.

use graphwright_wire::style::Refusal;

/// The reason why a value cannot be sent, to follow the name of its parameter.
pub(super) struct Reason(pub(super) String);

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.reason().to_owned())
    }
}

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
