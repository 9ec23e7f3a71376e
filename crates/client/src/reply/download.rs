//! Downloads: bodies that are read as they arrive.

#[cfg(feature = "blocking")]
use crate::Waiting;
use crate::{Body, Progress, TransportError};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode, header};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A body that is read as it arrives: a [`Stream`] of chunks, in constant memory.
///
/// A body that is shorter than the server announced, or whose compression is cut off, ends with an
/// error. Dropping a download closes the connection.
pub struct Download {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

impl Download {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Body) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The status, for example 200.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type from the server, with its parameters.
    pub fn media_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The total number of bytes; `None` if the server did not announce it or the body is compressed.
    pub fn length(&self) -> Option<u64> {
        self.body.length()
    }

    /// Calls a function with the progress whenever a chunk has arrived.
    pub fn on_progress(self, report: impl FnMut(Progress) + Send + 'static) -> Self {
        Self {
            body: self.body.on_progress(report),
            ..self
        }
    }

    /// The next chunk; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut self.body).poll_next(context)).await
    }

    /// The chunks as an iterator for programs that are not `async`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Waiting<Self> {
        Waiting::new(self)
    }

    /// Reads the whole body into memory, without a limit on its size.
    pub async fn bytes(mut self) -> Result<Bytes, TransportError> {
        let mut all = BytesMut::new();
        while let Some(chunk) = self.next().await {
            all.extend_from_slice(&chunk?);
        }
        Ok(all.freeze())
    }

    /// Writes the body to a writer and returns the number of bytes. A transport error is returned as
    /// the source of an IO error.
    #[cfg(feature = "reqwest")]
    pub async fn save_to(
        mut self,
        writer: &mut (impl tokio::io::AsyncWrite + Unpin + ?Sized),
    ) -> std::io::Result<u64> {
        use tokio::io::AsyncWriteExt;
        let mut written = 0;
        while let Some(chunk) = self.next().await {
            let chunk = chunk.map_err(std::io::Error::other)?;
            writer.write_all(&chunk).await?;
            written += chunk.len() as u64;
        }
        writer.flush().await?;
        Ok(written)
    }

    /// Writes the body to a file, which is created or truncated first, and returns the number of
    /// bytes. After an error the file keeps what arrived before it.
    #[cfg(feature = "reqwest")]
    pub async fn to_file(self, path: impl AsRef<std::path::Path>) -> std::io::Result<u64> {
        let mut file = tokio::fs::File::create(path).await?;
        self.save_to(&mut file).await
    }
}

impl Stream for Download {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}

/// A download can be the body of another request.
impl From<Download> for Body {
    fn from(download: Download) -> Self {
        download.body
    }
}

/// Shows only the names of the headers.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
