//! The values of texts.

use serde_json::Value;

/// The value of a text.
pub(crate) struct Tree {
    pub value: Value,
    /// `true` if some mapping has a key twice; the first one is in `value`.
    pub has_duplicates: bool,
}
