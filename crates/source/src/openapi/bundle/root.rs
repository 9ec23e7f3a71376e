//! The folder that a document and its files are in, as far as reading them needs one.

use crate::diagnostic::{Code, FileId};
use crate::source_map::SourceMap;

/// Where the other files of a document come from. This crate reads no files; its caller does.
///
/// Paths are relative to the root's folder, with `/` between their segments, and never have a segment
/// `.` or `..`: what leads out of the folder is refused before it is asked for. Links on the disk are
/// the implementor's part.
pub trait Root {
    /// The texts that were read so far.
    fn map(&self) -> &SourceMap;

    /// The path of the document itself. The document may be in a folder below the root.
    fn document(&self) -> String;

    /// Reads the file at `path`, of at most `limit` bytes, into the map. Asked once for a path.
    ///
    /// # Errors
    ///
    /// Why there is no text at the path.
    fn open(&mut self, path: &str, limit: usize) -> Result<FileId, Refusal>;
}

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none.
    Missing,
    /// The path leaves the root's folder by a link; what to say after "leads to".
    Outside(String),
    /// It is there and cannot be read.
    Unreadable {
        /// What kind of fault that is.
        code: Code,
        /// What is the matter, as a sentence without a full stop.
        message: String,
    },
}
