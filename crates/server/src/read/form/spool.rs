//! A file of a form while it comes: in memory while it is small, on a disk when it is not.

use super::FormError;
use crate::{Fault, Limits};
use bytes::BytesMut;
use graphwright_wire::File;
use multer::Field;
use std::io;
use tempfile::{NamedTempFile, TempPath};
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio::task::spawn_blocking;

/// How large a file may be in memory, in bytes.
const IN_MEMORY: usize = 64 << 10;

/// How much is written to a disk at once, in bytes.
const STEP: usize = 256 << 10;

/// Reads a part, which is a file of at most [`Limits::file`] bytes. What it holds in memory is taken
/// from `memory`.
pub(super) async fn file(
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
    *memory -= spool.start.len();
    Ok(spool.finish().await.map_err(Fault::internal)?)
}

/// A file that is written in larger steps than come over a connection.
type Disk = BufWriter<tokio::fs::File>;

#[derive(Default)]
struct Spool {
    /// All of it, while that is little.
    start: BytesMut,
    /// All of it otherwise. What is written is deleted if it does not come to its end.
    disk: Option<(Disk, TempPath)>,
}

impl Spool {
    async fn write(&mut self, chunk: &[u8], room: usize) -> io::Result<()> {
        if let Some((file, _)) = &mut self.disk {
            return file.write_all(chunk).await;
        }
        if self.start.len() + chunk.len() <= room {
            self.start.extend_from_slice(chunk);
            return Ok(());
        }
        let (mut file, path) = made().await?;
        file.write_all(&std::mem::take(&mut self.start)).await?;
        file.write_all(chunk).await?;
        self.disk = Some((file, path));
        Ok(())
    }

    async fn finish(self) -> io::Result<File> {
        let Some((mut file, path)) = self.disk else {
            return Ok(self.start.freeze().into());
        };
        file.flush().await?;
        spawn_blocking(move || File::temporary(path.keep()?)).await?
    }
}

/// A new file in the folder for what is temporary, which nobody but this process may read.
async fn made() -> io::Result<(Disk, TempPath)> {
    let make = || {
        let named = tempfile::Builder::new().prefix("graphwright-").tempfile();
        named.map(NamedTempFile::into_parts)
    };
    let (file, path) = spawn_blocking(make).await??;
    let file = tokio::fs::File::from_std(file);
    Ok((BufWriter::with_capacity(STEP, file), path))
}
