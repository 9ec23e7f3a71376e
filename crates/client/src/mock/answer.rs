//! Answers of a mock, which are checked against the document.

use crate::reply::Outcome;
use crate::secrets::Secrets;
use crate::{Body, Call, Decoded, Reply};
use bytes::Bytes;
use graphwright_wire::json;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// An answer: status, headers and body.
#[derive(Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    /// An answer with a JSON body, for example a type of the model.
    ///
    /// # Panics
    ///
    /// If the status is not valid or the body cannot be serialized.
    #[track_caller]
    pub fn json(status: u16, body: &(impl Serialize + ?Sized)) -> Self {
        match json::to_vec(body) {
            Ok(json) => Self::bytes(status, "application/json", json),
            Err(error) => panic!("the body cannot be serialized: {error}"),
        }
    }

    /// An answer with a body of any media type.
    ///
    /// # Panics
    ///
    /// If the status is not valid.
    #[track_caller]
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        let answer = Self {
            body: body.into(),
            ..Self::empty(status)
        };
        answer.header(header::CONTENT_TYPE, media_type)
    }

    /// An answer without a body.
    ///
    /// # Panics
    ///
    /// If the status is not valid.
    #[track_caller]
    pub fn empty(status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            panic!("{status} is not a valid status");
        };
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// Sets a header.
    ///
    /// # Panics
    ///
    /// If the name or the value is not valid.
    #[track_caller]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref(), value.as_ref());
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            (Ok(name), Ok(value)) => self.headers.insert(name, value),
            _ => panic!("the header `{}` is not valid", name.escape_debug()),
        };
        self
    }

    /// Makes the answer of a success: the first documented status and media type with which the call
    /// reads it; `None` if there is none.
    pub(super) fn for_success<C: Call>(success: &Value) -> Option<Self> {
        let documented = C::OPERATION.accept.split(", ");
        let media_types = documented.filter(|media_type| !media_type.is_empty());
        let bodies: Vec<_> = media_types
            .filter_map(|media_type| Some((media_type, serialize(success, media_type)?)))
            .map(|(media_type, body)| Self::bytes(200, media_type, body))
            .chain(success.is_null().then(|| Self::empty(200)))
            .collect();
        let statuses = (200..300).filter_map(|status| StatusCode::from_u16(status).ok());
        statuses
            .flat_map(|status| {
                bodies.iter().map(move |answer| Self {
                    status,
                    ..answer.clone()
                })
            })
            .find(|answer| is_value(&C::success(&answer.reply())))
    }

    /// Returns whether the answer is documented, as a success or as a failure. A body that is read as
    /// a stream is not checked.
    pub(super) fn is_documented<C: Call>(&self) -> bool {
        if self.status.is_success() && C::READING != crate::Reading::Whole {
            return true;
        }
        is_value(&C::success(&self.reply())) || self.is_failure::<C>()
    }

    /// Returns whether the answer is documented as a failure.
    pub(super) fn is_failure<C: Call>(&self) -> bool {
        is_value(&C::failure(&self.reply()))
    }

    fn reply(&self) -> Reply {
        let (parts, ()) = self.head().into_parts();
        Reply::new(parts, self.body.clone(), Secrets::default())
    }

    pub(super) fn response(&self) -> http::Response<Body> {
        self.head().map(|()| Body::from(self.body.clone()))
    }

    fn head(&self) -> http::Response<()> {
        let mut head = http::Response::new(());
        *head.status_mut() = self.status;
        head.headers_mut().clone_from(&self.headers);
        head
    }
}

/// Writes the status and the media type, for example `404 with application/json`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status.as_u16())?;
        let media_type = self.headers.get(header::CONTENT_TYPE);
        match media_type.and_then(|value| value.to_str().ok()) {
            Some(media_type) => write!(f, " with {media_type}"),
            None => f.write_str(" without a body"),
        }
    }
}

/// Shows only the length of the body.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body.len())
            .finish()
    }
}

fn is_value<T>(decoded: &Decoded<T>) -> bool {
    matches!(&decoded.0, Outcome::Value(_, dropped) if dropped.is_empty())
}

/// Serializes a value in a media type; `None` if that is not possible.
fn serialize(value: &Value, media_type: &str) -> Option<Bytes> {
    match value {
        _ if media_type.contains("json") => json::to_vec(value).ok().map(Bytes::from),
        Value::String(text) => Some(text.clone().into()),
        _ => None,
    }
}
