//! Bodies that are not all in memory, in requests and in answers.

mod events;
mod file;
mod request_body;

pub use self::events::{Event, EventSender, Events};
pub(crate) use self::request_body::incoming;

use crate::Fault;
use crate::dispatch::panicked;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use graphwright_wire::File;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

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

    /// A stream and what fills it, which waits where `capacity` chunks are not sent yet.
    pub fn channel(capacity: usize) -> (ByteSender, Self) {
        let (sender, receiver) = mpsc::channel(capacity.max(1));
        (ByteSender(sender), Self::new(Received(receiver)))
    }

    /// A file, from a form or by [`File::open`], which is read while it is sent.
    ///
    /// Fails where it cannot be opened.
    pub async fn file(file: File) -> io::Result<Self> {
        match file.in_memory() {
            Some(bytes) => Ok(bytes.clone().into()),
            None => file::opened(file).await,
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

    /// A stream that is nothing but broken off.
    pub(crate) fn failed(fault: Fault) -> Self {
        let (sender, stream) = Self::channel(1);
        // There is room for one.
        let _ = sender.0.try_send(Err(fault));
        stream
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

/// Fills a [`ByteStream`]; made by [`ByteStream::channel`]. Dropping it ends the stream.
#[derive(Clone, Debug)]
pub struct ByteSender(mpsc::Sender<Result<Bytes, Fault>>);

impl ByteSender {
    /// Sends a chunk. `false` where nobody reads the stream any more.
    pub async fn send(&self, chunk: impl Into<Bytes>) -> bool {
        self.0.send(Ok(chunk.into())).await.is_ok()
    }

    /// Breaks the stream off.
    pub async fn fail(self, fault: Fault) {
        // Where nobody reads it, nobody needs to know.
        let _ = self.0.send(Err(fault)).await;
    }
}

/// What a channel brings, as a stream.
pub(crate) struct Received<T>(pub(crate) mpsc::Receiver<T>);

impl<T> Stream for Received<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }
}

/// A stream on its way out. What breaks it off, a panic too, is told to `tracing` alone: its reader
/// has the status already.
pub(crate) struct Outgoing(pub(crate) ByteStream);

impl Stream for Outgoing {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = catch_unwind(AssertUnwindSafe(|| {
            Pin::new(&mut self.0).poll_next(context)
        }));
        let next = next.unwrap_or_else(|panic| {
            // What has panicked is not asked again.
            self.0 = Bytes::new().into();
            Poll::Ready(Some(Err(panicked(panic.as_ref()))))
        });
        next.map(|chunk| {
            Some(chunk?.map_err(|fault| {
                tracing::error!(status = fault.status().as_u16(), "an answer broke off");
                io::Error::other(fault.to_string())
            }))
        })
    }
}
