//! A stream whose chunks must each arrive within a time.

use crate::clock::Clock;
use crate::{TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

/// Chunks with a timeout, which runs from when a chunk is asked for: a slow reader is no error.
pub(super) struct ChunkTimeout<S> {
    /// `None` once the time was up: a connection is not held any longer than that.
    chunks: Option<S>,
    clock: Arc<dyn Clock>,
    timeout: Duration,
    alarm: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl<S> ChunkTimeout<S> {
    pub(super) fn new(chunks: S, clock: Arc<dyn Clock>, timeout: Duration) -> Self {
        Self {
            chunks: Some(chunks),
            clock,
            timeout,
            alarm: None,
        }
    }
}

impl<S: Stream<Item = Result<Bytes, TransportError>> + Unpin> Stream for ChunkTimeout<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(chunks) = &mut this.chunks else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(chunk) = Pin::new(chunks).poll_next(context) {
            this.alarm = None;
            return Poll::Ready(chunk);
        }
        let (clock, timeout) = (&this.clock, this.timeout);
        let alarm = this.alarm.get_or_insert_with(|| {
            let clock = Arc::clone(clock);
            Box::pin(async move { clock.sleep(timeout).await })
        });
        alarm.as_mut().poll(context).map(|()| {
            let text = format!("no data arrived for {timeout:?}");
            this.chunks = None;
            this.alarm = None;
            Some(Err(TransportError::new(TransportErrorKind::Timeout, text)))
        })
    }
}
