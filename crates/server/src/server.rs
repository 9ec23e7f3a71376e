//! The builder of a server: document, authorizer, operations, limits.

use crate::authorize::{DynAuthorizer, RefuseAll};
use crate::dispatch::{Dispatch, FaultHook};
use crate::endpoint::Endpoint;
use crate::path::{Case, Matcher};
use crate::routes::Route;
use crate::{
    Answer, Api, Authorizer, Documented, Fault, Limits, Operation, RequestId, Routes, Schema,
};
use axum::Router;
use axum::extract::Request;
use bytes::Bytes;
use http::Method;
use std::fmt;
use std::sync::Arc;

#[cfg(feature = "metrics")]
use crate::Metrics;

/// A builder of a server for one document.
///
/// ```text
/// Server::new(&API, authorizer).mount(users::routes(service)).into_router()
/// ```
pub struct Server {
    api: &'static Api,
    authorizer: Box<dyn DynAuthorizer>,
    routes: Vec<Route>,
    case: Case,
    limits: Limits,
    validates_answers: bool,
    on_fault: Option<FaultHook>,
    #[cfg(feature = "metrics")]
    metrics: Option<Metrics>,
}

impl Server {
    /// A server with an authorizer. It is not called for operations without security requirements.
    pub fn new(api: &'static Api, authorizer: impl Authorizer) -> Self {
        Self {
            api,
            authorizer: Box::new(authorizer),
            routes: Vec::new(),
            case: Case::default(),
            limits: Limits::new(),
            validates_answers: cfg!(debug_assertions),
            on_fault: None,
            #[cfg(feature = "metrics")]
            metrics: None,
        }
    }

    /// A server for a document without security requirements. Operations with requirements are
    /// refused.
    pub fn open(api: &'static Api) -> Self {
        Self::new(api, RefuseAll)
    }

    /// Adds operations, below the document's base path or that of [`Routes::below`]. Of two
    /// operations with the same method, path and [`Mark`](crate::Mark)s, the one that was mounted
    /// first is kept.
    pub fn mount(mut self, routes: Routes) -> Self {
        self.routes.extend(routes.into_routes());
        self
    }

    /// Sets whether paths are case-sensitive, which they are by default.
    pub fn case(mut self, case: Case) -> Self {
        self.case = case;
        self
    }

    /// Sets the limits of requests.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets [`Limits::body`] only: larger bodies are refused with 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits = self.limits.body(bytes);
        self
    }

    /// Sets whether the responses of the service are checked against the document. One that
    /// violates it is not sent: the caller gets a 500, and [`on_fault`](Self::on_fault) a
    /// [`WrongAnswer`](crate::WrongAnswer) as the source of the fault.
    ///
    /// By default a debug build checks and a release build does not, since each body is parsed
    /// again.
    pub fn validate_answers(mut self, validate: bool) -> Self {
        self.validates_answers = validate;
        self
    }

    /// Counts requests and durations of operations.
    ///
    /// Only with the feature `metrics`.
    #[cfg(feature = "metrics")]
    pub fn metrics(mut self, metrics: &Metrics) -> Self {
        self.metrics = Some(metrics.clone());
        self
    }

    /// Sets a function that is called with every fault before it is sent, for logs and counters:
    /// the source of a fault is not sent.
    pub fn on_fault(mut self, hook: impl Fn(&Fault, RequestId) + Send + Sync + 'static) -> Self {
        self.on_fault = Some(Box::new(hook));
        self
    }

    /// Builds the server, for `axum::serve` or as a part of a larger one.
    ///
    /// It answers all paths, so that all errors have the document's shape. The document itself is
    /// served at `/openapi.json`, below the base path and at the root, unless an operation has that
    /// path.
    pub fn into_router(mut self) -> Router {
        for base_path in [self.api.base_path, ""] {
            self.routes.push(document_route(self.api, base_path));
        }
        let matcher = self.build_matcher();
        let dispatch = Arc::new(Dispatch {
            api: self.api,
            authorizer: self.authorizer,
            matcher,
            limits: self.limits,
            validates_answers: self.validates_answers,
            on_fault: self.on_fault,
        });
        Router::new().fallback(move |request: Request| {
            let dispatch = Arc::clone(&dispatch);
            async move { dispatch.answer(request).await }
        })
    }

    fn build_matcher(&mut self) -> Matcher<Endpoint> {
        let mut matcher = Matcher::new(self.case);
        for route in self.routes.drain(..) {
            let path = route.path(self.api);
            matcher
                .get_or_insert_with(&path, Endpoint::new)
                .add(path, route);
        }
        for endpoint in matcher.values_mut() {
            endpoint.finish();
            #[cfg(feature = "metrics")]
            if let Some(metrics) = &self.metrics {
                for entry in endpoint.entries_mut() {
                    entry.series = Some(metrics.register(entry.route.operation, &entry.path));
                }
            }
        }
        matcher
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("api", &self.api.name)
            .field("base_path", &self.api.base_path)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// The operation that serves the document, which every server has.
static DOCUMENT: Operation = Operation {
    id: "openapi",
    method: Method::GET,
    path: "/openapi.json",
    params: &[],
    body: None,
    answers: &[Documented::json(200, Schema::object())],
    security: &[],
};

/// The route of the document, below a base path.
fn document_route(api: &'static Api, base_path: &'static str) -> Route {
    let document = Bytes::from_static(api.openapi.as_bytes());
    let handler = move |_request| {
        let answer = Answer::bytes(200, "application/json", document.clone());
        Box::pin(std::future::ready(Ok(answer))) as crate::routes::Handling
    };
    Route {
        operation: &DOCUMENT,
        discriminators: Box::default(),
        base_path: Some(base_path),
        handler: Box::new(handler),
    }
}
