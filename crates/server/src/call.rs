//! The call: everything that a handler gets of a request in addition to parameters and body.

use crate::answer_headers::AnswerHeaders;
use crate::{Access, Api, ETag, Fault, Operation, Principal, Reach, RequestId, authorize, query};
use http::request::Parts;
use http::{HeaderMap, Method};
use std::borrow::Cow;
use std::fmt::{self, Display};

/// A request that reached its handler: the caller, the operation, the head and the id.
///
/// `Debug` shows neither headers nor the query, since both carry credentials.
pub struct Call(Box<Inner>);

/// Boxed, since a call is moved often before its handler gets it.
struct Inner {
    api: &'static Api,
    operation: &'static Operation,
    principal: Principal,
    request_id: RequestId,
    parts: Parts,
    answer_headers: AnswerHeaders,
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
            answer_headers: AnswerHeaders::default(),
        }))
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// The caller, as the authorizer identified it.
    pub fn principal(&self) -> &Principal {
        &self.0.principal
    }

    /// The data that the caller's scopes give access to. A handler must check it, or call
    /// [`check_reach`](Self::check_reach), if its operation can be called with
    /// [`Scope::own`](crate::Scope::own) scopes.
    pub fn reach(&self) -> Reach {
        authorize::reach(self.0.api, self.0.operation, &self.0.principal)
    }

    /// Refuses, with 403, a caller whose scopes give access to its own data only, unless `is_own`
    /// returns `true` for its name.
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
        let message = "The caller's scopes give access to its own data only.";
        if reaches {
            Ok(())
        } else {
            Err(Fault::forbidden().with_message(message))
        }
    }

    /// The name of the user on whose behalf the caller acts; 403 if there is none, as for an
    /// application that acts for itself.
    pub fn user(&self) -> Result<&str, Fault> {
        let subject = match self.0.principal.access() {
            Some(Access::Application) => None,
            Some(Access::Delegated) | None => self.0.principal.subject(),
        };
        let message = "The caller must act on behalf of a user.";
        subject.ok_or_else(|| Fault::forbidden().with_message(message))
    }

    /// The id that the runtime assigned to the request.
    pub fn request_id(&self) -> RequestId {
        self.0.request_id
    }

    /// The method of the request: that of the operation, or `HEAD` if that is `GET`.
    pub fn method(&self) -> &Method {
        &self.0.parts.method
    }

    /// The path of the request, verbatim.
    pub fn path(&self) -> &str {
        self.0.parts.uri.path()
    }

    /// The query of the request, verbatim.
    pub fn query(&self) -> Option<&str> {
        self.0.parts.uri.query()
    }

    /// The pairs of the query in order, with decoded names and raw values.
    ///
    /// For query parameters that the operation does not declare: to use them, or to refuse them.
    /// The declared ones are read already.
    pub fn query_pairs(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        // A name that cannot be decoded is a 400 before the handler is called.
        query::pairs(self.query().unwrap_or_default()).flatten()
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.parts.headers
    }

    /// A header of the request, if it is present and visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.parts.headers.get(name)?.to_str().ok()
    }

    /// Adds a line to the headers of the answer, for one that the document does not name. It is sent with
    /// whatever the handler returns, a [`Fault`] included. A line that cannot be sent makes the answer a
    /// [`Fault::internal`]: one with a line break, or one that describes the body, such as
    /// `Content-Length`.
    ///
    /// ```
    /// # use graphwright_server::Call;
    /// # fn handler(call: &Call) {
    /// call.answer_header("Set-Cookie", "session=1; HttpOnly");
    /// call.answer_header("Set-Cookie", "theme=dark");
    /// # }
    /// ```
    pub fn answer_header(&self, name: &str, value: impl Display) {
        self.0.answer_headers.add(name, &value.to_string());
    }

    /// Notes the current state of the resource, which a 304 or a 412 tells the caller.
    pub(crate) fn note_state(&self, current: Option<&ETag>) {
        self.0.answer_headers.note_state(current);
    }

    /// The headers of the answer that come from this call; shared with it.
    pub(crate) fn answer_headers(&self) -> AnswerHeaders {
        self.0.answer_headers.clone()
    }

    /// A value that a layer around the router attached for handlers, by type.
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

#[cfg(test)]
pub(crate) mod tests {
    use crate::{Api, Call, Method, Operation, Principal, RequestId};

    static API: Api = Api {
        name: "things",
        base_path: "",
        openapi: "{}",
        error_shape: None,
        scopes: &[],
    };

    pub(crate) static LIST: Operation = operation("list-things", "/things");
    pub(crate) static OTHER: Operation = operation("list-others", "/others");

    const fn operation(id: &'static str, path: &'static str) -> Operation {
        Operation {
            id,
            method: Method::GET,
            path,
            params: &[],
            body: None,
            answers: &[],
            security: &[],
        }
    }

    /// A call of an operation, as a handler gets it.
    pub(crate) fn call(operation: &'static Operation, target: &str) -> Call {
        let (parts, ()) = http::Request::get(target).body(()).unwrap().into_parts();
        let nobody = Principal::anonymous();
        Call::new(&API, operation, nobody, RequestId::generate(), parts)
    }

    #[test]
    fn query_names_are_decoded_and_values_are_not() {
        let call = call(&LIST, "/things?%24top=%35&a+b=c+d&&flag&=");
        let pairs: Vec<_> = call.query_pairs().collect();
        let expected = [("$top", "%35"), ("a b", "c+d"), ("flag", ""), ("", "")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.into(), value)));
    }
}
