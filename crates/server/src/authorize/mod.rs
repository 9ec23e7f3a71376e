//! Who may call what: asked before the body is read, answered by the service's own authoriser.

mod challenge;
mod credentials;
#[cfg(feature = "jwt")]
pub mod jwt;
mod permit;
mod principal;
#[cfg(test)]
mod tests;
mod tokens;

pub(crate) use challenge::{refused, with_challenge};
pub use credentials::Credential;
pub(crate) use permit::reach;
pub use principal::{Access, Principal, Reach};
pub use tokens::StaticTokens;

use crate::{Api, Operation, RequestId};
use graphwright_wire::security::{self, Scope, Security};
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// Decides who may call an operation.
///
/// Implement it with a plain `async fn`. It is asked once for each request to an operation that
/// asks anything of its caller, before a byte of the body is read. There is no default: a server
/// that lets everybody in says so with [`AllowAll`].
pub trait Authorizer: Send + Sync + 'static {
    /// Says who calls, or why the call is refused.
    ///
    /// [`Attempt::security`] is what the operation asks; [`Attempt::permit`] holds a caller who
    /// proved who it is against it.
    fn authorize(
        &self,
        attempt: Attempt<'_>,
    ) -> impl Future<Output = Result<Principal, Refusal>> + Send;
}

impl<T: Authorizer> Authorizer for Arc<T> {
    fn authorize(
        &self,
        attempt: Attempt<'_>,
    ) -> impl Future<Output = Result<Principal, Refusal>> + Send {
        T::authorize(self, attempt)
    }
}

/// A request as an authoriser sees it: everything but the body.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    api: &'static Api,
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

    /// What the operation asks of its caller: one of the outer list, all of that inner list.
    pub fn security(&self) -> Security {
        self.operation.security
    }

    /// What the document says of a scope: who can have it, how far it reaches.
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

/// `Debug` shows neither headers nor the query: both carry credentials.
impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.id)
            .field("request_id", &self.request_id)
            .field("path", &self.parts.uri.path())
            .finish_non_exhaustive()
    }
}

/// Why a call is refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// 401: there are no credentials.
    Missing,
    /// 401: there are credentials, but they are not accepted: unknown, expired, malformed.
    Invalid,
    /// 403: the caller is known and may not do this. The answer names the scopes that would do.
    Forbidden,
    /// 503: it cannot be decided now, for example because keys cannot be fetched.
    Unavailable(Box<dyn Error + Send + Sync>),
}

/// Lets everybody do everything, as nobody in particular.
#[derive(Clone, Copy, Debug, Default)]
pub struct AllowAll;

impl Authorizer for AllowAll {
    async fn authorize(&self, _attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        Ok(Principal::anonymous())
    }
}

/// Lets nobody do anything: what stands in where a document asks nothing of callers, so that an
/// operation that does ask is closed and not open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RefuseAll;

impl Authorizer for RefuseAll {
    async fn authorize(&self, _attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        Err(Refusal::Missing)
    }
}

/// An [`Authorizer`] behind a pointer.
pub(crate) trait DynAuthorizer: Send + Sync {
    fn authorize<'a>(&'a self, attempt: Attempt<'a>) -> Deciding<'a>;
}

type Deciding<'a> = Pin<Box<dyn Future<Output = Result<Principal, Refusal>> + Send + 'a>>;

impl<A: Authorizer> DynAuthorizer for A {
    fn authorize<'a>(&'a self, attempt: Attempt<'a>) -> Deciding<'a> {
        Box::pin(Authorizer::authorize(self, attempt))
    }
}
