//! Reading a file, from memory or from a disk.

use super::content::{Content, File};
use super::disk::Disk;
use bytes::{Buf, Bytes};
use std::io::{self, Read};
use std::sync::Arc;
use std::{fmt, fs};

/// A reader of a [`File`], returned by [`File::reader`].
pub struct FileReader(Source);

enum Source {
    Bytes(Bytes),
    /// A temporary file must outlive its reader.
    Disk(
        fs::File,
        #[expect(dead_code, reason = "held, not read")] Arc<Disk>,
    ),
}

impl File {
    /// Opens a reader at the beginning of the file.
    pub fn reader(&self) -> io::Result<FileReader> {
        Ok(FileReader(match &self.content {
            Content::Bytes(bytes) => Source::Bytes(bytes.clone()),
            Content::Disk(disk) => Source::Disk(fs::File::open(&disk.path)?, Arc::clone(disk)),
        }))
    }
}

impl Read for FileReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Source::Bytes(bytes) => bytes.reader().read(into),
            Source::Disk(file, _) => file.read(into),
        }
    }
}

impl fmt::Debug for FileReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileReader").finish_non_exhaustive()
    }
}
