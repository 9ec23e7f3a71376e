//! Limits on the size and the duration of requests.

use std::time::Duration;

/// The default of [`Limits::body`]: 1 MiB.
pub const BODY_LIMIT: usize = 1 << 20;

/// The default of [`Limits::stream`] and [`Limits::file`]: 256 MiB.
const STREAM_LIMIT: u64 = 256 << 20;

/// Limits on the size and the duration of requests.
///
/// A request that exceeds one gets a 408, 413, 414, 431 or 503 in the document's error shape. The
/// time for the head of a request is limited by [`Serving`](crate::Serving).
///
/// ```
/// use graphwright_server::Limits;
/// use std::time::Duration;
///
/// let limits = Limits::new().body(64 << 10).handler_time(Duration::from_secs(10));
/// # let _ = limits;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(crate) body: usize,
    pub(crate) stream: u64,
    pub(crate) file: u64,
    pub(crate) uri: usize,
    pub(crate) headers: usize,
    pub(crate) query_parameters: usize,
    pub(crate) body_time: Duration,
    pub(crate) handler_time: Option<Duration>,
}

impl Limits {
    /// The defaults: 1 MiB for a body within 30 seconds, 256 MiB for a streamed body and for a form
    /// with files, 8 KiB for path and query (RFC 9112 section 3 recommends 8000 bytes), 32 KiB for
    /// headers, 500 query parameters, and no limit on the time of a handler.
    pub const fn new() -> Self {
        Self {
            body: BODY_LIMIT,
            stream: STREAM_LIMIT,
            file: STREAM_LIMIT,
            uri: 8 << 10,
            headers: 32 << 10,
            query_parameters: 500,
            body_time: Duration::from_secs(30),
            handler_time: None,
        }
    }

    /// Limits the bytes of a body, and those of a form with files that are held in memory; 413
    /// beyond.
    pub const fn body(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }

    /// Limits the bytes of a streamed body, and of a form of `multipart/form-data` with all of its
    /// files; 413 beyond.
    ///
    /// Files above 64 KiB are kept in the system's folder for temporary files until the handler
    /// drops them, so every concurrent request may need that space.
    pub const fn stream(mut self, bytes: u64) -> Self {
        self.stream = bytes;
        self
    }

    /// Limits the bytes of each file of a form; 413 beyond.
    pub const fn file(mut self, bytes: u64) -> Self {
        self.file = bytes;
        self
    }

    /// Limits the bytes of path and query; 414 beyond.
    pub const fn uri(mut self, bytes: usize) -> Self {
        self.uri = bytes;
        self
    }

    /// Limits the bytes of the names and values of all headers; 431 beyond.
    pub const fn headers(mut self, bytes: usize) -> Self {
        self.headers = bytes;
        self
    }

    /// Limits the number of query parameters, declared or not; 414 beyond.
    pub const fn query_parameters(mut self, count: usize) -> Self {
        self.query_parameters = count;
        self
    }

    /// Limits the time for a body, or for the next chunk of a streamed body; 408 after.
    pub const fn body_time(mut self, time: Duration) -> Self {
        self.body_time = time;
        self
    }

    /// Limits the time of a handler; 503 after. The handler is then dropped.
    pub const fn handler_time(mut self, time: Duration) -> Self {
        self.handler_time = Some(time);
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
