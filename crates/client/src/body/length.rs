//! A stream whose length is known and checked.

use super::chunks::Chunks;
use crate::{TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Chunks that must add up to a length.
pub(super) struct CheckedLength {
    chunks: Chunks,
    length: u64,
    done: u64,
}

impl CheckedLength {
    pub(super) fn new(chunks: Chunks, length: u64) -> Self {
        Self {
            chunks,
            length,
            done: 0,
        }
    }
}

fn interrupted(text: String) -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted, text)
}

impl Stream for CheckedLength {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = ready!(self.chunks.as_mut().poll_next(context));
        let (length, before) = (self.length, self.done);
        self.done += chunk.as_ref().map_or(0, |chunk| {
            chunk.as_ref().map_or(0, |chunk| chunk.len() as u64)
        });
        Poll::Ready(match chunk {
            Some(Ok(_)) if self.done > length => Some(Err(interrupted(format!(
                "the body has more than {length} bytes"
            )))),
            None if before < length => {
                // The error is returned once; a stream that is polled again has ended.
                self.length = before;
                let text = format!("the body ended after {before} of {length} bytes");
                Some(Err(interrupted(text)))
            }
            chunk => chunk,
        })
    }
}
