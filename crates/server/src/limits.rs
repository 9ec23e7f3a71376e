//! How much of a request a server takes, and for how long.

use std::time::Duration;

/// How large a body may be unless [`Limits::body`] says otherwise: 1 MiB.
pub const BODY_LIMIT: usize = 1 << 20;

/// How large a body may be that its handler reads as it comes.
const STREAM_LIMIT: u64 = 256 << 20;

/// How much of a request a server takes, and for how long.
///
/// What goes beyond is answered in the document's error shape: 408, 413, 414, 431 or 503. What a
/// caller sends before there is a request (the headers, byte by byte) is bounded by
/// [`Serving`](crate::Serving).
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
    /// 1 MiB of body within 30 seconds, 256 MiB of one that its handler reads as it comes and of a
    /// form with files, 8 KiB of path and query (RFC 9112 section 3 asks for 8000 bytes), 32 KiB of
    /// headers, 500 parameters in the query, and no limit on a handler's time.
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

    /// The bytes of a body, and those that memory holds of a form with files; 413 beyond.
    pub const fn body(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }

    /// The bytes of a body that its handler reads as it comes, and of a form of
    /// `multipart/form-data` with all its files; 413 beyond.
    ///
    /// Files of more than 64 KiB go to the system's folder for what is temporary until the handler
    /// lets go of them, so that as many requests as are read at a time need as many times the space.
    pub const fn stream(mut self, bytes: u64) -> Self {
        self.stream = bytes;
        self
    }

    /// The bytes of each file of a form; 413 beyond.
    pub const fn file(mut self, bytes: u64) -> Self {
        self.file = bytes;
        self
    }

    /// The bytes of path and query; 414 beyond.
    pub const fn uri(mut self, bytes: usize) -> Self {
        self.uri = bytes;
        self
    }

    /// The bytes of all headers' names and values; 431 beyond.
    pub const fn headers(mut self, bytes: usize) -> Self {
        self.headers = bytes;
        self
    }

    /// The parameters of the query, declared or not; 414 beyond.
    pub const fn query_parameters(mut self, count: usize) -> Self {
        self.query_parameters = count;
        self
    }

    /// The time in which a body that is read whole must have come, or the next chunk of one that is
    /// read as it comes; 408 after.
    pub const fn body_time(mut self, time: Duration) -> Self {
        self.body_time = time;
        self
    }

    /// The time that a handler has for its answer; 503 after. The handler is dropped where it waits.
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
