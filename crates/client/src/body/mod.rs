//! The body of a request or an answer, on its way through a [`Transport`](crate::Transport).

pub(crate) mod assembly;
mod chunks;
mod file;
mod measured;
mod patient;
mod progress;

pub use self::progress::Progress;

use self::chunks::Chunks;
use self::measured::Measured;
use self::patient::Patient;
use self::progress::Watched;
use crate::TransportError;
use crate::clock::Clock;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

/// Bytes that are all there, or that come chunk by chunk.
///
/// It is a [`Stream`] of chunks either way. Text and bytes become one by `From`, a file by
/// [`Body::file`], anything else by [`Body::stream`]. One that comes in chunks is sent once and
/// never again: a call with it is not repeated.
pub struct Body {
    content: Content,
    length: Option<u64>,
}

enum Content {
    Bytes(Bytes),
    Stream(Chunks),
    /// A stream that is held to a length.
    Measured(Measured),
}

impl Body {
    /// No bytes.
    pub const fn empty() -> Self {
        Self {
            content: Content::Bytes(Bytes::new()),
            length: Some(0),
        }
    }

    /// Chunks as they come. After an error nothing more is read.
    pub fn stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self {
            content: Content::Stream(Box::pin(chunks)),
            length: None,
        }
    }

    /// Says how many bytes it has, which is sent as `Content-Length`. One that brings more or fewer
    /// is an error where that is found out.
    pub fn with_length(self, length: u64) -> Self {
        let chunks: Chunks = match self.content {
            Content::Bytes(ref bytes) if bytes.len() as u64 == length => return self,
            Content::Bytes(_) | Content::Measured(_) => Box::pin(self),
            Content::Stream(chunks) => chunks,
        };
        Self {
            content: Content::Measured(Measured::new(chunks, length)),
            length: Some(length),
        }
    }

    /// Tells how far it is whenever a chunk is taken. It is a stream from then on.
    pub fn on_progress(self, each: impl FnMut(Progress) + Send + 'static) -> Self {
        let length = self.length;
        let watched = Watched::new(self, length, Box::new(each));
        Self {
            length,
            ..Self::stream(watched)
        }
    }

    /// How many bytes it has, where that is known before they come.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The whole body, if it is there already; such a body can be sent more than once.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) | Content::Measured(_) => None,
        }
    }

    /// The body, which stays here too where it is there already.
    pub(crate) fn take(&mut self) -> Self {
        match self.as_bytes() {
            Some(bytes) => Self::from(bytes.clone()),
            None => std::mem::take(self),
        }
    }

    /// Gives up where a chunk takes longer than that.
    pub(crate) fn within(self, clock: Arc<dyn Clock>, patience: Duration) -> Self {
        let length = self.length;
        Self {
            length,
            ..Self::stream(Patient::new(self, clock, patience))
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
            Content::Measured(chunks) => Pin::new(chunks).poll_next(context),
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

/// Shows the length only: bodies carry passwords.
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
        pub(crate) fn of(parts: &[&[u8]]) -> Self {
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

    /// What comes out of a body, or how it breaks off.
    pub(crate) async fn drained(mut body: Body) -> Result<Vec<u8>, String> {
        let mut all = Vec::new();
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
            all.extend_from_slice(&chunk.map_err(|error| error.to_string())?);
        }
        Ok(all)
    }

    async fn check(parts: &[&[u8]], length: u64, expected: Result<&str, &str>) {
        let body = Body::stream(Parts::of(parts)).with_length(length);
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
        let body = Body::stream(Parts::of(&[b"ab", b"c"])).with_length(3);
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
    async fn large_bytes_are_told_of_in_steps() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&told);
        let body = Body::from(vec![7; 150_000]);
        let body = body.on_progress(move |progress| sink.lock().unwrap().push(progress.done));
        assert!(body.as_bytes().is_none());
        assert_eq!(drained(body).await.unwrap().len(), 150_000);
        assert_eq!(*told.lock().unwrap(), [65_536, 131_072, 150_000]);
    }
}
