//! A success with its status and headers.

use crate::headers::request_id;
use crate::reply::{HeaderError, ResponseHeader, typed_header};
use http::{HeaderMap, HeaderName, StatusCode, header};
use serde::de::DeserializeOwned;
use std::fmt;

/// A success with its status and headers.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Full<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The number of times that the request was sent.
    pub attempts: u32,
    /// The id that was sent with every attempt.
    pub client_request_id: Option<String>,
    /// The result of the call without [`Call::full`](crate::Call::full).
    pub body: T,
}

impl<T> Full<T> {
    /// A header by its description; `None` if it is absent.
    pub fn read<V: DeserializeOwned>(
        &self,
        header: ResponseHeader<V>,
    ) -> Result<Option<V>, HeaderError> {
        header.read(&self.headers)
    }

    /// Any header as a type, for example `full.header::<String>("ETag")`; lists are separated by
    /// commas. `None` if it is absent or does not parse as the type.
    pub fn header<V: DeserializeOwned>(&self, name: &str) -> Option<V> {
        typed_header(&self.headers, name)
    }

    /// The `ETag` of the resource with its quotes, for [`Call::if_match`](crate::Call::if_match).
    pub fn etag(&self) -> Option<&str> {
        self.text(&header::ETAG)
    }

    /// The address of a resource that was created, or of the status of a long-running operation.
    pub fn location(&self) -> Option<&str> {
        self.text(&header::LOCATION)
    }

    /// The id of the request in the server's logs, from the header `request-id` or `x-request-id`.
    pub fn request_id(&self) -> Option<String> {
        request_id(&self.headers)
    }

    fn text(&self, name: &HeaderName) -> Option<&str> {
        std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()
    }
}

/// Shows only the names of the headers.
impl<T: fmt::Debug> fmt::Debug for Full<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Full")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("attempts", &self.attempts)
            .field("client_request_id", &self.client_request_id)
            .field("body", &self.body)
            .finish()
    }
}
