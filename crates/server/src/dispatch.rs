//! The way of a request, in the order in which it can be refused.
//!
//! Path (404), method (405), caller (401, 403), `Accept` (406), media type of the body (415), size
//! of the body (413), then everything that is wrong with parameters and body in one answer (400),
//! and only then the handler.

use crate::authorize::{self, Attempt, DynAuthorizer};
use crate::endpoint::Endpoint;
use crate::fault::{self, Detail};
use crate::path::Matcher;
use crate::percent::BadEncoding;
use crate::read;
use crate::routes::{Handling, Route};
use crate::server::FaultHook;
use crate::{Accepted, Answer, Api, Call, Fault, Operation, Place, Principal, RequestId, media};
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{ACCEPT, ALLOW};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

/// A finished server.
pub(crate) struct Dispatch {
    pub(crate) api: &'static Api,
    pub(crate) authorizer: Box<dyn DynAuthorizer>,
    pub(crate) matcher: Matcher<Endpoint>,
    pub(crate) body_limit: usize,
    pub(crate) on_fault: Option<FaultHook>,
}

impl Dispatch {
    /// Answers a request, whatever it is.
    pub(crate) async fn answer(&self, request: Request) -> Response {
        let id = RequestId::make();
        let client_id = client_request_id(request.headers());
        let mut response = match self.route(request, id).await {
            Ok(response) => response,
            Err(fault) => {
                if let Some(hook) = &self.on_fault {
                    hook(&fault, id);
                }
                fault::render(&fault, self.api.error_shape, id)
            }
        };
        let headers = response.headers_mut();
        if let Some(id) = id.header() {
            headers.insert(REQUEST_ID, id);
        }
        if let Some(id) = client_id {
            headers.insert(CLIENT_REQUEST_ID, id);
        }
        response
    }

    async fn route(&self, request: Request, id: RequestId) -> Result<Response, Fault> {
        let (parts, body) = request.into_parts();
        let found = self
            .matcher
            .find(parts.uri.path())
            .map_err(|BadEncoding| bad_path())?;
        let (endpoint, captures) = found.ok_or_else(Fault::not_found)?;
        let Some(entry) = endpoint.find(&parts.method) else {
            return other_method(&parts.method, endpoint.allow());
        };
        let operation = entry.route.operation;
        let principal = self.authorize(operation, id, &parts).await?;
        check_accept(operation, &parts.headers)?;
        let input = read::read(entry, &captures, &parts, body, self.body_limit).await?;
        let call = Call::new(operation, principal, id, parts);
        self.handle(&entry.route, Accepted::new(call, input)).await
    }

    async fn authorize(
        &self,
        operation: &'static Operation,
        id: RequestId,
        parts: &Parts,
    ) -> Result<Principal, Fault> {
        // Without alternatives, or with nothing but empty ones, nothing is asked.
        if operation.security.iter().all(|all| all.is_empty()) {
            return Ok(Principal::anonymous());
        }
        let attempt = Attempt::new(operation, id, parts);
        let decision = caught(self.authorizer.authorize(attempt)).await?;
        decision.map_err(|refusal| authorize::refused(refusal, self.api, operation))
    }

    async fn handle(&self, route: &Route, request: Accepted) -> Result<Response, Fault> {
        let making = catch_unwind(AssertUnwindSafe(|| (route.handler)(request)));
        let handling: Handling = making.map_err(|panic| panicked(panic.as_ref()))?;
        let answer = caught(handling).await?;
        answer
            .and_then(Answer::into_response)
            .map_err(|fault| authorize::with_challenge(fault, self.api, route.operation))
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The caller's own id for the request, which goes back as it came. One that is long or not visible
/// ASCII is dropped: it would end up in logs.
fn client_request_id(headers: &HeaderMap) -> Option<HeaderValue> {
    let id = headers.get(CLIENT_REQUEST_ID)?;
    let plain = (1..=128).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic);
    plain.then(|| id.clone())
}

fn bad_path() -> Fault {
    Fault::bad_request([Detail::encoding(Place::Path)])
}

/// A method that no operation of the path has: `OPTIONS` is answered here, others are refused.
fn other_method(method: &Method, allow: HeaderValue) -> Result<Response, Fault> {
    if method != Method::OPTIONS {
        return Err(Fault::method_not_allowed(allow));
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, allow);
    Ok(response)
}

fn check_accept(operation: &Operation, headers: &HeaderMap) -> Result<(), Fault> {
    let answers = operation.answers;
    // No header at all accepts everything (RFC 9110 section 12.5.1).
    if answers.is_empty() || !headers.contains_key(ACCEPT) {
        return Ok(());
    }
    if media::accepts(&headers.get_all(ACCEPT), answers) {
        Ok(())
    } else {
        Err(Fault::not_acceptable(answers))
    }
}

/// Runs foreign code to its end or its panic. What it leaves half done is its own; nothing of the
/// runtime is shared with it that a panic could break.
async fn caught<T>(mut future: Pin<Box<dyn Future<Output = T> + Send + '_>>) -> Result<T, Fault> {
    poll_fn(|context| {
        let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        poll.map_or_else(
            |panic| Poll::Ready(Err(panicked(panic.as_ref()))),
            |poll| poll.map(Ok),
        )
    })
    .await
}

fn panicked(panic: &(dyn Any + Send)) -> Fault {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    Fault::internal(format!(
        "the service panicked: {}",
        text.unwrap_or("no message")
    ))
}
