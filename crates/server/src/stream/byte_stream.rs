//! A body: bytes in memory, or a stream of chunks.

use crate::Fault;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Bytes in memory, or chunks that arrive one by one: a [`Stream`] in both cases.
///
/// The stream of a request is bounded while it is read: more bytes than [`Limits::stream`], a slow
/// sender or an early end is a [`Fault`], which `?` sends. The stream of a response is made from
/// bytes, from a stream or by [`channel`](Self::channel). The stream of a request can be sent as a
/// response.
///
/// [`Limits::stream`]: crate::Limits::stream
///
/// ```
/// use graphwright_server::{ByteStream, Fault};
///
/// /// Counts the lines of a body of any size.
/// async fn lines(mut body: ByteStream) -> Result<usize, Fault> {
///     let mut lines = 0;
///     while let Some(chunk) = body.next().await {
///         lines += chunk?.iter().filter(|byte| **byte == b'\n').count();
///     }
///     Ok(lines)
/// }
/// ```
pub struct ByteStream {
    /// A chunk that was read ahead, to see whether there is one.
    ahead: Bytes,
    content: Content,
    length: Option<u64>,
}

enum Content {
    Bytes(Bytes),
    Chunks(Pin<Box<dyn Stream<Item = Result<Bytes, Fault>> + Send>>),
}

impl ByteStream {
    /// Chunks of a stream. An error aborts the response, so that its reader sees that it is
    /// incomplete.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, Fault>> + Send + 'static) -> Self {
        Self {
            ahead: Bytes::new(),
            content: Content::Chunks(Box::pin(chunks)),
            length: None,
        }
    }

    /// Sets the total length of the chunks in bytes, which is sent as `Content-Length`.
    pub fn with_length(mut self, length: u64) -> Self {
        if matches!(self.content, Content::Chunks(_)) {
            self.length = Some(length);
        }
        self
    }

    /// The total length in bytes, if it is known in advance.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next chunk; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Fault>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads the whole body into memory.
    pub async fn bytes(mut self) -> Result<Bytes, Fault> {
        if let Content::Bytes(bytes) = self.content {
            return Ok(bytes);
        }
        let mut all = BytesMut::new();
        while let Some(chunk) = self.next().await {
            all.extend_from_slice(&chunk?);
        }
        Ok(all.freeze())
    }

    /// Returns whether there is at least one byte left. The chunk that is read for it stays in the
    /// stream.
    pub(crate) async fn has_more(&mut self) -> Result<bool, Fault> {
        while self.ahead.is_empty() {
            match self.next().await {
                Some(chunk) => self.ahead = chunk?,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The bytes, if they are in memory.
    pub(crate) fn whole(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Chunks(_) => None,
        }
    }

    /// Returns the bytes if they are in memory, and the stream otherwise.
    pub(crate) fn into_whole(self) -> Result<Bytes, Self> {
        match self.content {
            Content::Bytes(bytes) => Ok(bytes),
            content @ Content::Chunks(_) => Err(Self { content, ..self }),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.ahead.is_empty() {
            return Poll::Ready(Some(Ok(mem::take(&mut self.ahead))));
        }
        match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(mem::take(bytes)))),
            Content::Chunks(chunks) => chunks.as_mut().poll_next(context),
        }
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        Self {
            ahead: Bytes::new(),
            length: Some(bytes.len() as u64),
            content: Content::Bytes(bytes),
        }
    }
}

/// Shows the length only.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
