//! A file that differs from what it should be.

use std::borrow::Cow;

/// A file that differs from the one to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Its path in the folder.
    pub path: String,
    /// The bytes of the file; `None` if there is none.
    pub old: Option<Vec<u8>>,
    /// The text to be written; `None` if the file should not exist.
    pub new: Option<Cow<'a, str>>,
    /// `true` if the file was changed since this tool wrote it.
    pub edited: bool,
}
