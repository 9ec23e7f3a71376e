//! Operations and their handlers.

use crate::{Accepted, Answer, Api, Fault, Mark, Operation};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// Operations, each with its handler, over one service.
///
/// Generated code creates one for each group of operations, for
/// [`Server::mount`](crate::Server::mount).
pub struct Routes<S = ()> {
    service: Arc<S>,
    base_path: Option<&'static str>,
    entries: Vec<Route>,
}

/// An operation and its handler.
pub(crate) struct Route {
    pub(crate) operation: &'static Operation,
    /// The discriminators between this and other operations of its method and path.
    pub(crate) discriminators: Box<[Mark]>,
    /// Its base path, if it differs from that of the API.
    pub(crate) base_path: Option<&'static str>,
    pub(crate) handler: Handler,
}

impl Route {
    /// The whole path template, with the base path.
    pub(crate) fn path(&self, api: &Api) -> String {
        let base_path = self.base_path.unwrap_or(api.base_path);
        format!(
            "{}/{}",
            base_path.trim_end_matches('/'),
            self.operation.path.trim_start_matches('/')
        )
    }
}

/// A handler, bound to its service.
pub(crate) type Handler = Box<dyn Fn(Accepted) -> Handling + Send + Sync>;

/// The future of a handler.
pub(crate) type Handling = Pin<Box<dyn Future<Output = Result<Answer, Fault>> + Send>>;

impl<S: Send + Sync + 'static> Routes<S> {
    /// A group without operations.
    pub fn new(service: Arc<S>) -> Self {
        Self {
            service,
            base_path: None,
            entries: Vec::new(),
        }
    }

    /// Adds an operation and its handler.
    pub fn add<H, F>(self, operation: &'static Operation, handler: H) -> Self
    where
        H: Fn(Arc<S>, Accepted) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Answer, Fault>> + Send + 'static,
    {
        self.add_if(operation, [], handler)
    }

    /// Adds an operation that shares method and path with others, its discriminators and its
    /// handler. The operation gets the requests that have all of its discriminators; if several
    /// operations match, the one with the most specific discriminators gets the request.
    pub fn add_if<H, F>(
        mut self,
        operation: &'static Operation,
        discriminators: impl Into<Box<[Mark]>>,
        handler: H,
    ) -> Self
    where
        H: Fn(Arc<S>, Accepted) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Answer, Fault>> + Send + 'static,
    {
        let service = Arc::clone(&self.service);
        let handler: Handler =
            Box::new(move |request| Box::pin(handler(Arc::clone(&service), request)));
        self.entries.push(Route {
            operation,
            discriminators: discriminators.into(),
            base_path: None,
            handler,
        });
        self
    }

    /// Sets the base path of the operation that was added last, if the document serves it
    /// elsewhere.
    pub fn last_below(mut self, base_path: &'static str) -> Self {
        if let Some(last) = self.entries.last_mut() {
            last.base_path = Some(base_path);
        }
        self
    }

    /// Erases the type of the service, so that groups over different services can be mounted
    /// together.
    pub fn finish(self) -> Routes {
        Routes {
            service: Arc::new(()),
            base_path: self.base_path,
            entries: self.entries,
        }
    }
}

impl<S> Routes<S> {
    /// Sets another base path than [`Api::base_path`](crate::Api::base_path), such as that of
    /// another version of the API.
    pub fn below(mut self, base_path: &'static str) -> Self {
        self.base_path = Some(base_path);
        self
    }
}

impl Routes {
    /// Returns the operations, each with its own base path or that of the group.
    pub(crate) fn into_routes(self) -> impl Iterator<Item = Route> {
        let base_path = self.base_path;
        self.entries.into_iter().map(move |route| Route {
            base_path: route.base_path.or(base_path),
            ..route
        })
    }
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.entries.iter().map(|route| route.operation.id))
            .finish()
    }
}
