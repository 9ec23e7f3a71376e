//! The request, as an authorizer sees it.

use crate::{Api, Operation, RequestId};
use graphwright_wire::security::{self, Scope, Security};
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use std::fmt;

/// A request to be authorized: everything but its body.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(super) api: &'static Api,
    operation: &'static Operation,
    request_id: RequestId,
    parts: &'a Parts,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(
        api: &'static Api,
        operation: &'static Operation,
        request_id: RequestId,
        parts: &'a Parts,
    ) -> Self {
        Self {
            api,
            operation,
            request_id,
            parts,
        }
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The security requirements of the operation: all of one inner list must be met.
    pub fn security(&self) -> Security {
        self.operation.security
    }

    /// The document's description of a scope.
    pub fn scope(&self, name: &str) -> Option<&'static Scope> {
        security::find(self.api.scopes, name)
    }

    /// The method of the request.
    pub fn method(&self) -> &'a Method {
        &self.parts.method
    }

    /// Path and query of the request.
    pub fn uri(&self) -> &'a Uri {
        &self.parts.uri
    }

    /// The headers of the request.
    pub fn headers(&self) -> &'a HeaderMap {
        &self.parts.headers
    }

    /// The id of the request, for logs.
    pub fn request_id(&self) -> RequestId {
        self.request_id
    }
}

/// `Debug` shows neither headers nor the query, since both carry credentials.
impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.id)
            .field("request_id", &self.request_id)
            .field("path", &self.parts.uri.path())
            .finish_non_exhaustive()
    }
}
