//! The dispatcher: the steps of a request, in the order in which it can be refused.
//!
//! 1. size of the head (414, 431),
//! 2. path (404),
//! 3. method (405, or the response to `OPTIONS`),
//! 4. choice between operations of one method and path (400, 415),
//! 5. caller (401, 403),
//! 6. `Accept` (406),
//! 7. media type of the body (415), its size (413) and its time (408),
//! 8. all violations of parameters and body, in one response (400),
//! 9. handler (500, 501, 503),
//! 10. response: its check against the document (500).
//!
//! Each refusal is a [`Fault`], which is rendered in one place (`fault/render.rs`). Nothing of its
//! source is sent or logged.

use crate::accept::accepts;
use crate::authorize::{self, Attempt, DynAuthorizer};
use crate::endpoint::Endpoint;
use crate::fault::{self, Detail};
use crate::panics::{catch_panics, panic_fault};
use crate::path::Matcher;
use crate::read;
use crate::routes::Route;
use crate::telemetry::Telemetry;
use crate::time::within;
use crate::{
    Accepted, Answer, Api, Call, Documented, Fault, Limits, Operation, Place, Principal, RequestId,
    answer_check, disambiguation,
};
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use graphwright_wire::percent::BadEncoding;
use http::header::{ACCEPT, ALLOW};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tracing::Instrument;

/// A function that is called with every fault.
pub(crate) type FaultHook = Box<dyn Fn(&Fault, RequestId) + Send + Sync>;

/// A finished server.
pub(crate) struct Dispatch {
    pub(crate) api: &'static Api,
    pub(crate) authorizer: Box<dyn DynAuthorizer>,
    pub(crate) matcher: Matcher<Endpoint>,
    pub(crate) limits: Limits,
    pub(crate) validates_answers: bool,
    pub(crate) on_fault: Option<FaultHook>,
}

impl Dispatch {
    /// Answers any request.
    pub(crate) async fn answer(&self, request: Request) -> Response {
        let id = RequestId::generate();
        let client_id = client_request_id(request.headers());
        let mut telemetry = Telemetry::new(id, request.method());
        let span = telemetry.span();
        let result = self
            .route(request, id, &mut telemetry)
            .instrument(span)
            .await;
        let mut response = result.unwrap_or_else(|fault| self.render(&fault, id));
        telemetry.finish(response.status());
        let headers = response.headers_mut();
        if let Some(id) = id.header() {
            headers.insert(REQUEST_ID, id);
        }
        if let Some(id) = client_id {
            headers.insert(CLIENT_REQUEST_ID, id);
        }
        response
    }

    fn render(&self, fault: &Fault, id: RequestId) -> Response {
        if let Some(hook) = &self.on_fault {
            hook(fault, id);
        }
        fault::render(fault, self.api.error_shape, id)
    }

    /// Finds the operation of a request and performs the steps before its handler.
    async fn route(
        &self,
        request: Request,
        id: RequestId,
        telemetry: &mut Telemetry,
    ) -> Result<Response, Fault> {
        let (parts, body) = request.into_parts();
        self.check_head(&parts)?;
        let found = self
            .matcher
            .find(parts.uri.path())
            .map_err(|BadEncoding| bad_path())?;
        let found = found.ok_or_else(Fault::not_found)?;
        let endpoint = found.value;
        let Some(entry) = endpoint.find(&parts.method) else {
            return answer_other_method(&parts.method, endpoint.allow());
        };
        let (entry, body) = if entry.is_alone {
            (entry, body)
        } else {
            // Boxed, since the future is large and few requests need it.
            let entries = endpoint.alternatives(entry);
            Box::pin(disambiguation::choose_operation(
                &entries,
                &parts,
                body,
                &self.limits,
            ))
            .await?
        };
        telemetry.record_operation(entry);
        let operation = entry.route.operation;
        let principal = self.authorize(operation, id, &parts).await?;
        check_accept(operation, &parts.headers)?;
        let input = read::read_input(
            operation,
            &entry.path_names,
            &found.captures,
            &parts,
            body,
            &self.limits,
        )
        .await?;
        let call = Call::new(self.api, operation, principal, id, parts);
        self.handle(&entry.route, Accepted::new(call, input)).await
    }

    /// Refuses heads that exceed the limits.
    fn check_head(&self, parts: &Parts) -> Result<(), Fault> {
        let limits = &self.limits;
        let uri = parts.uri.path_and_query().map_or("", |uri| uri.as_str());
        if uri.len() > limits.uri {
            let message = format!("Path and query are longer than {} bytes.", limits.uri);
            return Err(Fault::uri_too_long(message));
        }
        let query = parts.uri.query().unwrap_or_default();
        // Each parameter takes at least one byte, so that most queries need not be counted.
        if query.len() >= limits.query_parameters
            && query.split('&').count() > limits.query_parameters
        {
            let message = format!(
                "The query has more than {} parameters.",
                limits.query_parameters
            );
            return Err(Fault::uri_too_long(message));
        }
        let headers = parts.headers.iter();
        let sizes = headers.map(|(name, value)| name.as_str().len() + value.len());
        if sizes.sum::<usize>() > limits.headers {
            return Err(Fault::headers_too_large(limits.headers));
        }
        Ok(())
    }

    async fn authorize(
        &self,
        operation: &'static Operation,
        id: RequestId,
        parts: &Parts,
    ) -> Result<Principal, Fault> {
        // Without alternatives, or with only empty ones, nothing is required.
        if operation.security.iter().all(|all| all.is_empty()) {
            return Ok(Principal::anonymous());
        }
        let attempt = Attempt::new(self.api, operation, id, parts);
        let decision = catch_panics(self.authorizer.authorize(attempt)).await?;
        decision.map_err(|refusal| authorize::refusal_fault(refusal, self.api, operation))
    }

    /// Checks a response against the document, if the server does so.
    fn check_answer(&self, answer: Answer, operation: &'static Operation) -> Result<Answer, Fault> {
        if self.validates_answers {
            answer_check::check_answer(&answer, operation)?;
        }
        Ok(answer)
    }

    async fn handle(&self, route: &Route, request: Accepted) -> Result<Response, Fault> {
        let answer_headers = request.answer_headers();
        let call_handler = AssertUnwindSafe(|| (route.handler)(request));
        let future = catch_unwind(call_handler).map_err(|panic| panic_fault(panic.as_ref()))?;
        let handling = catch_panics(future);
        let answer = match self.limits.handler_time {
            None => handling.await,
            Some(time) => within(time, handling)
                .await
                .unwrap_or_else(|| Err(handler_timeout())),
        };
        answer?
            .map_err(|fault| answer_headers.apply_to_fault(fault))
            .and_then(|answer| self.check_answer(answer, route.operation))
            .and_then(Answer::into_response)
            .and_then(|response| answer_headers.apply(response))
            .map_err(|fault| authorize::add_challenge(fault, self.api, route.operation))
    }
}

/// The fault of a handler that exceeded its time.
fn handler_timeout() -> Fault {
    Fault::unavailable().with_message("The server did not answer in time.")
}

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The caller's own id for the request, which is sent back. One that is long or not visible ASCII
/// is dropped, since it would get into logs.
fn client_request_id(headers: &HeaderMap) -> Option<HeaderValue> {
    let id = headers.get(CLIENT_REQUEST_ID)?;
    let is_plain = (1..=128).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic);
    is_plain.then(|| id.clone())
}

fn bad_path() -> Fault {
    Fault::bad_request([Detail::encoding(Place::Path)])
}

/// Answers a method that no operation of the path has: `OPTIONS` with the methods, others with 405.
fn answer_other_method(method: &Method, allow: HeaderValue) -> Result<Response, Fault> {
    if method != Method::OPTIONS {
        return Err(Fault::method_not_allowed(allow));
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, allow);
    Ok(response)
}

fn check_accept(operation: &Operation, headers: &HeaderMap) -> Result<(), Fault> {
    // Without the header everything is accepted (RFC 9110 section 12.5.1).
    if !headers.contains_key(ACCEPT) {
        return Ok(());
    }
    let accept = headers.get_all(ACCEPT);
    let answers = operation.answers.iter();
    let mut offers = answers.flat_map(Documented::media_types).peekable();
    if offers.peek().is_none() || offers.any(|offer| accepts(&accept, offer)) {
        return Ok(());
    }
    Err(Fault::not_acceptable(operation.answers))
}
