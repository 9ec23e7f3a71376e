//! Streams that a sender fills.

use super::ByteStream;
use crate::Fault;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

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

impl ByteStream {
    /// A stream and what fills it, which waits where `capacity` chunks are not sent yet.
    pub fn channel(capacity: usize) -> (ByteSender, Self) {
        let (sender, receiver) = mpsc::channel(capacity.max(1));
        (ByteSender(sender), Self::new(Received(receiver)))
    }

    /// A stream that is nothing but broken off.
    pub(crate) fn failed(fault: Fault) -> Self {
        let (sender, stream) = Self::channel(1);
        // There is room for one.
        let _ = sender.0.try_send(Err(fault));
        stream
    }
}
