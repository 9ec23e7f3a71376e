//! A file as chunks, read by the threads that tokio has for work that waits.

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

/// How much is read at once, in bytes.
const CHUNK: usize = 64 << 10;

impl ByteStream {
    /// A file, from a form or by [`File::open`], which is read while it is sent.
    ///
    /// Fails where it cannot be opened.
    pub async fn file(file: File) -> io::Result<Self> {
        match file.in_memory() {
            Some(bytes) => Ok(bytes.clone().into()),
            None => opened(file).await,
        }
    }
}

/// Opens a file, whose length is known from then on.
async fn opened(file: File) -> io::Result<ByteStream> {
    let length = file.len();
    let opening = spawn_blocking(move || file.reader());
    let chunks = Reading(State::Idle(opening.await??));
    Ok(ByteStream::new(chunks).with_length(length))
}

struct Reading(State);

enum State {
    Idle(FileReader),
    Busy(JoinHandle<Step>),
    Over,
}

/// A chunk, empty at the end, and where the next one comes from.
type Step = io::Result<(FileReader, Bytes)>;

fn step(mut reader: FileReader) -> Step {
    let mut chunk = Vec::with_capacity(CHUNK);
    (&mut reader).take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok((reader, chunk.into()))
}

impl Stream for Reading {
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut task = match mem::replace(&mut self.0, State::Over) {
            State::Idle(reader) => spawn_blocking(|| step(reader)),
            State::Busy(task) => task,
            State::Over => return Poll::Ready(None),
        };
        let Poll::Ready(step) = Pin::new(&mut task).poll(context) else {
            self.0 = State::Busy(task);
            return Poll::Pending;
        };
        Poll::Ready(match step.unwrap_or_else(|error| Err(error.into())) {
            Ok((_, chunk)) if chunk.is_empty() => None,
            Ok((reader, chunk)) => {
                self.0 = State::Idle(reader);
                Some(Ok(chunk))
            }
            Err(error) => Some(Err(Fault::internal(error))),
        })
    }
}
