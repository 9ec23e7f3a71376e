//! Spools a file of a form while it is received: in memory if it is small, on a disk otherwise.

use super::FormError;
use crate::{Fault, Limits};
use bytes::BytesMut;
use graphwright_wire::File;
use multer::Field;
use std::io;
use tempfile::{NamedTempFile, TempPath};
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio::task::spawn_blocking;

/// The maximum length of a file in memory, in bytes.
const IN_MEMORY: usize = 64 << 10;

/// The length of a write to a disk, in bytes.
const WRITE_LENGTH: usize = 256 << 10;

/// Reads a part that is a file of at most [`Limits::file`] bytes. Bytes that it keeps in memory are
/// subtracted from `memory`.
pub(super) async fn read_file(
    mut part: Field<'_>,
    limits: &Limits,
    memory: &mut usize,
) -> Result<File, FormError> {
    let mut spool = Spool::default();
    let mut length = 0;
    while let Some(chunk) = part.chunk().await? {
        length += chunk.len() as u64;
        if length > limits.file {
            return Err(Fault::file_too_large(limits.file).into());
        }
        let room = (*memory).min(IN_MEMORY);
        spool.write(&chunk, room).await.map_err(Fault::internal)?;
    }
    *memory -= spool.memory.len();
    Ok(spool.finish().await.map_err(Fault::internal)?)
}

/// A file that is written in larger pieces than arrive on a connection.
type Disk = BufWriter<tokio::fs::File>;

#[derive(Default)]
struct Spool {
    /// The content, while it is small.
    memory: BytesMut,
    /// The content otherwise. The file is deleted if it is not received to its end.
    disk: Option<(Disk, TempPath)>,
}

impl Spool {
    async fn write(&mut self, chunk: &[u8], room: usize) -> io::Result<()> {
        if let Some((file, _)) = &mut self.disk {
            return file.write_all(chunk).await;
        }
        if self.memory.len() + chunk.len() <= room {
            self.memory.extend_from_slice(chunk);
            return Ok(());
        }
        let (mut file, path) = create_file().await?;
        file.write_all(&std::mem::take(&mut self.memory)).await?;
        file.write_all(chunk).await?;
        self.disk = Some((file, path));
        Ok(())
    }

    async fn finish(self) -> io::Result<File> {
        let Some((mut file, path)) = self.disk else {
            return Ok(self.memory.freeze().into());
        };
        file.flush().await?;
        spawn_blocking(move || File::temporary(path.keep()?)).await?
    }
}

/// Creates a temporary file that only this user can read.
async fn create_file() -> io::Result<(Disk, TempPath)> {
    let create = || {
        let named = tempfile::Builder::new().prefix("graphwright-").tempfile();
        named.map(NamedTempFile::into_parts)
    };
    let (file, path) = spawn_blocking(create).await??;
    let file = tokio::fs::File::from_std(file);
    Ok((BufWriter::with_capacity(WRITE_LENGTH, file), path))
}
