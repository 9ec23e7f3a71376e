//! Puts a request together for the attempt loop.

use super::Request;
use crate::headers::secret_value;
use crate::options::CallOptions;
use crate::{Body, Operation, Reading, RequestError};
use http::{HeaderMap, HeaderValue, header};

/// A request to be sent, with its options.
pub(crate) struct Outgoing {
    pub(crate) operation: &'static Operation,
    /// The request, without credentials, which each attempt attaches.
    pub(crate) request: Result<http::Request<Body>, RequestError>,
    pub(crate) options: CallOptions,
    pub(crate) reading: Reading,
}

impl Request {
    /// Takes the request and its options.
    pub(crate) fn take_outgoing(&mut self, reading: Reading) -> Outgoing {
        Outgoing {
            operation: self.operation,
            request: self.take_http(),
            options: self.options,
            reading,
        }
    }

    /// Puts the request together, without credentials. A body that is a stream is taken.
    fn take_http(&mut self) -> Result<http::Request<Body>, RequestError> {
        if let Some(refused) = &self.refused {
            return Err(refused.clone());
        }
        let uri = self.address()?;
        let mut request = http::Request::new(self.body.take());
        *request.method_mut() = self.operation.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.all_headers()?;
        Ok(request)
    }

    /// The headers of every request, of the operation and of this request, in rising precedence.
    fn all_headers(&self) -> Result<HeaderMap, RequestError> {
        let mut headers = self.core.headers().clone();
        if !self.operation.accept.is_empty() {
            let accept = HeaderValue::from_str(self.operation.accept);
            headers.insert(
                header::ACCEPT,
                accept.map_err(|_| RequestError::new("Accept", "is not a valid header value"))?,
            );
        }
        headers.extend(self.headers.clone());
        accept_codings(&mut headers);
        if !self.cookies.is_empty() {
            let cookies = secret_value(self.cookies.clone())
                .map_err(|reason| RequestError::new("Cookie", reason))?;
            headers.insert(header::COOKIE, cookies);
        }
        Ok(headers)
    }
}

/// Sets `Accept-Encoding`, unless the caller has set it or asks for a range: a range of compressed bytes
/// would be useless.
#[cfg(feature = "decompress")]
fn accept_codings(headers: &mut HeaderMap) {
    if !headers.contains_key(header::RANGE) {
        let entry = headers.entry(header::ACCEPT_ENCODING);
        entry.or_insert(crate::decompress::ACCEPTED);
    }
}

#[cfg(not(feature = "decompress"))]
fn accept_codings(_headers: &mut HeaderMap) {}
