//! The authorizer, and the implementations that permit everything or nothing.

use super::{Attempt, Principal, Refusal};
use std::pin::Pin;
use std::sync::Arc;

/// Decides whether a caller may call an operation.
///
/// Implement it with a plain `async fn`. It is called once for each request to an operation with
/// security requirements, before the body is read. There is no default: a server that permits
/// everything uses [`AllowAll`].
pub trait Authorizer: Send + Sync + 'static {
    /// Returns the caller, or why the call is refused.
    ///
    /// [`Attempt::security`] has the requirements of the operation; [`Attempt::permit`] compares an
    /// authenticated caller with them.
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

/// An authorizer that permits every call, with an anonymous caller.
#[derive(Clone, Copy, Debug, Default)]
pub struct AllowAll;

impl Authorizer for AllowAll {
    async fn authorize(&self, _attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        Ok(Principal::anonymous())
    }
}

/// An authorizer that refuses every call. It is used for documents without security requirements,
/// so that an operation with requirements is closed rather than open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RefuseAll;

impl Authorizer for RefuseAll {
    async fn authorize(&self, _attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        Err(Refusal::Missing)
    }
}

/// An [`Authorizer`] that can be boxed.
pub(crate) trait DynAuthorizer: Send + Sync {
    fn authorize<'a>(&'a self, attempt: Attempt<'a>) -> AuthorizerFuture<'a>;
}

type AuthorizerFuture<'a> = Pin<Box<dyn Future<Output = Result<Principal, Refusal>> + Send + 'a>>;

impl<A: Authorizer> DynAuthorizer for A {
    fn authorize<'a>(&'a self, attempt: Attempt<'a>) -> AuthorizerFuture<'a> {
        Box::pin(Authorizer::authorize(self, attempt))
    }
}
