//! The interface through which the other files of a document are read.

use crate::diagnostic::{Code, FileId};
use crate::source_map::SourceMap;

/// The source of the other files of a document. This crate reads no files; its caller does.
///
/// Paths are relative to the root folder, with `/` between their segments, and never have a segment `.` or `..`:
/// paths out of the folder are refused before. Symbolic links are up to the implementor.
pub trait Root {
    /// The texts read so far.
    fn map(&self) -> &SourceMap;

    /// The path of the document itself. The document may be in a folder below the root.
    fn document(&self) -> String;

    /// Reads the file at `path`, of at most `limit` bytes, into the map. Called once per path.
    ///
    /// # Errors
    ///
    /// If there is no text at the path.
    fn open(&mut self, path: &str, limit: usize) -> Result<FileId, Refusal>;
}

/// The reason why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no file.
    Missing,
    /// The path leaves the root folder by a link; the text completes "leads to".
    Outside(String),
    /// The file exists and cannot be read.
    Unreadable {
        /// The code of the diagnostic.
        code: Code,
        /// The problem, as a sentence without a full stop.
        message: String,
    },
}
