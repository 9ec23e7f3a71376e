//! The way of a request, in the order in which it can be refused.
//!
//! Path (404), method (405), which of several operations (400, 415), caller (401, 403), `Accept` (406), media type of the body (415), size
//! of the body (413), then everything that is wrong with parameters and body in one answer (400),
//! and only then the handler.

use crate::accept::accepts;
use crate::authorize::{self, Attempt, DynAuthorizer};
use crate::endpoint::Endpoint;
use crate::fault::{self, Detail};
use crate::panics::{catch_panics, panic_fault};
use crate::path::Matcher;
use crate::percent::BadEncoding;
use crate::read;
use crate::routes::{Handling, Route};
use crate::telemetry::Watch;
use crate::time::within;
use crate::{
    Accepted, Answer, Api, Call, Documented, Fault, Limits, Operation, Place, Principal, RequestId,
    answer_check, disambiguation,
};
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
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
    /// Answers a request, whatever it is.
    pub(crate) async fn answer(&self, request: Request) -> Response {
        let id = RequestId::make();
        let client_id = client_request_id(request.headers());
        let mut watch = Watch::new(id, request.method());
        let span = watch.span();
        let outcome = self.route(request, id, &mut watch).instrument(span).await;
        let mut response = outcome.unwrap_or_else(|fault| self.render(&fault, id));
        watch.finish(response.status());
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

    async fn route(
        &self,
        request: Request,
        id: RequestId,
        watch: &mut Watch,
    ) -> Result<Response, Fault> {
        let (parts, body) = request.into_parts();
        self.check_head(&parts)?;
        let found = self
            .matcher
            .find(parts.uri.path())
            .map_err(|BadEncoding| bad_path())?;
        let (endpoint, captures) = found.ok_or_else(Fault::not_found)?;
        let Some(entry) = endpoint.find(&parts.method) else {
            return other_method(&parts.method, endpoint.allow());
        };
        let (entry, body) = if entry.is_alone {
            (entry, body)
        } else {
            // Behind a pointer: it is large, and nearly no request needs it.
            let entries = endpoint.beside(entry);
            Box::pin(disambiguation::choose_operation(
                &entries,
                &parts,
                body,
                &self.limits,
            ))
            .await?
        };
        watch.enter(entry);
        let operation = entry.route.operation;
        let principal = self.authorize(operation, id, &parts).await?;
        check_accept(operation, &parts.headers)?;
        let input = read::read(
            operation,
            &entry.path_names,
            &captures,
            &parts,
            body,
            &self.limits,
        )
        .await?;
        let call = Call::new(self.api, operation, principal, id, parts);
        self.handle(&entry.route, Accepted::new(call, input)).await
    }

    /// Refuses heads that are too large to look at.
    fn check_head(&self, parts: &Parts) -> Result<(), Fault> {
        let limits = &self.limits;
        let uri = parts.uri.path_and_query().map_or("", |uri| uri.as_str());
        if uri.len() > limits.uri {
            let message = format!("Path and query are longer than {} bytes.", limits.uri);
            return Err(Fault::uri_too_long(message));
        }
        let query = parts.uri.query().unwrap_or_default();
        // As many bytes as parameters are needed at least.
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
        // Without alternatives, or with nothing but empty ones, nothing is asked.
        if operation.security.iter().all(|all| all.is_empty()) {
            return Ok(Principal::anonymous());
        }
        let attempt = Attempt::new(self.api, operation, id, parts);
        let decision = catch_panics(self.authorizer.authorize(attempt)).await?;
        decision.map_err(|refusal| authorize::refused(refusal, self.api, operation))
    }

    /// Holds an answer against the document, where that is wanted.
    fn checked(&self, answer: Answer, operation: &'static Operation) -> Result<Answer, Fault> {
        if self.validates_answers {
            answer_check::check(&answer, operation)?;
        }
        Ok(answer)
    }

    async fn handle(&self, route: &Route, request: Accepted) -> Result<Response, Fault> {
        let making = catch_unwind(AssertUnwindSafe(|| (route.handler)(request)));
        let handling: Handling = making.map_err(|panic| panic_fault(panic.as_ref()))?;
        let handling = catch_panics(handling);
        let answer = match self.limits.handler_time {
            None => handling.await,
            Some(time) => within(time, handling)
                .await
                .unwrap_or_else(|| Err(too_slow())),
        };
        answer?
            .and_then(|answer| self.checked(answer, route.operation))
            .and_then(Answer::into_response)
            .map_err(|fault| authorize::with_challenge(fault, self.api, route.operation))
    }
}

/// A handler that did not come to its end in time.
fn too_slow() -> Fault {
    Fault::unavailable().with_message("The server did not answer in time.")
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
    // No header at all accepts everything (RFC 9110 section 12.5.1).
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
