//! Bodies of requests and answers.
//!
//! A [`Body`] is bytes or a stream of chunks. What is done to a stream is one small wrapper each: its
//! length is checked ([`length`]), its progress reported ([`progress`]), its chunks timed
//! ([`timeout`]), its content coding removed (`decompress`). Files are read while they are sent
//! ([`file`]), and a multipart body is put together of text and files ([`assembly`]).

pub(crate) mod assembly;
mod chunks;
mod file;
mod length;
mod progress;
mod timeout;

pub use self::progress::Progress;

use self::chunks::Chunks;
use self::length::CheckedLength;
use self::progress::ReportedProgress;
use self::timeout::ChunkTimeout;
use crate::TransportError;
use crate::clock::Clock;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

/// The body of a request or an answer: bytes in memory, or a stream of chunks.
///
/// It is a [`Stream`] of chunks either way. Text and bytes are converted by `From`, files by
/// [`Body::file`], anything else by [`Body::stream`]. A body that is a stream is sent once: a call
/// with it is not repeated.
pub struct Body {
    content: Content,
    length: Option<u64>,
}

enum Content {
    Bytes(Bytes),
    Stream(Chunks),
    /// A stream whose length is checked, which most answers are: without a box of its own.
    CheckedLength(CheckedLength),
}

impl Body {
    /// A body without bytes.
    pub const fn empty() -> Self {
        Self {
            content: Content::Bytes(Bytes::new()),
            length: Some(0),
        }
    }

    /// A body of chunks. After an error nothing more is read.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self {
            content: Content::Stream(Box::pin(chunks)),
            length: None,
        }
    }

    /// Sets the number of bytes, which is sent as `Content-Length`. A body with more or fewer bytes
    /// ends with an error.
    pub fn with_length(self, length: u64) -> Self {
        let chunks: Chunks = match self.content {
            Content::Bytes(ref bytes) if bytes.len() as u64 == length => return self,
            Content::Bytes(_) | Content::CheckedLength(_) => Box::pin(self),
            Content::Stream(chunks) => chunks,
        };
        Self {
            content: Content::CheckedLength(CheckedLength::new(chunks, length)),
            length: Some(length),
        }
    }

    /// Calls a function with the progress whenever a chunk is taken. The body is a stream from then
    /// on.
    pub fn on_progress(self, report: impl FnMut(Progress) + Send + 'static) -> Self {
        let length = self.length;
        let chunks = ReportedProgress::new(self, length, Box::new(report));
        Self {
            length,
            ..Self::stream(chunks)
        }
    }

    /// The number of bytes, if it is known in advance.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The whole body, if it is in memory; such a body can be sent more than once.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) | Content::CheckedLength(_) => None,
        }
    }

    /// Takes the body. One in memory also stays here.
    pub(crate) fn take(&mut self) -> Self {
        match self.as_bytes() {
            Some(bytes) => Self::from(bytes.clone()),
            None => std::mem::take(self),
        }
    }

    /// Ends the body with an error if a chunk takes longer than that.
    pub(crate) fn with_chunk_timeout(self, clock: Arc<dyn Clock>, timeout: Duration) -> Self {
        let length = self.length;
        Self {
            length,
            ..Self::stream(ChunkTimeout::new(self, clock, timeout))
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Stream(chunks) => chunks.as_mut().poll_next(context),
            Content::CheckedLength(chunks) => Pin::new(chunks).poll_next(context),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        Self {
            length: Some(bytes.len() as u64),
            content: Content::Bytes(bytes),
        }
    }
}

/// Shows only the length, because bodies carry passwords.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stream = if self.as_bytes().is_some() {
            ""
        } else {
            "stream of "
        };
        match self.length {
            Some(length) => write!(f, "Body({stream}{length} bytes)"),
            None => f.write_str("Body(stream)"),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Body, Progress};
    use crate::TransportError;
    use bytes::Bytes;
    use futures_core::Stream;
    use std::future::poll_fn;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll};

    /// Chunks from memory.
    pub(crate) struct Parts(Vec<Bytes>);

    impl Parts {
        pub(crate) fn new(parts: &[&[u8]]) -> Self {
            Self(
                parts
                    .iter()
                    .rev()
                    .map(|part| Bytes::copy_from_slice(part))
                    .collect(),
            )
        }
    }

    impl Stream for Parts {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop().map(Ok))
        }
    }

    /// The bytes of a body, or the error with which it ends.
    pub(crate) async fn drained(mut body: Body) -> Result<Vec<u8>, String> {
        let mut all = Vec::new();
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
            all.extend_from_slice(&chunk.map_err(|error| error.to_string())?);
        }
        Ok(all)
    }

    async fn check(parts: &[&[u8]], length: u64, expected: Result<&str, &str>) {
        let body = Body::stream(Parts::new(parts)).with_length(length);
        let found = drained(body).await;
        let found = found
            .as_deref()
            .map(|bytes| std::str::from_utf8(bytes).unwrap());
        assert_eq!(found.map_err(String::as_str), expected);
    }

    #[tokio::test]
    async fn a_length_is_held() {
        check(&[], 0, Ok("")).await;
        check(&[b"ab", b"", b"c"], 3, Ok("abc")).await;
        let short = "the connection broke off: the body ended after 2 of 5 bytes";
        check(&[b"ab"], 5, Err(short)).await;
        let long = "the connection broke off: the body has more than 3 bytes";
        check(&[b"ab", b"cd"], 3, Err(long)).await;
    }

    #[tokio::test]
    async fn progress_adds_up() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&told);
        let body = Body::stream(Parts::new(&[b"ab", b"c"])).with_length(3);
        let body = body.on_progress(move |progress| sink.lock().unwrap().push(progress));
        assert_eq!(format!("{body:?}"), "Body(stream of 3 bytes)");
        assert_eq!(drained(body).await.unwrap(), b"abc");
        let progress = |done| Progress {
            done,
            total: Some(3),
        };
        assert_eq!(*told.lock().unwrap(), [progress(2), progress(3)]);
    }

    #[tokio::test]
    async fn progress_of_large_bytes_is_reported_in_steps() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&told);
        let body = Body::from(vec![7; 150_000]);
        let body = body.on_progress(move |progress| sink.lock().unwrap().push(progress.done));
        assert!(body.as_bytes().is_none());
        assert_eq!(drained(body).await.unwrap().len(), 150_000);
        assert_eq!(*told.lock().unwrap(), [65_536, 131_072, 150_000]);
    }
}
