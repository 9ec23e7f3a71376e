//! Streams that are filled through a channel.

use super::ByteStream;
use crate::Fault;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

/// Fills a [`ByteStream`]; returned by [`ByteStream::channel`]. Dropping it ends the stream.
#[derive(Clone, Debug)]
pub struct ByteSender(mpsc::Sender<Result<Bytes, Fault>>);

impl ByteSender {
    /// Sends a chunk. Returns `false` if the stream is no longer read.
    pub async fn send(&self, chunk: impl Into<Bytes>) -> bool {
        self.0.send(Ok(chunk.into())).await.is_ok()
    }

    /// Aborts the stream.
    pub async fn fail(self, fault: Fault) {
        // If the stream is no longer read, nobody needs to know.
        let _ = self.0.send(Err(fault)).await;
    }
}

/// The receiving end of a channel, as a stream.
pub(crate) struct Received<T>(pub(crate) mpsc::Receiver<T>);

impl<T> Stream for Received<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }
}

impl ByteStream {
    /// A stream, and the sender that fills it. It waits while `capacity` chunks are not sent yet.
    pub fn channel(capacity: usize) -> (ByteSender, Self) {
        let (sender, receiver) = mpsc::channel(capacity.max(1));
        (ByteSender(sender), Self::new(Received(receiver)))
    }

    /// A stream that fails at once.
    pub(crate) fn failed(fault: Fault) -> Self {
        let (sender, stream) = Self::channel(1);
        // The channel has room for one.
        let _ = sender.0.try_send(Err(fault));
        stream
    }
}
