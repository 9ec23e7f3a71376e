//! The file: its bytes or its path, its name and its media type.

use super::disk::Disk;
use bytes::Bytes;
use std::path::Path;
use std::sync::Arc;
use std::{fmt, io};

/// A file in a form: its bytes, or where on a disk they are, and what is said of them.
///
/// A clone is cheap and holds the same bytes. Two are equal that have the same bytes in memory, or
/// that are the same place on a disk: to compare never reads.
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
    /// The file's name. It comes from whoever sent the file, may be a path to anywhere and is not
    /// fit to be one.
    pub name: Option<String>,
    /// The media type that the sender takes it for, for example `image/png`.
    pub media_type: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Content {
    Bytes(Bytes),
    Disk(Arc<Disk>),
}

impl File {
    /// What a file is called on its way through serde.
    pub const TOKEN: &'static str = "$graphwright::File";

    /// A file of these bytes, without name and media type.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self::of(Content::Bytes(bytes.into().into()))
    }

    /// A file of a disk, under its name there. It is read when it is sent, and never whole; what
    /// changes its length in the meantime makes the sending fail.
    ///
    /// Fails where there is none or it is a folder.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let disk = Disk::at(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy());
        Ok(Self {
            name: name.map(Into::into),
            ..Self::of(Content::Disk(Arc::new(disk)))
        })
    }

    /// Takes a file of a disk over, which is deleted with the last clone of this.
    ///
    /// Fails where there is none or it is a folder; then nothing is deleted.
    pub fn temporary(path: impl AsRef<Path>) -> io::Result<Self> {
        let disk = Disk::at(path.as_ref())?.temporary();
        Ok(Self::of(Content::Disk(Arc::new(disk))))
    }

    fn of(content: Content) -> Self {
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

    /// How many bytes it has.
    pub fn len(&self) -> u64 {
        self.content.length()
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, where they are in memory.
    pub fn in_memory(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Disk(_) => None,
        }
    }

    /// Where it is, for one that is on a disk.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.content {
            Content::Bytes(_) => None,
            Content::Disk(disk) => Some(&disk.path),
        }
    }

    /// All of it in memory. This waits for the disk where it is on one.
    pub fn bytes(&self) -> io::Result<Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Ok(bytes.clone()),
            Content::Disk(disk) => std::fs::read(&disk.path).map(Bytes::from),
        }
    }

    /// Writes it to a file of this machine, which is made, or replaced. This waits for the disk.
    ///
    /// The path is the caller's to choose: [`name`](Self#structfield.name) is not fit to be one.
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

/// Shows how many bytes there are: they may be many, and they may be private.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.length())
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self::of(Content::Bytes(bytes))
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
