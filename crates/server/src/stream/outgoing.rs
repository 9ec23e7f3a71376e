//! The body of a response while it is sent.

use super::ByteStream;
use crate::panics::panic_fault;
use bytes::Bytes;
use futures_core::Stream;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A stream that is being sent. If it fails or panics, the response is aborted and only `tracing`
/// gets the reason, since the status has been sent.
pub(crate) struct Outgoing(pub(crate) ByteStream);

impl Stream for Outgoing {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = catch_unwind(AssertUnwindSafe(|| {
            Pin::new(&mut self.0).poll_next(context)
        }));
        let next = next.unwrap_or_else(|panic| {
            // A stream that panicked is not polled again.
            self.0 = Bytes::new().into();
            Poll::Ready(Some(Err(panic_fault(panic.as_ref()))))
        });
        next.map(|chunk| {
            Some(chunk?.map_err(|fault| {
                tracing::error!(status = fault.status().as_u16(), "a response was aborted");
                io::Error::other(fault.to_string())
            }))
        })
    }
}
