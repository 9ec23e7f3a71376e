//! The trait that decides who may call, and its two implementations that ask nobody.

use super::{Attempt, Principal, Refusal};
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
