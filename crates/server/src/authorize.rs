//! Who may call what: asked before the body is read, answered by the service's own authoriser.

mod challenge;
mod credentials;
#[cfg(test)]
mod tests;
mod tokens;

pub(crate) use challenge::{refused, with_challenge};
pub use credentials::{Credential, grants};
pub use tokens::StaticTokens;

use crate::{Operation, RequestId};
use graphwright_wire::security::Security;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};
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
    /// [`Attempt::security`] is what the operation asks; [`grants`] holds scopes against it.
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
    operation: &'static Operation,
    request_id: RequestId,
    parts: &'a Parts,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(
        operation: &'static Operation,
        request_id: RequestId,
        parts: &'a Parts,
    ) -> Self {
        Self {
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

/// Who calls.
#[derive(Clone, Debug, Default)]
pub struct Principal {
    subject: Option<String>,
    scopes: Vec<String>,
    claims: Extensions,
}

impl Principal {
    /// A caller of whom nothing is known.
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// A caller with a name, for example the `sub` of its token.
    pub fn new(subject: impl Into<String>) -> Self {
        Self {
            subject: Some(subject.into()),
            ..Self::default()
        }
    }

    /// Grants it scopes.
    pub fn with_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Attaches a value of the service's own, for handlers to read with [`claim`](Self::claim).
    pub fn with_claim<T: Clone + Send + Sync + 'static>(mut self, claim: T) -> Self {
        self.claims.insert(claim);
        self
    }

    /// Its name; `None` for an anonymous caller.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What it was granted.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Whether it was granted a scope.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }

    /// What the authoriser attached, by its type.
    pub fn claim<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.claims.get()
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
