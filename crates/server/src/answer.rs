//! What a handler answers, ready for the wire.

use crate::Fault;
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use std::error::Error;
use std::fmt::Display;

/// An answer: status, headers, body.
///
/// Building one cannot fail. What cannot be sent (a body that does not serialise, a header with a
/// line break, a status that is none) is found out here and becomes a [`Fault::internal`].
#[derive(Debug)]
pub struct Answer {
    head: Result<Head, Box<dyn Error + Send + Sync>>,
    body: Bytes,
}

#[derive(Debug)]
struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

impl Answer {
    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        let head = StatusCode::from_u16(status).map(|status| Head {
            status,
            headers: HeaderMap::new(),
        });
        Self {
            head: head.map_err(Into::into),
            body: Bytes::new(),
        }
    }

    /// An answer of `application/json`.
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => {
                Self::empty(status).with_body(HeaderValue::from_static("application/json"), json)
            }
            Err(error) => Self::broken(error),
        }
    }

    /// An answer of `text/plain` in UTF-8.
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
        Self::empty(status).with_body(media_type, body.into())
    }

    /// An answer of any media type. A range such as `image/*`, which documents have but an answer
    /// cannot, is sent as `application/octet-stream`.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        let is_range = media_type.contains('*');
        let media_type = if is_range {
            "application/octet-stream"
        } else {
            media_type
        };
        match HeaderValue::from_str(media_type) {
            Ok(media_type) => Self::empty(status).with_body(media_type, body),
            Err(error) => Self::broken(error),
        }
    }

    /// Sets a header, in place of one that was set before.
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        self.head = self.head.and_then(|mut head| {
            let name = HeaderName::from_bytes(name.as_bytes())?;
            let value = HeaderValue::try_from(value.to_string())?;
            head.headers.insert(name, value);
            Ok(head)
        });
        self
    }

    /// Sets a header where there is a value for it.
    pub fn optional_header(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Names another media type than the constructor did, for example `application/hal+json`.
    pub fn media_type(self, media_type: &str) -> Self {
        self.header(CONTENT_TYPE.as_str(), media_type)
    }

    fn with_body(mut self, media_type: HeaderValue, body: impl Into<Bytes>) -> Self {
        if let Ok(head) = &mut self.head {
            head.headers.insert(CONTENT_TYPE, media_type);
        }
        self.body = body.into();
        self
    }

    fn broken(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            head: Err(error.into()),
            body: Bytes::new(),
        }
    }

    pub(crate) fn into_response(self) -> Result<Response, Fault> {
        let Head { status, headers } = self.head.map_err(Fault::internal)?;
        let mut response = Response::new(self.body.into());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}
