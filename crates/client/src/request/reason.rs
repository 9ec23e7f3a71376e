//! Why a value cannot be sent.

/// Why a value cannot be sent, to stand behind the parameter's name.
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
