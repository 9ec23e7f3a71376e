//! A path on a disk, with the length of its file.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A path, and the length of its file when it was opened.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Disk {
    pub(super) path: PathBuf,
    pub(super) length: u64,
    is_temporary: bool,
}

impl Disk {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let found = fs::metadata(path)?;
        if found.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        Ok(Self {
            path: path.to_owned(),
            length: found.len(),
            is_temporary: false,
        })
    }

    pub(super) fn temporary(mut self) -> Self {
        self.is_temporary = true;
        self
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_temporary {
            // No caller is left to report an error to. The file remains in a folder for temporary
            // files.
            let _ = fs::remove_file(&self.path);
        }
    }
}
