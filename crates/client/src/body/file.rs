//! Files as bodies, read while they are sent.

use crate::{TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use graphwright_wire::{File, FileReader};
use std::future::ready;
use std::io::{self, Read};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

#[cfg(feature = "reqwest")]
use {super::Body, tokio::runtime::Handle, tokio::task::spawn_blocking};

/// The size of a chunk, in bytes.
const CHUNK: usize = 64 * 1024;

#[cfg(feature = "reqwest")]
impl Body {
    /// A file, which is read while it is sent. Its length is sent as `Content-Length`; a file that
    /// grows or shrinks in the meantime is an error.
    ///
    /// Fails if the file cannot be opened. Must be called in a tokio runtime.
    pub async fn file(path: impl AsRef<std::path::Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let opening = spawn_blocking(move || -> io::Result<_> {
            let file = File::open(path)?;
            Ok((file.len(), file.reader()?))
        });
        let (length, reader) = opening.await??;
        let chunks = FileChunks(State::Idle(Source::Open(reader)));
        Ok(Self::stream(chunks).with_length(length))
    }
}

/// The chunks of a file, which is opened for the first one.
///
/// Reading blocks: in a tokio runtime one of its threads for blocking work, elsewhere the task that
/// asks for the chunk.
pub(super) struct FileChunks(State);

enum State {
    /// No chunk is being read.
    Idle(Source),
    Busy(Reader),
    Over,
}

enum Source {
    Closed(File),
    Open(FileReader),
}

/// A chunk, empty at the end of the file, and the reader of the next one.
type Step = io::Result<(FileReader, Bytes)>;

type Reader = Pin<Box<dyn Future<Output = Step> + Send>>;

impl FileChunks {
    pub(super) fn new(file: File) -> Self {
        Self(State::Idle(Source::Closed(file)))
    }
}

fn start_reading(source: Source) -> Reader {
    #[cfg(feature = "reqwest")]
    if Handle::try_current().is_ok() {
        return Box::pin(async { spawn_blocking(|| read_chunk(source)).await? });
    }
    Box::pin(ready(read_chunk(source)))
}

fn read_chunk(source: Source) -> Step {
    let mut reader = match source {
        Source::Closed(file) => file.reader()?,
        Source::Open(reader) => reader,
    };
    let mut chunk = Vec::with_capacity(CHUNK);
    (&mut reader).take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok((reader, chunk.into()))
}

impl Stream for FileChunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut reader = match mem::replace(&mut self.0, State::Over) {
            State::Idle(source) => start_reading(source),
            State::Busy(reader) => reader,
            State::Over => return Poll::Ready(None),
        };
        let Poll::Ready(step) = reader.as_mut().poll(context) else {
            self.0 = State::Busy(reader);
            return Poll::Pending;
        };
        Poll::Ready(match step {
            Ok((_, chunk)) if chunk.is_empty() => None,
            Ok((reader, chunk)) => {
                self.0 = State::Idle(Source::Open(reader));
                Some(Ok(chunk))
            }
            Err(error) => Some(Err(TransportError::new(TransportErrorKind::Other, error))),
        })
    }
}
