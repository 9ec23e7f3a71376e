//! The progress of a body.

use crate::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The progress of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of bytes that have arrived, or have been handed over to be sent.
    pub done: u64,
    /// The total number of bytes, if it is known.
    pub total: Option<u64>,
}

/// The function that is called with the progress.
pub(super) type Report = Box<dyn FnMut(Progress) + Send>;

/// The largest step, in bytes: otherwise a body in memory would be reported only once.
const STEP: usize = 64 * 1024;

/// Chunks whose progress is reported.
pub(super) struct ReportedProgress<S> {
    chunks: S,
    /// The rest of a chunk that is larger than a step.
    rest: Bytes,
    report: Report,
    progress: Progress,
}

impl<S> ReportedProgress<S> {
    pub(super) fn new(chunks: S, total: Option<u64>, report: Report) -> Self {
        Self {
            progress: Progress { done: 0, total },
            rest: Bytes::new(),
            chunks,
            report,
        }
    }
}

impl<S: Stream<Item = Result<Bytes, TransportError>> + Unpin> Stream for ReportedProgress<S> {
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
        (this.report)(this.progress);
        Poll::Ready(Some(Ok(chunk)))
    }
}
