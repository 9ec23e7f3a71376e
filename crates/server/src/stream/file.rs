//! A file as a stream of chunks, read on tokio's threads for blocking work.

use super::ByteStream;
use crate::Fault;
use bytes::Bytes;
use futures_core::Stream;
use graphwright_wire::{File, FileReader};
use std::io::{self, Read};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::task::{JoinHandle, spawn_blocking};

/// The length of a chunk, in bytes.
const CHUNK: usize = 64 << 10;

impl ByteStream {
    /// A file, from a form or from [`File::open`], which is read while it is sent.
    ///
    /// Fails if it cannot be opened.
    pub async fn file(file: File) -> io::Result<Self> {
        match file.in_memory() {
            Some(bytes) => Ok(bytes.clone().into()),
            None => open_on_disk(file).await,
        }
    }
}

/// Opens a file on a disk, whose length is known then.
async fn open_on_disk(file: File) -> io::Result<ByteStream> {
    let length = file.len();
    let opening = spawn_blocking(move || file.reader());
    let chunks = FileChunks(State::Idle(opening.await??));
    Ok(ByteStream::new(chunks).with_length(length))
}

/// The chunks of a file.
struct FileChunks(State);

enum State {
    Idle(FileReader),
    Busy(JoinHandle<ReadResult>),
    Ended,
}

/// The reader, and the chunk that was read; empty at the end.
type ReadResult = io::Result<(FileReader, Bytes)>;

fn read_chunk(mut reader: FileReader) -> ReadResult {
    let mut chunk = Vec::with_capacity(CHUNK);
    (&mut reader).take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok((reader, chunk.into()))
}

impl Stream for FileChunks {
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut task = match mem::replace(&mut self.0, State::Ended) {
            State::Idle(reader) => spawn_blocking(|| read_chunk(reader)),
            State::Busy(task) => task,
            State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready(result) = Pin::new(&mut task).poll(context) else {
            self.0 = State::Busy(task);
            return Poll::Pending;
        };
        Poll::Ready(match result.unwrap_or_else(|error| Err(error.into())) {
            Ok((_, chunk)) if chunk.is_empty() => None,
            Ok((reader, chunk)) => {
                self.0 = State::Idle(reader);
                Some(Ok(chunk))
            }
            Err(error) => Some(Err(Fault::internal(error))),
        })
    }
}
