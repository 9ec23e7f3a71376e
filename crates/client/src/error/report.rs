//! The report of an error: all of it but the typed failure, not generic, so that it is compiled once.

use super::decode::DecodeError;
use super::request::RequestError;
use super::text::{self, one_line};
use super::token::TokenError;
use super::transport::TransportError;
use crate::headers::request_id;
use crate::retry::AttemptLog;
use crate::{Api, Operation};
use bytes::Bytes;
use graphwright_wire::security::ErrorShape;
use http::{HeaderMap, StatusCode, Uri, header};
use serde_json::Value;
use std::fmt;

pub(crate) struct Report {
    pub(super) operation: &'static Operation,
    pub(super) cause: Cause,
    pub(super) answer: Option<Answer>,
    pub(crate) log: AttemptLog,
}

#[derive(Debug)]
pub(crate) enum Cause {
    Request(RequestError),
    Token(TokenError),
    Transport(TransportError),
    Status,
    Redirect,
    BodyTooLarge { limit: usize },
    Decode(DecodeError),
}

/// An answer that is not a success, without the credentials that it echoes.
pub(crate) struct FailedAnswer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) log: AttemptLog,
}

/// The parts of an answer that an error keeps.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) excerpt: String,
    pub(super) dropped: Vec<DecodeError>,
}

impl Report {
    /// The report of a call without an answer.
    pub(crate) fn unanswered(operation: &'static Operation, cause: Cause) -> Self {
        Self {
            operation,
            cause,
            answer: None,
            log: AttemptLog::default(),
        }
    }

    /// The report of a call whose answer is not a success.
    pub(crate) fn answered(
        api: &Api,
        operation: &'static Operation,
        cause: Cause,
        answer: FailedAnswer,
        dropped: Vec<DecodeError>,
    ) -> Self {
        let FailedAnswer {
            status,
            headers,
            body,
            log,
        } = answer;
        let tree = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        let find = |pointer: fn(&ErrorShape) -> Option<&'static str>| {
            scalar_text(tree.pointer(pointer(api.error_shape?)?)?)
        };
        let answer = Answer {
            status,
            code: find(|shape| shape.code),
            message: find(|shape| shape.message),
            request_id: find(|shape| shape.request_id).or_else(|| request_id(&headers)),
            headers: mark_sensitive(headers),
            excerpt: text::excerpt(&body),
            dropped,
        };
        Self {
            operation,
            cause,
            answer: Some(answer),
            log,
        }
    }

    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        self.answer.as_ref().map(|answer| &answer.headers)
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.answer.as_ref()?.request_id.as_deref()
    }
}

/// The text of a string or a number.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Marks the headers that carry secrets, so that `Debug` does not show their values.
fn mark_sensitive(mut headers: HeaderMap) -> HeaderMap {
    for name in [
        header::SET_COOKIE,
        header::WWW_AUTHENTICATE,
        header::LOCATION,
    ] {
        if let header::Entry::Occupied(mut entry) = headers.entry(name) {
            entry.iter_mut().for_each(|value| value.set_sensitive(true));
        }
    }
    headers
}

/// For example `get-user: 404 Not Found: Request_ResourceNotFound: No such user (request id 0f3c)`.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation.id)?;
        if let Some(answer) = &self.answer {
            write!(f, ": {}", answer.status)?;
        }
        match &self.cause {
            Cause::Request(error) => write!(f, ": {error}"),
            Cause::Token(error) => write!(f, ": {error}"),
            Cause::Transport(error) => write!(f, ": {error}"),
            Cause::Decode(error) => write!(f, ": the body is not as documented: {error}"),
            Cause::BodyTooLarge { limit } => write!(f, ": the body is larger than {limit} bytes"),
            Cause::Redirect => write!(f, ": redirect to {} not followed", self.redirect_host()),
            Cause::Status => Ok(()),
        }?;
        match (&self.answer, &self.cause) {
            (Some(answer), Cause::Status) => answer.fmt_status(f),
            (Some(answer), _) => answer.fmt_error_shape(f),
            (None, _) => Ok(()),
        }?;
        self.fmt_scopes(f)?;
        fmt::Display::fmt(&self.log, f)
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("operation", &self.operation.id)
            .field("cause", &self.cause)
            .field("answer", &self.answer)
            .field("log", &self.log)
            .finish()
    }
}

impl Report {
    /// Writes, after a 403, the scopes that would suffice, for example `; it requires User.Read or
    /// User.ReadWrite`.
    fn fmt_scopes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.answer.as_ref().map(|answer| answer.status);
        if status != Some(StatusCode::FORBIDDEN) {
            return Ok(());
        }
        let lists = self.operation.sufficient_scopes();
        for (index, scopes) in lists.iter().enumerate() {
            f.write_str(if index == 0 { "; it requires " } else { " or " })?;
            f.write_str(&scopes.join(" + "))?;
        }
        Ok(())
    }

    fn redirect_host(&self) -> String {
        let location = self
            .answer
            .as_ref()
            .and_then(|answer| answer.headers.get(header::LOCATION));
        let uri = location.and_then(|value| value.to_str().ok()?.parse::<Uri>().ok());
        uri.and_then(|uri| uri.host().map(str::to_owned))
            .unwrap_or_else(|| "the same host".to_owned())
    }
}

impl Answer {
    /// Writes what explains a status: the code and message of the body, or else its beginning. For a
    /// success that became an error, writes the reason.
    fn fmt_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.status.is_success() {
            let media_type = self
                .headers
                .get(header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok());
            write!(
                f,
                ": not documented with media type {}",
                one_line(media_type.unwrap_or("none"))
            )?;
        } else if self.code.is_none() && self.message.is_none() && !self.excerpt.is_empty() {
            write!(f, ": {}", one_line(&self.excerpt))?;
        }
        self.fmt_error_shape(f)
    }

    fn fmt_error_shape(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for text in [&self.code, &self.message].into_iter().flatten() {
            write!(f, ": {}", one_line(text))?;
        }
        match &self.request_id {
            Some(id) => write!(f, " (request id {})", one_line(id)),
            None => Ok(()),
        }
    }
}
