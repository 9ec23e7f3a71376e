//! Requests that a mock received.

use crate::{Body, Operation, TransportError};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

/// A request that a mock received.
#[derive(Clone)]
pub struct Received {
    operation: Option<&'static Operation>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    pub(super) async fn read(
        request: http::Request<Body>,
        operation: Option<&'static Operation>,
    ) -> Result<Self, TransportError> {
        let (parts, mut body) = request.into_parts();
        let mut bytes = BytesMut::new();
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
            bytes.extend_from_slice(&chunk?);
        }
        Ok(Self {
            operation,
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body: bytes.freeze(),
        })
    }

    /// The operation; `None` for a request of no operation, such as a token request.
    pub(super) fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole address.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers, with the credentials.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A path parameter, decoded, named as in the document.
    pub fn path(&self, name: &str) -> Option<String> {
        let template = self.operation?.path;
        // The segments before the template belong to the base URL.
        let segments = template.rsplit('/').zip(self.uri.path().rsplit('/'));
        segments
            .filter(|(segment, _)| segment.contains('{'))
            .find_map(|(segment, text)| capture(segment, text, name))
            .map(decode)
    }

    /// A query parameter, decoded; the first of several.
    pub fn query(&self, name: &str) -> Option<String> {
        let mut pairs = self.pairs();
        pairs.find_map(|(own, value)| (own == name).then_some(value))
    }

    /// The names and values of all query parameters, in the order in which they were sent.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let pairs = self.uri.query().unwrap_or_default().split('&');
        pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decode(name), decode(value)))
    }

    /// A header, if it is present and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The whole body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON, for example as a type of the model or a `serde_json::Value`.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.body)
    }
}

/// Writes operation, method and path; queries, headers and bodies carry secrets.
impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{}: ", operation.id)?;
        }
        write!(f, "{} {}", self.method, self.uri.path())
    }
}

/// Shows no query, no header and no body.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({self})")
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Captures the text of a parameter in a segment of a path, by the segment of the path template: in
/// `1,2`, for `{a},{b}`, `b` is `2`.
fn capture<'a>(segment: &str, mut text: &'a str, wanted: &str) -> Option<&'a str> {
    let mut parameters = segment.split('{');
    text = text.strip_prefix(parameters.next()?)?;
    for parameter in parameters {
        let (name, after) = parameter.split_once('}')?;
        let end = if after.is_empty() {
            text.len()
        } else {
            text.find(after)?
        };
        if name == wanted {
            return Some(&text[..end]);
        }
        text = &text[end + after.len()..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::capture;

    #[test]
    fn parameters_stand_where_the_document_has_them() {
        for (segment, text, name, expected) in [
            ("{id}", "a", "id", Some("a")),
            ("{id}", "a", "other", None),
            ("users(id={id})", "users(id=a)", "id", Some("a")),
            ("users(id={id})", "groups(id=a)", "id", None),
            ("{a},{b}", "1,2", "a", Some("1")),
            ("{a},{b}", "1,2", "b", Some("2")),
            ("{a},{b}", "1", "b", None),
        ] {
            assert_eq!(capture(segment, text, name), expected, "{segment} {text}");
        }
    }
}
