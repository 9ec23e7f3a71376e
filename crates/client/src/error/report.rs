//! What an error says, apart from the typed failure: not generic, so that it is compiled once.

use super::shorten;
use super::text;
use crate::reply::Reply;
use crate::{Api, DecodeError, RequestError, TokenError, TransportError};
use graphwright_wire::security::ErrorShape;
use http::{HeaderMap, StatusCode, Uri, header};
use serde_json::Value;
use std::fmt;

/// Headers that carry the id of a request where the body does not.
const REQUEST_ID_HEADERS: [&str; 2] = ["request-id", "x-request-id"];

#[derive(Debug)]
pub(crate) struct Report {
    pub(super) operation: &'static str,
    pub(super) cause: Cause,
    pub(super) answer: Option<Answer>,
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

/// What is known of an answer.
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
    /// There was no answer.
    pub(crate) fn unanswered(operation: &'static str, cause: Cause) -> Self {
        Self {
            operation,
            cause,
            answer: None,
        }
    }

    /// There was an answer that is no success; `reply` is already [`Reply::for_error`].
    pub(crate) fn answered(
        api: &Api,
        operation: &'static str,
        cause: Cause,
        reply: Reply,
        dropped: Vec<DecodeError>,
    ) -> Self {
        let (status, headers, body) = reply.into_parts();
        let tree = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        let find = |pointer: fn(&ErrorShape) -> Option<&'static str>| {
            scalar(tree.pointer(pointer(api.error_shape?)?)?)
        };
        let answer = Answer {
            status,
            code: find(|shape| shape.code),
            message: find(|shape| shape.message),
            request_id: find(|shape| shape.request_id).or_else(|| request_id_header(&headers)),
            headers: marked(headers),
            excerpt: text::excerpt(&body),
            dropped,
        };
        Self {
            operation,
            cause,
            answer: Some(answer),
        }
    }
}

/// The text of a string or number.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn request_id_header(headers: &HeaderMap) -> Option<String> {
    let header = REQUEST_ID_HEADERS
        .iter()
        .find_map(|name| headers.get(*name))?;
    header.to_str().ok().map(str::to_owned)
}

/// The headers, of which those that carry secrets do not show them in `Debug`.
fn marked(mut headers: HeaderMap) -> HeaderMap {
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
        f.write_str(self.operation)?;
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
        }
    }
}

impl Report {
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
    /// What there is to say of a status: what the body says in the API's own shape, or else how it
    /// begins. A success that became an error needs a word on why.
    fn fmt_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.status.is_success() {
            let media_type = self
                .headers
                .get(header::CONTENT_TYPE)
                .and_then(|value| value.to_str().ok());
            write!(
                f,
                ": not documented with media type {}",
                shorten(media_type.unwrap_or("none"))
            )?;
        } else if self.code.is_none() && self.message.is_none() && !self.excerpt.is_empty() {
            write!(f, ": {}", shorten(&self.excerpt))?;
        }
        self.fmt_error_shape(f)
    }

    fn fmt_error_shape(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for text in [&self.code, &self.message].into_iter().flatten() {
            write!(f, ": {}", shorten(text))?;
        }
        match &self.request_id {
            Some(id) => write!(f, " (request id {})", shorten(id)),
            None => Ok(()),
        }
    }
}
