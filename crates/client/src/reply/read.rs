//! Reading a body to its end, but not further than the limit.

use crate::{Body, TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, Method, StatusCode, header};
use std::future::poll_fn;
use std::pin::Pin;

/// What stopped the reading.
pub(crate) enum ReadError {
    Transport(TransportError),
    TooLarge,
}

/// The whole body. What the server announces as its length is believed only where that is safe:
/// more than the limit is refused unread, and fewer bytes than announced are an error.
pub(crate) async fn to_end(
    mut body: Body,
    announced: Option<u64>,
    limit: usize,
) -> Result<Bytes, ReadError> {
    if announced.is_some_and(|length| length > limit as u64) {
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
    let bytes = chunks.join();
    match announced {
        Some(length) if (bytes.len() as u64) < length => {
            Err(ReadError::Transport(TransportError::new(
                TransportErrorKind::Interrupted,
                format!("the body ended after {} of {length} bytes", bytes.len()),
            )))
        }
        _ => Ok(bytes),
    }
}

/// The length that the body must have by its headers, where one follows from them (RFC 9112,
/// section 6.3). A decoded body has another length than the announced one.
pub(crate) fn announced_length(
    method: &Method,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<u64> {
    let has_no_body = *method == Method::HEAD
        || matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
        || headers.contains_key(header::CONTENT_ENCODING)
        || headers.contains_key(header::TRANSFER_ENCODING);
    if has_no_body {
        return None;
    }
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()
}

/// A body in the making; one that comes in one chunk is not copied.
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
    use super::{ReadError, announced_length, to_end};
    use crate::{Body, TransportError};
    use bytes::Bytes;
    use futures_core::Stream;
    use http::{HeaderMap, HeaderValue, Method, StatusCode};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Parts(Vec<&'static [u8]>);

    impl Stream for Parts {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(
            mut self: Pin<&mut Self>,
            _context: &mut Context<'_>,
        ) -> Poll<Option<Self::Item>> {
            Poll::Ready((!self.0.is_empty()).then(|| Ok(Bytes::from_static(self.0.remove(0)))))
        }
    }

    async fn read(parts: Vec<&'static [u8]>, announced: Option<u64>, limit: usize) -> String {
        match to_end(Body::stream(Parts(parts)), announced, limit).await {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(ReadError::TooLarge) => "too large".to_owned(),
            Err(ReadError::Transport(error)) => error.to_string(),
        }
    }

    #[tokio::test]
    async fn the_limit_counts_what_comes() {
        assert_eq!(read(vec![], None, 0).await, "");
        assert_eq!(read(vec![b"abc"], None, 3).await, "abc");
        assert_eq!(
            read(vec![b"abc", b"", b"def", b"g"], None, 7).await,
            "abcdefg"
        );
        assert_eq!(read(vec![b"abc", b"def"], None, 5).await, "too large");
        assert_eq!(read(vec![b"abc", b"def"], Some(1), 5).await, "too large");
        assert_eq!(read(vec![b"abc"], Some(6), 5).await, "too large");
    }

    #[tokio::test]
    async fn a_body_that_ends_early_is_an_error() {
        let error = "the connection broke off: the body ended after 3 of 5 bytes";
        assert_eq!(read(vec![b"abc"], Some(5), 5).await, error);
    }

    #[test]
    fn a_length_without_a_body_announces_nothing() {
        let headers =
            HeaderMap::from_iter([(http::header::CONTENT_LENGTH, HeaderValue::from_static("9"))]);
        assert_eq!(
            announced_length(&Method::GET, StatusCode::OK, &headers),
            Some(9)
        );
        assert_eq!(
            announced_length(&Method::HEAD, StatusCode::OK, &headers),
            None
        );
        assert_eq!(
            announced_length(&Method::GET, StatusCode::NOT_MODIFIED, &headers),
            None
        );
        let odd =
            HeaderMap::from_iter([(http::header::CONTENT_LENGTH, HeaderValue::from_static("-9"))]);
        assert_eq!(announced_length(&Method::GET, StatusCode::OK, &odd), None);
    }
}
