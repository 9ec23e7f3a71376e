//! A file that differs from what it should be.

use std::borrow::Cow;

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Its path in the folder.
    pub path: String,
    /// What stands there; `None` where nothing does.
    pub old: Option<Vec<u8>>,
    /// What should stand there; `None` where nothing should.
    pub new: Option<Cow<'a, str>>,
    /// Whether what stands there was changed since this tool wrote it.
    pub edited: bool,
}
