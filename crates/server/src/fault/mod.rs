//! Faults: errors that the runtime sends in place of a response of the service.

mod detail;
mod render;

pub use detail::Detail;
pub(crate) use render::render;

use crate::{Documented, ETag};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ALLOW, CONNECTION, ETAG, RETRY_AFTER, WWW_AUTHENTICATE,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// An error that the runtime sends, in the document's error shape.
///
/// Its cause is not sent: [`source`](Self::source) is for logs, by
/// [`Server::on_fault`](crate::Server::on_fault). Errors that the document describes are not faults
/// but variants of the operation's response type.
///
/// Any error converts to an internal fault, so `?` works in handlers.
pub struct Fault(Box<Inner>);

struct Inner {
    kind: Kind,
    code: Option<Cow<'static, str>>,
    message: Option<Cow<'static, str>>,
    details: Vec<Detail>,
    headers: HeaderMap,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// 500: the service failed, for a reason that is not the caller's.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Kind::Internal).caused_by(source)
    }

    /// 501: the service does not implement the operation.
    pub fn not_implemented() -> Self {
        Self::new(Kind::NotImplemented)
    }

    /// 503: the service is temporarily unavailable.
    pub fn unavailable() -> Self {
        Self::new(Kind::Unavailable)
    }

    /// 400: the request is invalid. All details are sent.
    pub fn bad_request(details: impl IntoIterator<Item = Detail>) -> Self {
        let mut fault = Self::new(Kind::BadRequest);
        fault.0.details.extend(details);
        fault
    }

    /// 401: the caller is not authenticated.
    pub fn unauthorized() -> Self {
        Self::new(Kind::Unauthorized)
    }

    /// 403: the caller is not permitted to do this.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden)
    }

    /// 412: a condition of the request does not hold.
    pub fn precondition_failed() -> Self {
        Self::new(Kind::PreconditionFailed)
    }

    /// 304: the caller has the current state of the resource. Sent without a body (RFC 9110 section
    /// 15.4.5).
    pub fn not_modified(current: Option<&ETag>) -> Self {
        let fault = Self::new(Kind::NotModified);
        match current.and_then(|tag| HeaderValue::try_from(tag.to_string()).ok()) {
            Some(tag) => fault.with_header(ETAG, tag),
            None => fault,
        }
    }

    /// Sets the message. It is sent, so it must not contain secrets.
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Sets the code, for services with codes of their own.
    pub fn with_code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Sets the cause, for logs.
    pub fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Sets when the caller may retry, in whole seconds (RFC 9110 section 10.2.3).
    pub fn retry_after(self, delay: Duration) -> Self {
        self.with_header(RETRY_AFTER, delay.as_secs().into())
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.0.headers
    }

    /// The status that is sent.
    pub fn status(&self) -> StatusCode {
        self.0.kind.row().status
    }

    /// The code that is sent, for example `badRequest`.
    pub fn code(&self) -> &str {
        self.0.code.as_deref().unwrap_or(self.0.kind.row().code)
    }

    /// The message that is sent.
    pub fn message(&self) -> &str {
        self.0
            .message
            .as_deref()
            .unwrap_or(self.0.kind.row().message)
    }

    /// The details that are sent.
    pub fn details(&self) -> &[Detail] {
        &self.0.details
    }

    /// The cause, which is not sent.
    pub fn source(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }

    /// 404: no operation has this path.
    pub(crate) fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    /// 405: the path has operations, but none of this method.
    pub(crate) fn method_not_allowed(allow: HeaderValue) -> Self {
        Self::new(Kind::MethodNotAllowed).with_header(ALLOW, allow)
    }

    /// 406: no response of the operation is accepted.
    pub(crate) fn not_acceptable(answers: &[Documented]) -> Self {
        let mut offers: Vec<&str> = Vec::new();
        for (media_type, _) in answers.iter().filter_map(|answer| answer.content) {
            if !offers.contains(&media_type) {
                offers.push(media_type);
            }
        }
        let message = format!(
            "None of the operation's media types is accepted: {}.",
            offers.join(", ")
        );
        Self::new(Kind::NotAcceptable).with_message(message)
    }

    /// 408: the body did not arrive in time. The connection cannot be used again.
    pub(crate) fn request_timeout() -> Self {
        Self::new(Kind::Timeout).with_header(CONNECTION, HeaderValue::from_static("close"))
    }

    /// 414: path and query exceed the limit.
    pub(crate) fn uri_too_long(message: String) -> Self {
        Self::new(Kind::UriTooLong).with_message(message)
    }

    /// 431: the headers exceed the limit.
    pub(crate) fn headers_too_large(limit: usize) -> Self {
        let message = format!("The headers are larger than {limit} bytes.");
        Self::new(Kind::HeadersTooLarge).with_message(message)
    }

    /// 413: the body exceeds the limit.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(Kind::TooLarge).with_message(format!("The body is larger than {limit} bytes."))
    }

    /// 413: a file of a form exceeds the limit.
    pub(crate) fn file_too_large(limit: u64) -> Self {
        Self::new(Kind::TooLarge).with_message(format!("A file is larger than {limit} bytes."))
    }

    /// 415: the operation does not declare the media type of the body. The header `Accept` lists
    /// those that it declares (RFC 9110 section 15.5.16).
    pub(crate) fn unsupported_media_type(declared: &[&str]) -> Self {
        let message = format!("The body must be {}.", declared.join(" or "));
        let fault = Self::new(Kind::UnsupportedMediaType).with_message(message);
        match HeaderValue::try_from(declared.join(", ")) {
            Ok(declared) => fault.with_header(ACCEPT, declared),
            Err(_) => fault,
        }
    }

    /// 415: the body has a content coding, such as gzip. The header `Accept-Encoding` distinguishes
    /// this from an undeclared media type (RFC 9110 section 15.5.16).
    pub(crate) fn unsupported_coding() -> Self {
        Self::new(Kind::UnsupportedMediaType)
            .with_message("The body must not have a content coding.")
            .with_header(ACCEPT_ENCODING, HeaderValue::from_static("identity"))
    }

    /// Adds a challenge for credentials (RFC 9110 section 11.6.1).
    pub(crate) fn with_challenge(self, challenge: Option<HeaderValue>) -> Self {
        match challenge {
            Some(challenge) => self.with_header(WWW_AUTHENTICATE, challenge),
            None => self,
        }
    }

    fn new(kind: Kind) -> Self {
        let inner = Inner {
            kind,
            code: None,
            message: None,
            details: Vec::new(),
            headers: HeaderMap::new(),
            source: None,
        };
        Self(Box::new(inner))
    }

    fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
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

/// The kinds of faults, which are all responses that the runtime sends by itself.
#[derive(Clone, Copy)]
enum Kind {
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotModified,
    NotAcceptable,
    Timeout,
    PreconditionFailed,
    TooLarge,
    UriTooLong,
    UnsupportedMediaType,
    HeadersTooLarge,
    Internal,
    NotImplemented,
    Unavailable,
}

/// The properties of a kind of fault.
struct Row {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
}

impl Kind {
    /// The status, code and default message.
    #[rustfmt::skip]
    fn row(self) -> Row {
        let (status, code, message) = match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, "badRequest", "The request is invalid."),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized", "Credentials are missing or not accepted."),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden", "The caller may not do this."),
            Self::NotFound => (StatusCode::NOT_FOUND, "notFound", "Nothing is served under this path."),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "methodNotAllowed", "The path does not support this method."),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "notAcceptable", "The operation has no response in an accepted media type."),
            Self::NotModified => (StatusCode::NOT_MODIFIED, "notModified", "The resource has not changed."),
            Self::Timeout => (StatusCode::REQUEST_TIMEOUT, "requestTimeout", "The body did not arrive in time."),
            Self::PreconditionFailed => (StatusCode::PRECONDITION_FAILED, "preconditionFailed", "The resource is not in the state that the request asks for."),
            Self::UriTooLong => (StatusCode::URI_TOO_LONG, "uriTooLong", "Path and query are too long."),
            Self::HeadersTooLarge => (StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headersTooLarge", "The headers are too large."),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "contentTooLarge", "The body is too large."),
            Self::UnsupportedMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType", "The operation does not accept the media type of the body."),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internalError", "The server failed to answer."),
            Self::NotImplemented => (StatusCode::NOT_IMPLEMENTED, "notImplemented", "The server does not implement this."),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "serviceUnavailable", "The server cannot answer now."),
        };
        Row { status, code, message }
    }
}
