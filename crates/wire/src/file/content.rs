//! The file: its bytes or its path, its name and its media type.

use super::disk::Disk;
use bytes::Bytes;
use std::path::Path;
use std::sync::Arc;
use std::{fmt, io};

/// A file in a form: its bytes or its path, with name and media type.
///
/// Clones are cheap and share the bytes. Files are equal if they have the same bytes in memory, or
/// the same path: comparing them never reads a disk.
///
/// ```
/// use graphwright_wire::File;
///
/// let photo = File::from(vec![0xff, 0xd8]).name("me.jpg").media_type("image/jpeg");
/// assert_eq!(photo.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct File {
    pub(super) content: Content,
    /// The name that the sender gave the file. It may be any text, so it must not be used as a
    /// path.
    pub name: Option<String>,
    /// The media type that the sender declared, for example `image/png`.
    pub media_type: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Content {
    Bytes(Bytes),
    Disk(Arc<Disk>),
}

impl File {
    /// The name of the newtype struct that a file is in serde.
    pub const TOKEN: &'static str = "$graphwright::File";

    /// A file with these bytes, without name and media type.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self::with_content(Content::Bytes(bytes.into().into()))
    }

    /// A file on a disk, under its name there. It is read while it is sent, in pieces. If its
    /// length changes before that, sending it fails.
    ///
    /// Fails if there is no such file, or if it is a folder.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let disk = Disk::open(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy());
        Ok(Self {
            name: name.map(Into::into),
            ..Self::with_content(Content::Disk(Arc::new(disk)))
        })
    }

    /// Takes ownership of a file on a disk, which is deleted with the last clone.
    ///
    /// Fails if there is no such file, or if it is a folder; then nothing is deleted.
    pub fn temporary(path: impl AsRef<Path>) -> io::Result<Self> {
        let disk = Disk::open(path.as_ref())?.temporary();
        Ok(Self::with_content(Content::Disk(Arc::new(disk))))
    }

    fn with_content(content: Content) -> Self {
        Self {
            content,
            name: None,
            media_type: None,
        }
    }

    /// Sets the name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The length in bytes.
    pub fn len(&self) -> u64 {
        self.content.length()
    }

    /// Returns whether the file has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, if they are in memory.
    pub fn in_memory(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Disk(_) => None,
        }
    }

    /// The path, if the file is on a disk.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.content {
            Content::Bytes(_) => None,
            Content::Disk(disk) => Some(&disk.path),
        }
    }

    /// Reads the whole file into memory. Blocks while it is read from a disk.
    pub fn bytes(&self) -> io::Result<Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Ok(bytes.clone()),
            Content::Disk(disk) => std::fs::read(&disk.path).map(Bytes::from),
        }
    }

    /// Writes the file to a path, where it is created or replaced. Blocks while it is written.
    ///
    /// The caller chooses the path: [`name`](Self#structfield.name) must not be used as one.
    pub fn save_to(&self, path: impl AsRef<Path>) -> io::Result<()> {
        match &self.content {
            Content::Bytes(bytes) => std::fs::write(path, bytes),
            Content::Disk(disk) => std::fs::copy(&disk.path, path).map(drop),
        }
    }
}

impl Content {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Disk(disk) => disk.length,
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// Shows the number of bytes only: they may be many, and they may be private.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.length())
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self::with_content(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for File {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for File {
    fn from(bytes: &[u8; N]) -> Self {
        Self::new(bytes)
    }
}

impl From<String> for File {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for File {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
