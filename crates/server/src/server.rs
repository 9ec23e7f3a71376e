//! Putting a server together: document, authoriser, operations, limits.

use crate::authorize::{DynAuthorizer, RefuseAll};
use crate::dispatch::Dispatch;
use crate::endpoint::Endpoint;
use crate::path::Matcher;
use crate::routes::Route;
use crate::{Answer, Api, Authorizer, Fault, Operation, RequestId, Routes};
use axum::Router;
use axum::extract::Request;
use bytes::Bytes;
use http::Method;
use std::fmt;
use std::sync::Arc;

/// How large a body may be unless [`Server::body_limit`] says otherwise: 1 MiB.
pub const BODY_LIMIT: usize = 1 << 20;

/// A server of one document, in the making.
///
/// ```text
/// Server::new(&API, authorizer).mount(users::routes(service)).into_router()
/// ```
pub struct Server {
    api: &'static Api,
    authorizer: Box<dyn DynAuthorizer>,
    matcher: Matcher<Endpoint>,
    body_limit: usize,
    on_fault: Option<FaultHook>,
}

/// What is told of faults.
pub(crate) type FaultHook = Box<dyn Fn(&Fault, RequestId) + Send + Sync>;

impl Server {
    /// A server whose callers an authoriser lets in. Operations that ask nothing of their caller
    /// are answered without asking it.
    pub fn new(api: &'static Api, authorizer: impl Authorizer) -> Self {
        Self {
            api,
            authorizer: Box::new(authorizer),
            matcher: Matcher::new(),
            body_limit: BODY_LIMIT,
            on_fault: None,
        }
    }

    /// A server of a document that asks nothing of callers. Operations that do ask are refused.
    pub fn open(api: &'static Api) -> Self {
        Self::new(api, RefuseAll)
    }

    /// Answers these operations, below the document's base path or that of [`Routes::below`]. Of two
    /// operations with the same method and path the one that was mounted first answers.
    pub fn mount(mut self, routes: Routes) -> Self {
        let (base_path, routes) = routes.into_parts();
        let base_path = base_path.unwrap_or(self.api.base_path);
        for route in routes {
            let path = join(base_path, route.operation.path);
            self.add(&path, route);
        }
        self
    }

    /// Refuses bodies with more bytes, with 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Tells of every fault before it is sent: for logs and counters, since a fault's source is
    /// sent to nobody.
    pub fn on_fault(mut self, hook: impl Fn(&Fault, RequestId) + Send + Sync + 'static) -> Self {
        self.on_fault = Some(Box::new(hook));
        self
    }

    /// The finished server, for `axum::serve` or as a part of a larger one.
    ///
    /// It answers every path, so that nothing of it is answered in another error shape. The
    /// document itself is at `/openapi.json`, below the base path and at the root, unless an
    /// operation is there.
    pub fn into_router(mut self) -> Router {
        for path in [
            join(self.api.base_path, DOCUMENT.path),
            DOCUMENT.path.to_owned(),
        ] {
            let route = document_route(self.api);
            self.add(&path, route);
        }
        self.matcher.values_mut().for_each(Endpoint::close);
        let dispatch = Arc::new(Dispatch {
            api: self.api,
            authorizer: self.authorizer,
            matcher: self.matcher,
            body_limit: self.body_limit,
            on_fault: self.on_fault,
        });
        Router::new().fallback(move |request: Request| {
            let dispatch = Arc::clone(&dispatch);
            async move { dispatch.answer(request).await }
        })
    }

    fn add(&mut self, path: &str, route: Route) {
        self.matcher.at(path, Endpoint::new).add(path, route);
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("api", &self.api.name)
            .field("base_path", &self.api.base_path)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// The operation that every server has beside those of its document.
static DOCUMENT: Operation = Operation {
    id: "openapi",
    method: Method::GET,
    path: "/openapi.json",
    params: &[],
    body: None,
    answers: &["application/json"],
    security: &[],
};

fn document_route(api: &'static Api) -> Route {
    let json = Bytes::from_static(api.openapi.as_bytes());
    let handler = move |_request| {
        let answer = Answer::bytes(200, "application/json", json.clone());
        Box::pin(std::future::ready(Ok(answer))) as crate::routes::Handling
    };
    Route {
        operation: &DOCUMENT,
        handler: Box::new(handler),
    }
}

fn join(base: &str, path: &str) -> String {
    format!(
        "{}/{}",
        base.trim_end_matches('/'),
        path.trim_start_matches('/')
    )
}
