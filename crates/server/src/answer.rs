//! The response of a handler, ready to be sent.

use crate::stream::Outgoing;
use crate::{ByteStream, Events, Fault, buffer};
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use graphwright_wire::json;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use std::error::Error;
use std::fmt::Display;

/// A response: status, headers, body.
///
/// Building one cannot fail. If it cannot be sent (a body that does not serialize, a header with a
/// line break, an invalid status), that is found here, and a [`Fault::internal`] is sent in its
/// place.
#[derive(Debug)]
pub struct Answer {
    head: Result<Head, Box<dyn Error + Send + Sync>>,
    body: ByteStream,
}

#[derive(Debug)]
struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

impl Answer {
    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        let head = StatusCode::from_u16(status).map(|status| Head {
            status,
            headers: HeaderMap::new(),
        });
        Self {
            head: head.map_err(Into::into),
            body: ByteStream::from(Bytes::new()),
        }
    }

    /// A response of `application/json`.
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        match buffer::write_json(body) {
            Ok(json) => {
                Self::empty(status).with_body(HeaderValue::from_static("application/json"), json)
            }
            Err(error) => Self::unsendable(error),
        }
    }

    /// A response of `text/plain` in UTF-8.
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
        Self::empty(status).with_body(media_type, body.into())
    }

    /// A response of any media type. A range such as `image/*`, which a document may have and a
    /// response may not, is sent as `application/octet-stream`.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<ByteStream>) -> Self {
        let is_range = media_type.contains('*');
        let media_type = if is_range {
            "application/octet-stream"
        } else {
            media_type
        };
        match HeaderValue::from_str(media_type) {
            Ok(media_type) => Self::empty(status).with_body(media_type, body),
            Err(error) => Self::unsendable(error),
        }
    }

    /// A response of `text/event-stream` whose events have JSON as data.
    pub fn events<T: Serialize + Send + 'static>(status: u16, events: Events<T>) -> Self {
        let json = |data: &T| json::to_string(data).map_err(Fault::internal);
        Self::event_stream(status, ByteStream::new(events.into_bytes(json)))
    }

    /// A response of `text/event-stream` whose events have text as data.
    pub fn text_events(status: u16, events: Events<String>) -> Self {
        let text = |data: &String| Ok(data.clone());
        Self::event_stream(status, ByteStream::new(events.into_bytes(text)))
    }

    fn event_stream(status: u16, body: ByteStream) -> Self {
        Self::bytes(status, "text/event-stream", body).header(CACHE_CONTROL.as_str(), "no-cache")
    }

    /// Sets a header, and replaces a previous value.
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        self.head = self.head.and_then(|mut head| {
            let name = HeaderName::from_bytes(name.as_bytes())?;
            let value = HeaderValue::try_from(value.to_string())?;
            head.headers.insert(name, value);
            Ok(head)
        });
        self
    }

    /// Sets a header if there is a value for it.
    pub fn optional_header(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Sets another media type than that of the constructor, for example `application/hal+json`.
    pub fn media_type(self, media_type: &str) -> Self {
        self.header(CONTENT_TYPE.as_str(), media_type)
    }

    fn with_body(mut self, media_type: HeaderValue, body: impl Into<ByteStream>) -> Self {
        if let Ok(head) = &mut self.head {
            head.headers.insert(CONTENT_TYPE, media_type);
        }
        self.body = body.into();
        self
    }

    fn unsendable(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            head: Err(error.into()),
            body: ByteStream::from(Bytes::new()),
        }
    }

    /// Status and headers; `None` if they cannot be sent.
    pub(crate) fn head(&self) -> Option<(u16, &HeaderMap)> {
        let head = self.head.as_ref().ok()?;
        Some((head.status.as_u16(), &head.headers))
    }

    /// The bytes of the body; `None` for a stream.
    pub(crate) fn whole_body(&self) -> Option<&[u8]> {
        self.body.whole().map(AsRef::as_ref)
    }

    pub(crate) fn into_response(self) -> Result<Response, Fault> {
        let Head {
            status,
            mut headers,
        } = self.head.map_err(Fault::internal)?;
        let mut response = Response::new(into_body(self.body, &mut headers));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// Converts a body to the one that is sent, and sets a header for the length of a stream.
fn into_body(body: ByteStream, headers: &mut HeaderMap) -> Body {
    let stream = match body.into_whole() {
        Ok(bytes) => return bytes.into(),
        Err(stream) => stream,
    };
    if let Some(length) = stream.length() {
        headers.insert(CONTENT_LENGTH, length.into());
    }
    Body::from_stream(Outgoing(stream))
}
