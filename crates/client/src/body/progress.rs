//! How far a body is.

use crate::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How far a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes have come, or have been handed over to be sent.
    pub done: u64,
    /// How many there will be, where that is known.
    pub total: Option<u64>,
}

/// What is told of it.
pub(super) type Each = Box<dyn FnMut(Progress) + Send>;

/// The largest step, in bytes: a body that is all there would be told of only once.
const STEP: usize = 64 * 1024;

/// Chunks that tell how far a body is.
pub(super) struct Watched<S> {
    chunks: S,
    /// What is left of a chunk that is larger than a step.
    rest: Bytes,
    each: Each,
    progress: Progress,
}

impl<S> Watched<S> {
    pub(super) fn new(chunks: S, total: Option<u64>, each: Each) -> Self {
        Self {
            progress: Progress { done: 0, total },
            rest: Bytes::new(),
            chunks,
            each,
        }
    }
}

impl<S: Stream<Item = Result<Bytes, TransportError>> + Unpin> Stream for Watched<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.rest.is_empty() {
            match ready!(Pin::new(&mut this.chunks).poll_next(context)) {
                Some(Ok(chunk)) => this.rest = chunk,
                end => return Poll::Ready(end),
            }
        }
        let chunk = this.rest.split_to(this.rest.len().min(STEP));
        this.progress.done += chunk.len() as u64;
        (this.each)(this.progress);
        Poll::Ready(Some(Ok(chunk)))
    }
}
