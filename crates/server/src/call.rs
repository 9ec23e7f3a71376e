//! What a handler may know of the request beside its parameters and body.

use crate::{Access, Api, Fault, Operation, Principal, Reach, RequestId, authorize};
use http::request::Parts;
use http::{HeaderMap, Method};
use std::fmt;

/// A request that reached its handler: who calls, what, and under which id.
///
/// `Debug` shows neither headers nor the query: both carry credentials.
pub struct Call(Box<Inner>);

/// Behind a pointer, since a call goes through many hands before its handler has it.
struct Inner {
    api: &'static Api,
    operation: &'static Operation,
    principal: Principal,
    request_id: RequestId,
    parts: Parts,
}

impl Call {
    pub(crate) fn new(
        api: &'static Api,
        operation: &'static Operation,
        principal: Principal,
        request_id: RequestId,
        parts: Parts,
    ) -> Self {
        Self(Box::new(Inner {
            api,
            operation,
            principal,
            request_id,
            parts,
        }))
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// Who calls, as the authoriser said.
    pub fn principal(&self) -> &Principal {
        &self.0.principal
    }

    /// How far the scopes that let the caller in reach. A handler whose operation can be called with
    /// [`Scope::own`](crate::Scope::own) scopes asks, or calls [`check_reach`](Self::check_reach).
    pub fn reach(&self) -> Reach {
        authorize::reach(self.0.api, self.0.operation, &self.0.principal)
    }

    /// Refuses, with 403, a caller whose scopes reach only what is its own where this is not:
    /// `is_own` is asked with the caller's name.
    ///
    /// ```
    /// # use graphwright_server::{Call, Fault};
    /// # struct User { id: String }
    /// # fn handler(call: &Call, user: &User) -> Result<(), Fault> {
    /// call.check_reach(|subject| subject == user.id)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn check_reach(&self, is_own: impl FnOnce(&str) -> bool) -> Result<(), Fault> {
        let reaches = match self.reach() {
            Reach::All => true,
            Reach::Own => self.0.principal.subject().is_some_and(is_own),
        };
        let message = "The caller's scopes reach only what is its own.";
        if reaches {
            Ok(())
        } else {
            Err(Fault::forbidden().with_message(message))
        }
    }

    /// The name of the user on whose behalf the caller acts; 403 where there is none, as for an
    /// application that acts for itself.
    pub fn user(&self) -> Result<&str, Fault> {
        let subject = match self.0.principal.access() {
            Some(Access::Application) => None,
            Some(Access::Delegated) | None => self.0.principal.subject(),
        };
        let message = "The operation takes a caller who acts for a user.";
        subject.ok_or_else(|| Fault::forbidden().with_message(message))
    }

    /// The id that the runtime gave the request.
    pub fn request_id(&self) -> RequestId {
        self.0.request_id
    }

    /// The method of the request: the operation's, or `HEAD` where that is `GET`.
    pub fn method(&self) -> &Method {
        &self.0.parts.method
    }

    /// The path of the request, as it came.
    pub fn path(&self) -> &str {
        self.0.parts.uri.path()
    }

    /// The query of the request, as it came.
    pub fn query(&self) -> Option<&str> {
        self.0.parts.uri.query()
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.parts.headers
    }

    /// A header of the request, if it is there and visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.parts.headers.get(name)?.to_str().ok()
    }

    /// What layers around the router left for handlers, by type.
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.parts.extensions.get()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.0.operation.id)
            .field("principal", &self.0.principal)
            .field("request_id", &self.0.request_id.as_uuid())
            .field("method", &self.0.parts.method)
            .field("path", &self.0.parts.uri.path())
            .finish_non_exhaustive()
    }
}
