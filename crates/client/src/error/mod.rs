//! Errors: the one error type of every call, and the types of what can fail below it.
//!
//! This module depends on the attempt log and on the statics of the API, and on nothing that can
//! fail, so that everything can import it. [`Error`] is generic over the documented failure; the
//! rest of it is a [`Report`], which is compiled once.

mod build;
mod decode;
mod report;
mod request;
mod text;
mod token;
mod transport;
mod undocumented;

pub use self::build::BuildError;
pub use self::decode::DecodeError;
pub(crate) use self::report::{Cause, FailedAnswer, Report};
pub use self::request::RequestError;
pub(crate) use self::text::one_line;
pub use self::token::TokenError;
pub use self::transport::{TransportError, TransportErrorKind};
pub use self::undocumented::Undocumented;

use crate::clock::machine_time;
use crate::retry::retry_after;
use crate::{EarlierAttempt, NotRepeated};
use http::HeaderMap;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// The error of a call.
///
/// It is one pointer wide. `E` is the documented failure of the operation, which
/// [`failure`](Self::failure) returns; every other method works the same for documented and
/// undocumented statuses. `Display` writes one line: operation, status, code, message and request
/// id.
///
/// It never holds a credential, even if the server echoed it.
pub struct Error<E> {
    inner: Box<Inner<E>>,
}

struct Inner<E> {
    report: Report,
    failure: Option<E>,
}

/// The kinds of errors of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request was refused before anything was sent; see [`Error::request_error`].
    Request,
    /// There was no credential for it; see [`Error::token_error`].
    Token,
    /// There was no whole answer; see [`Error::transport_kind`].
    Transport,
    /// The status of the answer means failure, or is not documented.
    Status,
    /// The answer is a redirect that is not documented; it was not followed.
    Redirect,
    /// The body of the answer is larger than [`Builder::body_limit`](crate::Builder::body_limit).
    BodyTooLarge,
    /// The answer means success, but its body is not as documented; see
    /// [`Error::decode_error`].
    Decode,
}

impl<E> Error<E> {
    pub(crate) fn new(report: Report, failure: Option<E>) -> Self {
        Self {
            inner: Box::new(Inner { report, failure }),
        }
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        match self.report().cause {
            Cause::Request(_) => ErrorKind::Request,
            Cause::Token(_) => ErrorKind::Token,
            Cause::Transport(_) => ErrorKind::Transport,
            Cause::Status => ErrorKind::Status,
            Cause::Redirect => ErrorKind::Redirect,
            Cause::BodyTooLarge { .. } => ErrorKind::BodyTooLarge,
            Cause::Decode(_) => ErrorKind::Decode,
        }
    }

    /// The documented failure.
    pub fn failure(&self) -> Option<&E> {
        self.inner.failure.as_ref()
    }

    /// The documented failure by value.
    pub fn into_failure(self) -> Option<E> {
        self.inner.failure
    }

    /// The operation's id, for example `list-users`.
    pub fn operation(&self) -> &'static str {
        self.report().operation.id
    }

    /// The status, if there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.report()
            .answer
            .as_ref()
            .map(|answer| answer.status.as_u16())
    }

    /// The code in the error body, for example `Request_ResourceNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.report().answer.as_ref()?.code.as_deref()
    }

    /// The message in the error body.
    pub fn message(&self) -> Option<&str> {
        self.report().answer.as_ref()?.message.as_deref()
    }

    /// The id of the request in the server's logs: from the error body, or from the header
    /// `request-id` or `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.report().request_id()
    }

    /// How long the server asks to wait before the next request: `Retry-After` in seconds,
    /// fractions of them, or as a date.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?, machine_time)
    }

    /// The id that was sent with every attempt, in the header set by
    /// [`Builder::request_id_header`](crate::Builder::request_id_header).
    pub fn client_request_id(&self) -> Option<&str> {
        self.report().log.client_request_id()
    }

    /// The number of times that the request was sent; 0 if it was not.
    pub fn attempts(&self) -> u32 {
        self.report().log.sent()
    }

    /// The attempts before the last one, in order.
    pub fn earlier(&self) -> &[EarlierAttempt] {
        self.report().log.earlier()
    }

    /// The reason why the request was not sent again; `None` if it was not sent at all, or if another
    /// attempt would be of no use, as after most statuses.
    pub fn not_repeated(&self) -> Option<NotRepeated> {
        self.report().log.not_repeated()
    }

    /// The headers, if there was an answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.report().headers()
    }

    /// The beginning of the body, if there was an answer: at most 512 bytes, without control
    /// characters.
    pub fn body_excerpt(&self) -> Option<&str> {
        self.report()
            .answer
            .as_ref()
            .map(|answer| answer.excerpt.as_str())
    }

    /// The members of the error body that were not as documented and are missing in
    /// [`failure`](Self::failure). An index in a path counts the items that were left when this one
    /// was found.
    pub fn dropped(&self) -> &[DecodeError] {
        self.report()
            .answer
            .as_ref()
            .map_or(&[], |answer| &answer.dropped)
    }

    /// The part of the request that was refused, for [`ErrorKind::Request`].
    pub fn request_error(&self) -> Option<&RequestError> {
        match &self.report().cause {
            Cause::Request(error) => Some(error),
            _ => None,
        }
    }

    /// The reason why there was no credential, for [`ErrorKind::Token`].
    pub fn token_error(&self) -> Option<&TokenError> {
        match &self.report().cause {
            Cause::Token(error) => Some(error),
            _ => None,
        }
    }

    /// The scopes that would suffice for the operation: one of these lists must be granted
    /// completely. After a 403 they are also in the text of the error.
    pub fn scopes(&self) -> Vec<&'static [&'static str]> {
        self.report().operation.sufficient_scopes()
    }

    /// The kind of the transport's failure, for [`ErrorKind::Transport`].
    pub fn transport_kind(&self) -> Option<TransportErrorKind> {
        match &self.report().cause {
            Cause::Transport(error) => Some(error.kind()),
            _ => None,
        }
    }

    /// The place where the body was not as documented, for [`ErrorKind::Decode`].
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.report().cause {
            Cause::Decode(error) => Some(error),
            _ => None,
        }
    }

    /// Returns whether no connection was made, so that the server has seen nothing of the request.
    pub fn is_connect(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Connect)
    }

    /// Returns whether the call timed out after a connection was made, so that it is not known if the
    /// server acted on the request.
    pub fn is_timeout(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Timeout)
    }

    /// Returns whether the status is 404.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Returns whether the status is 429.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(429)
    }

    /// Returns whether the status is 4XX.
    pub fn is_client_error(&self) -> bool {
        self.status().is_some_and(|status| status / 100 == 4)
    }

    /// Returns whether the status is 5XX.
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status / 100 == 5)
    }

    fn report(&self) -> &Report {
        &self.inner.report
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.report(), f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("report", self.report())
            .field("failure", &self.inner.failure)
            .finish()
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.report().cause {
            Cause::Request(error) => Some(error),
            Cause::Token(error) => Some(error),
            Cause::Transport(error) => Some(error),
            Cause::Decode(error) => Some(error),
            Cause::Status | Cause::Redirect | Cause::BodyTooLarge { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error<[u8; 1000]>>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error<String>>>(), size_of::<usize>());
    }
}
