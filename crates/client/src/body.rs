//! The body of a request or an answer, on its way through a [`Transport`](crate::Transport).

use crate::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Bytes that are all there, or that come chunk by chunk.
///
/// It is a [`Stream`] of chunks either way. A transport that answers from memory uses
/// `Body::from("..")`; one that reads a socket uses [`Body::stream`].
pub struct Body(Content);

enum Content {
    Bytes(Bytes),
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

impl Body {
    /// No bytes.
    pub const fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// Chunks as they come. After an error nothing more is read.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Content::Stream(Box::pin(chunks)))
    }

    /// The whole body, if it is there already; such a body can be sent more than once.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Stream(chunks) => chunks.as_mut().poll_next(context),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Content::Bytes(bytes.into()))
    }
}

/// Shows the length only: bodies carry passwords.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            None => f.write_str("Body(stream)"),
        }
    }
}
