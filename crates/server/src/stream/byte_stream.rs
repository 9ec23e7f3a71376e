//! Bytes that are all there, or that come chunk by chunk.

use crate::Fault;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Bytes that are all there, or that come chunk by chunk: a [`Stream`] either way.
///
/// One of a request is bounded while it is read: what goes beyond [`Limits::stream`], comes too
/// slowly or ends too early is a [`Fault`], which `?` answers. One for an answer is made from bytes,
/// from a stream or by [`channel`](Self::channel); a request's can be answered as it is.
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
    /// What was taken out to see whether there is more.
    ahead: Bytes,
    content: Content,
    length: Option<u64>,
}

enum Content {
    Bytes(Bytes),
    Chunks(Pin<Box<dyn Stream<Item = Result<Bytes, Fault>> + Send>>),
}

impl ByteStream {
    /// Chunks as they come. An error breaks the answer off, so that its reader sees that it is not
    /// whole.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, Fault>> + Send + 'static) -> Self {
        Self {
            ahead: Bytes::new(),
            content: Content::Chunks(Box::pin(chunks)),
            length: None,
        }
    }

    /// Says how many bytes the chunks have together, which is sent as `Content-Length`.
    pub fn with_length(mut self, length: u64) -> Self {
        if matches!(self.content, Content::Chunks(_)) {
            self.length = Some(length);
        }
        self
    }

    /// How many bytes it has, where that is known before they come.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next chunk; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Fault>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All of it in memory.
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

    /// Whether there is a byte in it; the chunk that tells stays in it.
    pub(crate) async fn has_more(&mut self) -> Result<bool, Fault> {
        while self.ahead.is_empty() {
            match self.next().await {
                Some(chunk) => self.ahead = chunk?,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The bytes, if they are all there.
    pub(crate) fn whole(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Chunks(_) => None,
        }
    }

    /// The bytes, if they are all there, and the stream again otherwise.
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
