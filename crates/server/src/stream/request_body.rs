//! The body of a request, bounded while it is read.

use super::ByteStream;
use crate::fault::Detail;
use crate::{Fault, Limits};
use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::time::{Instant, Sleep};

/// A body of at most [`Limits::stream`] bytes, each chunk of which comes within
/// [`Limits::body_time`]. One that says that it is larger is refused at once.
pub(crate) fn incoming(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<ByteStream, Fault> {
    let declared = headers.get(CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: u64| length > limits.stream) {
        return Err(too_large(limits));
    }
    let chunks = ByteStream::new(Incoming {
        body: body.into_data_stream(),
        limits: *limits,
        read: 0,
        alarm: None,
    });
    Ok(match declared {
        Some(length) => chunks.with_length(length),
        None => chunks,
    })
}

struct Incoming {
    body: BodyDataStream,
    limits: Limits,
    read: u64,
    /// Runs while a chunk is waited for.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Incoming {
    fn count(&mut self, chunk: Bytes) -> Result<Bytes, Fault> {
        self.read += chunk.len() as u64;
        if self.read > self.limits.stream {
            return Err(too_large(&self.limits));
        }
        Ok(chunk)
    }
}

impl Stream for Incoming {
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_next(context) {
            Poll::Ready(chunk) => {
                this.alarm = None;
                Poll::Ready(match chunk {
                    Some(Ok(chunk)) => Some(this.count(chunk)),
                    Some(Err(error)) => Some(Err(broken_off(error))),
                    None => None,
                })
            }
            Poll::Pending => {
                let until = this.limits.body_time;
                let alarm = this.alarm.get_or_insert_with(|| {
                    Box::pin(tokio::time::sleep_until(Instant::now() + until))
                });
                let slow = || Some(Err(Fault::request_timeout()));
                alarm.as_mut().poll(context).map(|()| slow())
            }
        }
    }
}

fn too_large(limits: &Limits) -> Fault {
    Fault::too_large(usize::try_from(limits.stream).unwrap_or(usize::MAX))
}

fn broken_off(error: axum::Error) -> Fault {
    let detail = Detail::body("", "incomplete", "ended before it was whole");
    Fault::bad_request([detail]).caused_by(error)
}
