//! Access to input files, on disk or in memory. Planning reads files in no other way.

use crate::paths;
use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

/// A source of input files.
pub trait Files {
    /// The text of a file of at most `limit` bytes.
    fn read(&self, path: &Utf8Path, limit: usize) -> Result<String, ReadError>;

    /// The text of the file at `path`, which is relative to `folder` and has no `..`. No part of the
    /// path may be a link: it could lead out of the folder.
    fn read_below(
        &self,
        folder: &Utf8Path,
        path: &Utf8Path,
        limit: usize,
    ) -> Result<String, ReadError>;

    /// Returns whether there is a file or a folder at `path`.
    fn exists(&self, path: &Utf8Path) -> bool;

    /// The path from `root` down to `folder`, without links; `None` if it is not below it. Without links it follows
    /// from the paths.
    fn path_below(&self, root: &Utf8Path, folder: &Utf8Path) -> Option<Utf8PathBuf> {
        let plain = |path: &Utf8Path| paths::join(path, "");
        let (root, folder) = (plain(root), plain(folder));
        match root.as_str() {
            _ if folder == root => Some(Utf8PathBuf::new()),
            "." => paths::stays_below(folder.as_str()).then_some(folder),
            _ => folder.strip_prefix(root).ok().map(Utf8Path::to_owned),
        }
    }

    /// The files in the folder at `path` and in those below it, in order, as paths relative to it
    /// with `/`; `None` if there is no folder that can be read.
    fn list(&self, path: &Utf8Path) -> Option<Vec<String>>;
}

/// The reason why an input cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing at the path.
    Missing,
    /// There is a folder at the path.
    Folder,
    /// There is a link at the path or above it, where none is allowed.
    Link,
    /// The file has more bytes than the limit.
    TooLarge,
    /// The file is not UTF-8; the text before the first invalid byte.
    NotUtf8(String),
    /// Another error of the system.
    System(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Folder => f.write_str("this is a folder, not a file"),
            Self::Link => f.write_str("this is a symbolic link, or is below one"),
            Self::TooLarge => f.write_str("the file is too large"),
            Self::NotUtf8(_) => f.write_str("it is not UTF-8 text"),
            Self::System(said) => f.write_str(said),
        }
    }
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Utf8Path, limit: usize) -> Result<String, ReadError> {
        let metadata = path.metadata().map_err(|error| refusal(&error))?;
        if metadata.is_dir() {
            return Err(ReadError::Folder);
        }
        let file = fs::File::open(path).map_err(|error| refusal(&error))?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(limit));
        // A device or a pipe has no length and may never end, so the bytes read are limited.
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        file.take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| refusal(&error))?;
        if bytes.len() > limit {
            return Err(ReadError::TooLarge);
        }
        String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            ReadError::NotUtf8(String::from_utf8_lossy(before).into_owned())
        })
    }

    fn read_below(
        &self,
        folder: &Utf8Path,
        path: &Utf8Path,
        limit: usize,
    ) -> Result<String, ReadError> {
        let folder = here(folder);
        let mut file = folder.to_owned();
        for part in path.components() {
            file.push(part);
            let metadata = file.symlink_metadata().map_err(|error| refusal(&error))?;
            if metadata.is_symlink() {
                return Err(ReadError::Link);
            }
        }
        // This finds anything that a system may have besides symbolic links.
        let real = |path: &Utf8Path| path.canonicalize_utf8().map_err(|error| refusal(&error));
        if !real(&file)?.starts_with(real(folder)?) {
            return Err(ReadError::Link);
        }
        if !file.is_file() && !file.is_dir() {
            return Err(ReadError::System("it is not a regular file".to_owned()));
        }
        self.read(&file, limit)
    }

    fn exists(&self, path: &Utf8Path) -> bool {
        path.exists()
    }

    fn path_below(&self, root: &Utf8Path, folder: &Utf8Path) -> Option<Utf8PathBuf> {
        let real = |path: &Utf8Path| here(path).canonicalize_utf8().ok();
        let folder = real(folder)?;
        folder
            .strip_prefix(real(root)?)
            .ok()
            .map(Utf8Path::to_owned)
    }

    fn list(&self, path: &Utf8Path) -> Option<Vec<String>> {
        let mut names = Vec::new();
        collect(path, "", &mut names).ok()?;
        names.sort();
        Some(names)
    }
}

/// The folder; an empty path is the current folder.
fn here(folder: &Utf8Path) -> &Utf8Path {
    match folder.as_str() {
        "" => Utf8Path::new("."),
        _ => folder,
    }
}

/// Collects the files of a folder and of the folders in it; links to folders are not followed, since they may be
/// cyclic.
fn collect(folder: &Utf8Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in folder.read_dir_utf8()? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(entry.path(), &format!("{name}/"), names)?;
        } else if entry.path().is_file() {
            names.push(name);
        }
    }
    Ok(())
}

fn refusal(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        io::ErrorKind::IsADirectory => ReadError::Folder,
        _ => ReadError::System(error.to_string()),
    }
}

/// Files in memory, for tests and for callers that have the texts.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<Utf8PathBuf, String>);

impl Files for Memory {
    fn read(&self, path: &Utf8Path, limit: usize) -> Result<String, ReadError> {
        match self.0.get(path) {
            Some(text) if text.len() > limit => Err(ReadError::TooLarge),
            Some(text) => Ok(text.clone()),
            None if self.exists(path) => Err(ReadError::Folder),
            None => Err(ReadError::Missing),
        }
    }

    fn read_below(
        &self,
        folder: &Utf8Path,
        path: &Utf8Path,
        limit: usize,
    ) -> Result<String, ReadError> {
        self.read(&folder.join(path), limit)
    }

    fn exists(&self, path: &Utf8Path) -> bool {
        self.0.keys().any(|file| file.starts_with(path))
    }

    fn list(&self, path: &Utf8Path) -> Option<Vec<String>> {
        if self.0.contains_key(path) || !self.exists(path) {
            return None;
        }
        let files = self.0.keys().filter(|file| file.parent() == Some(path));
        Some(
            files
                .filter_map(|file| file.file_name().map(str::to_owned))
                .collect(),
        )
    }
}
