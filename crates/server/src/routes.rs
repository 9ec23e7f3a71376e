//! Operations and the handlers that answer them.

use crate::{Accepted, Answer, Fault, Mark, Operation};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// Operations, each with its handler over one service.
///
/// Generated code makes one for each group of operations; [`Server::mount`](crate::Server::mount)
/// takes it.
pub struct Routes<S = ()> {
    service: Arc<S>,
    base_path: Option<&'static str>,
    entries: Vec<Route>,
}

/// An operation and its handler.
pub(crate) struct Route {
    pub(crate) operation: &'static Operation,
    /// What tells it from others of its method and path.
    pub(crate) discriminators: Box<[Mark]>,
    /// The path that it is below, where it has one of its own.
    pub(crate) base_path: Option<&'static str>,
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
            base_path: None,
            entries: Vec::new(),
        }
    }

    /// Answers an operation with a handler.
    pub fn add<H, F>(self, operation: &'static Operation, handler: H) -> Self
    where
        H: Fn(Arc<S>, Accepted) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Answer, Fault>> + Send + 'static,
    {
        self.add_if(operation, [], handler)
    }

    /// Answers an operation with a handler where a request has all of these discriminators, which those of
    /// other operations of the same method and path have not. Of several whose discriminators a request has,
    /// the one with more of them answers.
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

    /// Puts the operation that was added last below another path than the others: the document serves
    /// it there.
    pub fn last_below(mut self, base_path: &'static str) -> Self {
        if let Some(last) = self.entries.last_mut() {
            last.base_path = Some(base_path);
        }
        self
    }

    /// Forgets the type of the service, so that groups over different services go together.
    pub fn finish(self) -> Routes {
        Routes {
            service: Arc::new(()),
            base_path: self.base_path,
            entries: self.entries,
        }
    }
}

impl<S> Routes<S> {
    /// Puts them below another path than [`Api::base_path`](crate::Api::base_path), such as that of
    /// another version of the API.
    pub fn below(mut self, base_path: &'static str) -> Self {
        self.base_path = Some(base_path);
        self
    }
}

impl Routes {
    /// The path that they are below, where they have one of their own, and they themselves.
    pub(crate) fn into_parts(self) -> (Option<&'static str>, Vec<Route>) {
        (self.base_path, self.entries)
    }
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.entries.iter().map(|route| route.operation.id))
            .finish()
    }
}
