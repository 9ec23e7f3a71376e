//! Answers, and how generated code reads them.
//!
//! [`Call::READING`](crate::Call::READING) says how much of a success is read before the call ends:
//! all of it, none because the body is a stream of chunks, or none because it is a stream of events.
//! Errors are always read whole. Limits are counted in [`read`], behind all content codings, so that
//! compression cannot get around them.

pub(crate) mod decode;
mod download;
mod header;
mod media;
pub(crate) mod read;

pub use self::download::Download;
pub use self::header::{HeaderError, ResponseHeader};
pub use self::read::Reading;

pub(crate) use self::header::typed_header;

use self::read::Received;
use crate::error::{FailedAnswer, Report};
use crate::headers::request_id;
use crate::retry::AttemptLog;
use crate::secrets::{REDACTED, Secrets};
use crate::{Api, Body, DecodeError, Operation};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// An answer: status, headers and body, which is either whole or still to be read.
///
/// [`Call::success`](crate::Call::success) and [`Call::failure`](crate::Call::failure) match on
/// [`status`](Self::status) and, where a status has several media types, on [`is`](Self::is).
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The body that is not read yet, until it is taken.
    unread: Mutex<Option<Body>>,
    /// For a stream of events: sends its request again.
    reopen: Option<Arc<dyn Reopen>>,
    secrets: Secrets,
    lenient: bool,
    /// The attempts of the call.
    pub(crate) log: AttemptLog,
}

impl Reply {
    /// `secrets` are the credentials that were sent, which errors must not show.
    pub(crate) fn new(
        response: http::response::Parts,
        body: impl Into<Received>,
        secrets: Secrets,
    ) -> Self {
        let (body, unread) = match body.into() {
            Received::Whole(body) => (body, None),
            Received::Unread(body) => (Bytes::new(), Some(body)),
        };
        Self {
            status: response.status,
            headers: response.headers,
            body,
            unread: Mutex::new(unread),
            reopen: None,
            secrets,
            lenient: false,
            log: AttemptLog::default(),
        }
    }

    /// The status, for example 200.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header as a type of the model; lists are separated by commas. `None` if it is absent or does
    /// not parse as the type.
    pub fn header<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        typed_header(&self.headers, name)
    }

    /// Returns whether the body has a media type. `text/*` and `*/*` match their ranges; parameters
    /// such as `charset` are ignored; `application/json` also matches every `+json` type.
    pub fn is(&self, media_type: &str) -> bool {
        media::matches(self.headers.get(http::header::CONTENT_TYPE), media_type)
    }

    /// Reads the body as JSON. No body is null, where the type allows that.
    pub fn json<B: DeserializeOwned, T>(&self, wrap: impl FnOnce(B) -> T) -> Decoded<T> {
        let decoded = if self.body.is_empty() {
            decode::nothing().map(|body| (body, Vec::new()))
        } else if self.lenient {
            decode::json_leniently(&self.body)
        } else {
            decode::json(&self.body).map(|body| (body, Vec::new()))
        };
        Decoded(match decoded {
            Ok((body, dropped)) => Outcome::Value(wrap(body), dropped),
            Err(error) => Outcome::Failed(error),
        })
    }

    /// Reads the body as text; invalid UTF-8 becomes U+FFFD.
    pub fn text<T>(&self, wrap: impl FnOnce(String) -> T) -> Decoded<T> {
        Decoded::value(wrap(String::from_utf8_lossy(&self.body).into_owned()))
    }

    /// Takes the body verbatim.
    pub fn bytes<T>(&self, wrap: impl FnOnce(Bytes) -> T) -> Decoded<T> {
        Decoded::value(wrap(self.body.clone()))
    }

    /// Gives a value for an answer whose body has no meaning.
    pub fn empty<T>(&self, value: T) -> Decoded<T> {
        Decoded::value(value)
    }

    /// Says that the status is not documented, or not with this media type.
    pub fn undocumented<T>(&self) -> Decoded<T> {
        Decoded(Outcome::Undocumented)
    }

    /// Takes the body that was left unread; `None` the second time.
    pub(crate) fn take_unread(&self) -> Option<Body> {
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        unread.take()
    }

    /// Adds what a stream of events needs to be asked for again.
    pub(crate) fn with_reopen(mut self, reopen: Arc<dyn Reopen>) -> Self {
        self.reopen = Some(reopen);
        self
    }

    pub(crate) fn reopen(&self) -> Option<Arc<dyn Reopen>> {
        self.reopen.clone()
    }

    pub(crate) fn status_code(&self) -> StatusCode {
        self.status
    }

    /// The answer as errors may show it: without the credentials that the server may have echoed, and
    /// to be read leniently, so that one bad member does not cost the whole error.
    pub(crate) fn for_error(mut self) -> Self {
        self.lenient = true;
        if let Some(clean) = self.secrets.redact_bytes(&self.body) {
            self.body = clean.into();
        }
        self.headers = self.clean_headers();
        self
    }

    /// The headers without the credentials that the server may have echoed.
    pub(crate) fn clean_headers(&self) -> HeaderMap {
        let mut headers = self.headers.clone();
        for value in headers.values_mut() {
            if let Some(clean) = self.secrets.redact_bytes(value.as_bytes()) {
                *value =
                    HeaderValue::from_bytes(&clean).unwrap_or(HeaderValue::from_static(REDACTED));
            }
        }
        headers
    }

    /// The id of the request in the server's logs, without credentials.
    pub(crate) fn request_id(&self) -> Option<String> {
        Some(self.secrets.redact(&request_id(&self.headers)?))
    }

    /// The credentials that were sent.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Removes the credentials from an error that quotes the body.
    pub(crate) fn redact(&self, error: &mut DecodeError) {
        error.redact(&self.secrets);
    }

    /// Converts the result of [`for_error`](Self::for_error) for the report of an error.
    pub(crate) fn into_failed(self) -> FailedAnswer {
        FailedAnswer {
            status: self.status,
            headers: self.headers,
            body: self.body,
            log: self.log,
        }
    }
}

/// Shows only the length of the body.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A reply that is still to come.
pub(crate) type PendingReply = Pin<Box<dyn Future<Output = Result<Reply, Box<Report>>> + Send>>;

/// Sends the request of a stream of events again.
pub(crate) trait Reopen: Send + Sync {
    fn api(&self) -> &'static Api;

    fn operation(&self) -> &'static Operation;

    /// The largest event, in bytes.
    fn limit(&self) -> usize;

    /// Asks for the events after the one with an id, once the wait is over; `None` if the request
    /// cannot be sent twice because its body was a stream.
    fn reopen(&self, last_id: &str, wait: Duration) -> Option<PendingReply>;
}

/// The result of reading a body: a value, an error, or nothing because the answer is not documented.
#[derive(Debug)]
pub struct Decoded<T>(pub(crate) Outcome<T>);

#[derive(Debug)]
pub(crate) enum Outcome<T> {
    /// The value, and the errors of the members that were left out of it.
    Value(T, Vec<DecodeError>),
    Failed(DecodeError),
    Undocumented,
}

impl<T> Decoded<T> {
    pub(crate) fn value(value: T) -> Self {
        Self(Outcome::Value(value, Vec::new()))
    }

    pub(crate) fn is_documented(&self) -> bool {
        !matches!(self.0, Outcome::Undocumented)
    }

    pub(crate) fn map<U>(self, convert: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded(match self.0 {
            Outcome::Value(value, dropped) => Outcome::Value(convert(value), dropped),
            Outcome::Failed(error) => Outcome::Failed(error),
            Outcome::Undocumented => Outcome::Undocumented,
        })
    }
}
