//! Prose of the document.

/// Prose from the document, as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line, without mark-up.
    pub summary: Option<String>,
    /// Any length, `CommonMark`.
    pub description: Option<String>,
}

impl Docs {
    /// Returns whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.summary.is_none() && self.description.is_none()
    }
}
