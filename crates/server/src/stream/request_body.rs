//! The body of a request, limited while it is read.

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

/// Limits a body to [`Limits::stream`] bytes, and each chunk to [`Limits::body_time`]. A body that
/// declares a larger length is refused at once.
pub(crate) fn limit_body(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<ByteStream, Fault> {
    let declared = headers.get(CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: u64| length > limits.stream) {
        return Err(too_large(limits));
    }
    let chunks = ByteStream::new(LimitedBody {
        body: body.into_data_stream(),
        limits: *limits,
        length: 0,
        alarm: None,
    });
    Ok(match declared {
        Some(length) => chunks.with_length(length),
        None => chunks,
    })
}

struct LimitedBody {
    body: BodyDataStream,
    limits: Limits,
    length: u64,
    /// Set while a chunk is awaited.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl LimitedBody {
    fn count_chunk(&mut self, chunk: Bytes) -> Result<Bytes, Fault> {
        self.length += chunk.len() as u64;
        if self.length > self.limits.stream {
            return Err(too_large(&self.limits));
        }
        Ok(chunk)
    }
}

impl Stream for LimitedBody {
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_next(context) {
            Poll::Ready(chunk) => {
                this.alarm = None;
                Poll::Ready(match chunk {
                    Some(Ok(chunk)) => Some(this.count_chunk(chunk)),
                    Some(Err(error)) => Some(Err(incomplete(error))),
                    None => None,
                })
            }
            Poll::Pending => {
                let limit = this.limits.body_time;
                let alarm = this.alarm.get_or_insert_with(|| {
                    Box::pin(tokio::time::sleep_until(Instant::now() + limit))
                });
                let elapsed = alarm.as_mut().poll(context);
                elapsed.map(|()| Some(Err(Fault::request_timeout())))
            }
        }
    }
}

fn too_large(limits: &Limits) -> Fault {
    Fault::too_large(usize::try_from(limits.stream).unwrap_or(usize::MAX))
}

fn incomplete(error: axum::Error) -> Fault {
    let detail = Detail::body("", "incomplete", "ended before it was complete");
    Fault::bad_request([detail]).caused_by(error)
}
