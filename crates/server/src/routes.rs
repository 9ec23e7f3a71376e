//! Operations and the handlers that answer them.

use crate::{Accepted, Answer, Fault, Operation};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// Operations, each with its handler over one service.
///
/// Generated code makes one for each group of operations; [`Server::mount`](crate::Server::mount)
/// takes it.
pub struct Routes<S = ()> {
    service: Arc<S>,
    routes: Vec<Route>,
}

/// An operation and its handler.
pub(crate) struct Route {
    pub(crate) operation: &'static Operation,
    pub(crate) handler: Handler,
}

/// A handler that knows its service.
pub(crate) type Handler = Box<dyn Fn(Accepted) -> Handling + Send + Sync>;

/// A handler at work.
pub(crate) type Handling = Pin<Box<dyn Future<Output = Result<Answer, Fault>> + Send>>;

impl<S: Send + Sync + 'static> Routes<S> {
    /// No operations yet.
    pub fn new(service: Arc<S>) -> Self {
        Self {
            service,
            routes: Vec::new(),
        }
    }

    /// Answers an operation with a handler.
    pub fn add<H, F>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        H: Fn(Arc<S>, Accepted) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Answer, Fault>> + Send + 'static,
    {
        let service = Arc::clone(&self.service);
        let handler: Handler =
            Box::new(move |request| Box::pin(handler(Arc::clone(&service), request)));
        self.routes.push(Route { operation, handler });
        self
    }

    /// Forgets the type of the service, so that groups over different services go together.
    pub fn finish(self) -> Routes {
        Routes {
            service: Arc::new(()),
            routes: self.routes,
        }
    }
}

impl Routes {
    pub(crate) fn into_routes(self) -> Vec<Route> {
        self.routes
    }
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.routes.iter().map(|route| route.operation.id))
            .finish()
    }
}
