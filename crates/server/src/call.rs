//! What a handler may know of the request beside its parameters and body.

use crate::{Operation, Principal, RequestId};
use http::request::Parts;
use http::{HeaderMap, Method};
use std::fmt;

/// A request that reached its handler: who calls, what, and under which id.
///
/// `Debug` shows neither headers nor the query: both carry credentials.
pub struct Call {
    operation: &'static Operation,
    principal: Principal,
    request_id: RequestId,
    parts: Parts,
}

impl Call {
    pub(crate) fn new(
        operation: &'static Operation,
        principal: Principal,
        request_id: RequestId,
        parts: Parts,
    ) -> Self {
        Self {
            operation,
            principal,
            request_id,
            parts,
        }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Who calls, as the authoriser said.
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The id that the runtime gave the request.
    pub fn request_id(&self) -> RequestId {
        self.request_id
    }

    /// The method of the request: the operation's, or `HEAD` where that is `GET`.
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The path of the request, as it came.
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// The query of the request, as it came.
    pub fn query(&self) -> Option<&str> {
        self.parts.uri.query()
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// A header of the request, if it is there and visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// What layers around the router left for handlers, by type.
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.parts.extensions.get()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .field("principal", &self.principal)
            .field("request_id", &self.request_id.as_uuid())
            .field("method", &self.parts.method)
            .field("path", &self.parts.uri.path())
            .finish_non_exhaustive()
    }
}
