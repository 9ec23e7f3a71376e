//! Reads bodies to their end, up to a limit.

use crate::{Body, TransportError};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::response::Parts;
use http::{HeaderMap, Method, StatusCode, header};
use std::future::poll_fn;
use std::pin::Pin;

/// The part of a success that is read before a call ends. Errors are always read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reading {
    /// The whole body, up to the limit.
    Whole,
    /// Nothing: the body is read as it arrives, each chunk within the time of the call.
    Stream,
    /// Nothing: the body consists of events, which may be far apart.
    Events,
}

/// The reason why a body was not read to its end.
pub(crate) enum ReadError {
    Transport(TransportError),
    TooLarge,
}

/// The body of an answer.
pub(crate) enum Received {
    /// The whole body.
    Whole(Bytes),
    /// A body that is not read yet.
    Unread(Body),
}

impl From<Bytes> for Received {
    fn from(bytes: Bytes) -> Self {
        Self::Whole(bytes)
    }
}

/// Checks a body against the length that its headers announce, and removes its content codings.
///
/// Fewer bytes than announced are an error, and so are more.
pub(crate) fn opened(method: &Method, head: &mut Parts, body: Body) -> Body {
    if !has_body(method, head.status) {
        return body;
    }
    let body = match announced_length(&head.headers) {
        Some(length) => body.with_length(length),
        None => body,
    };
    decode_body(&mut head.headers, body)
}

#[cfg(feature = "decompress")]
fn decode_body(headers: &mut HeaderMap, body: Body) -> Body {
    crate::decompress::decode_body(headers, body)
}

#[cfg(not(feature = "decompress"))]
fn decode_body(_headers: &mut HeaderMap, body: Body) -> Body {
    body
}

/// Reads the whole body. A body that is known to be larger than the limit is not read at all.
pub(crate) async fn to_end(mut body: Body, limit: usize) -> Result<Bytes, ReadError> {
    if body.length().is_some_and(|length| length > limit as u64) {
        return Err(ReadError::TooLarge);
    }
    let mut chunks = Chunks::default();
    while let Some(chunk) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
        let chunk = chunk.map_err(ReadError::Transport)?;
        if chunks.len() + chunk.len() > limit {
            return Err(ReadError::TooLarge);
        }
        chunks.push(chunk);
    }
    Ok(chunks.join())
}

/// Returns whether an answer has a body, whatever its headers announce (RFC 9110, section 6.4.1).
fn has_body(method: &Method, status: StatusCode) -> bool {
    *method != Method::HEAD && !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
}

/// The length of the body that follows from its headers, if any does (RFC 9112, section 6.3).
fn announced_length(headers: &HeaderMap) -> Option<u64> {
    if headers.contains_key(header::TRANSFER_ENCODING) {
        return None;
    }
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.trim().parse().ok()
}

/// The chunks of a body so far. A single chunk is not copied.
#[derive(Default)]
struct Chunks {
    first: Bytes,
    joined: BytesMut,
}

impl Chunks {
    fn len(&self) -> usize {
        self.first.len() + self.joined.len()
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        self.joined
            .extend_from_slice(&std::mem::take(&mut self.first));
        self.joined.extend_from_slice(&chunk);
    }

    fn join(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.freeze()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ReadError, opened, to_end};
    use crate::Body;
    use crate::body::tests::Parts;
    use http::{Method, Response, header};

    /// The answer to a method, read to its end.
    async fn read(
        (method, status): (Method, u16),
        headers: &[(header::HeaderName, &str)],
        parts: &[&[u8]],
        limit: usize,
    ) -> String {
        let mut response = Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(name, *value);
        }
        let (mut head, body) = response
            .body(Body::stream(Parts::new(parts)))
            .unwrap()
            .into_parts();
        match to_end(opened(&method, &mut head, body), limit).await {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(ReadError::TooLarge) => "too large".to_owned(),
            Err(ReadError::Transport(error)) => error.to_string(),
        }
    }

    const GET: (Method, u16) = (Method::GET, 200);

    #[tokio::test]
    async fn the_limit_counts_what_comes() {
        assert_eq!(read(GET, &[], &[], 0).await, "");
        assert_eq!(read(GET, &[], &[b"abc"], 3).await, "abc");
        let parts: &[&[u8]] = &[b"abc", b"", b"def", b"g"];
        assert_eq!(read(GET, &[], parts, 7).await, "abcdefg");
        assert_eq!(read(GET, &[], &[b"abc", b"def"], 5).await, "too large");
        let length = [(header::CONTENT_LENGTH, "6")];
        assert_eq!(read(GET, &length, &[b"abc"], 5).await, "too large");
    }

    #[tokio::test]
    async fn an_announced_length_is_held() {
        let length = [(header::CONTENT_LENGTH, "5")];
        let error = "the connection broke off: the body ended after 3 of 5 bytes";
        assert_eq!(read(GET, &length, &[b"abc"], 5).await, error);
        let error = "the connection broke off: the body has more than 5 bytes";
        assert_eq!(read(GET, &length, &[b"abc", b"def"], 9).await, error);
        assert_eq!(read(GET, &length, &[b"abc", b"de"], 5).await, "abcde");
    }

    #[tokio::test]
    async fn a_length_without_a_body_announces_nothing() {
        let length = [(header::CONTENT_LENGTH, "9")];
        for answer in [(Method::HEAD, 200), (Method::GET, 304), (Method::GET, 204)] {
            assert_eq!(read(answer, &length, &[], 5).await, "");
        }
        let odd = [(header::CONTENT_LENGTH, "-9")];
        assert_eq!(read(GET, &odd, &[b"abc"], 5).await, "abc");
        let chunked = [length[0].clone(), (header::TRANSFER_ENCODING, "chunked")];
        assert_eq!(read(GET, &chunked, &[b"abc"], 5).await, "abc");
    }
}
