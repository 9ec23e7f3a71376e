//! A file's place on a disk.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A place, and what was there when it was looked at.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Disk {
    pub(super) path: PathBuf,
    pub(super) length: u64,
    is_temporary: bool,
}

impl Disk {
    pub(super) fn at(path: &Path) -> io::Result<Self> {
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
            // Nobody is left to be told; what remains is in the folder for what is temporary.
            let _ = fs::remove_file(&self.path);
        }
    }
}
