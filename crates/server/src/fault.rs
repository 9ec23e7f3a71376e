//! A request that the runtime answers in place of the service.

mod detail;
mod render;

pub use detail::Detail;
pub(crate) use render::render;

use http::header::{ALLOW, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// What went wrong with a request, in the words of the runtime and not of the document.
///
/// It is sent in the document's error shape. What caused it stays here: [`source`](Self::source) is
/// for logs (see [`Server::on_fault`](crate::Server::on_fault)) and is never sent. An answer that
/// the document describes is no fault; the operation's answer type has it.
///
/// Any error becomes an internal fault, so `?` works in handlers.
pub struct Fault(Box<Inner>);

struct Inner {
    kind: Kind,
    message: Option<Cow<'static, str>>,
    details: Vec<Detail>,
    headers: HeaderMap,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// 500: something broke that the caller has no part in.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Kind::Internal).caused_by(source)
    }

    /// 501: the service does not do this.
    pub fn not_implemented() -> Self {
        Self::new(Kind::NotImplemented)
    }

    /// 503: the service cannot do this now.
    pub fn unavailable() -> Self {
        Self::new(Kind::Unavailable)
    }

    /// 400: the request is wrong in these ways, which are all sent.
    pub fn bad_request(details: impl IntoIterator<Item = Detail>) -> Self {
        let mut fault = Self::new(Kind::BadRequest);
        fault.0.details.extend(details);
        fault
    }

    /// 401: the caller did not prove who it is.
    pub fn unauthorized() -> Self {
        Self::new(Kind::Unauthorized)
    }

    /// 403: the caller may not do this.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden)
    }

    /// Says it in other words. They are sent, so nothing secret belongs in them.
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Keeps what caused it, for logs.
    pub fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Says when to try again, in whole seconds (RFC 9110 section 10.2.3).
    pub fn retry_after(self, delay: Duration) -> Self {
        self.with(RETRY_AFTER, delay.as_secs().into())
    }

    /// The status that is sent.
    pub fn status(&self) -> StatusCode {
        self.0.kind.row().0
    }

    /// The code that is sent, for example `badRequest`.
    pub fn code(&self) -> &'static str {
        self.0.kind.row().1
    }

    /// The message that is sent.
    pub fn message(&self) -> &str {
        self.0.message.as_deref().unwrap_or(self.0.kind.row().2)
    }

    /// The single violations that are sent.
    pub fn details(&self) -> &[Detail] {
        &self.0.details
    }

    /// What caused it, which is not sent.
    pub fn source(&self) -> Option<&(dyn Error + Send + Sync)> {
        self.0.source.as_deref()
    }

    /// 404: no operation has this path.
    pub(crate) fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    /// 405: the path has operations, but none of this method.
    pub(crate) fn method_not_allowed(allow: HeaderValue) -> Self {
        Self::new(Kind::MethodNotAllowed).with(ALLOW, allow)
    }

    /// 406: nothing that the operation answers is accepted.
    pub(crate) fn not_acceptable(answers: &[&str]) -> Self {
        let message = format!(
            "The operation answers {}, and none of it is accepted.",
            answers.join(", ")
        );
        Self::new(Kind::NotAcceptable).with_message(message)
    }

    /// 413: the body is larger than the server reads.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(Kind::TooLarge).with_message(format!("The body is larger than {limit} bytes."))
    }

    /// 415: the body is in no media type that the operation takes.
    pub(crate) fn unsupported_media_type(message: String) -> Self {
        Self::new(Kind::UnsupportedMediaType).with_message(message)
    }

    /// Asks for credentials (RFC 9110 section 11.6.1).
    pub(crate) fn challenge(self, challenge: Option<HeaderValue>) -> Self {
        match challenge {
            Some(challenge) => self.with(WWW_AUTHENTICATE, challenge),
            None => self,
        }
    }

    fn new(kind: Kind) -> Self {
        let inner = Inner {
            kind,
            message: None,
            details: Vec::new(),
            headers: HeaderMap::new(),
            source: None,
        };
        Self(Box::new(inner))
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::internal(error)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault")
            .field("status", &self.status().as_u16())
            .field("code", &self.code())
            .field("message", &self.message())
            .field("details", &self.0.details)
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status().as_u16(), self.message())
    }
}

/// The only answers that are the runtime's own.
#[derive(Clone, Copy)]
enum Kind {
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    TooLarge,
    UnsupportedMediaType,
    Internal,
    NotImplemented,
    Unavailable,
}

impl Kind {
    /// Status, code, and the message where nothing better is known.
    #[rustfmt::skip]
    fn row(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, "badRequest", "The request is not what the operation takes."),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized", "Credentials are missing or not accepted."),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden", "The caller may not do this."),
            Self::NotFound => (StatusCode::NOT_FOUND, "notFound", "Nothing is served under this path."),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "methodNotAllowed", "The path does not take this method."),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "notAcceptable", "No accepted media type can be answered."),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "contentTooLarge", "The body is too large."),
            Self::UnsupportedMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType", "The body is in a media type that the operation does not take."),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internalError", "The server failed to answer."),
            Self::NotImplemented => (StatusCode::NOT_IMPLEMENTED, "notImplemented", "The server does not implement this."),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "serviceUnavailable", "The server cannot answer now."),
        }
    }
}
