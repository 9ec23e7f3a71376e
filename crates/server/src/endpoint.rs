//! The operations of one path, by method.

use crate::document::Precedence;
use crate::routes::Route;
use crate::{Operation, path};
use http::{HeaderValue, Method};
use std::cmp::Reverse;

#[cfg(feature = "metrics")]
use {crate::metrics::Series, std::sync::Arc};

/// The operations of one path.
pub(crate) struct Endpoint {
    /// Of those of one method, the ones with more marks come first.
    methods: Vec<Entry>,
    allow: HeaderValue,
}

/// An operation, with the names of its path's parameters in the order of the path. Operations of one
/// path may name them differently.
pub(crate) struct Entry {
    pub(crate) route: Route,
    /// The whole path template, below which the operation is served.
    pub(crate) path: String,
    /// Whether it has its method and path for itself.
    pub(crate) is_alone: bool,
    #[cfg(feature = "metrics")]
    pub(crate) series: Option<Arc<Series>>,
    pub(crate) path_names: Vec<&'static str>,
}

impl Endpoint {
    pub(crate) fn new() -> Self {
        Self {
            methods: Vec::new(),
            allow: HeaderValue::from_static(""),
        }
    }

    /// Adds an operation, unless there is one for its method with the same marks.
    pub(crate) fn add(&mut self, path: String, route: Route) {
        let method = &route.operation.method;
        if self
            .all(method)
            .any(|one| one.route.discriminators == route.discriminators)
        {
            return;
        }
        let mut others = self.methods.iter_mut();
        let first = others.find(|one| one.method() == method);
        let is_alone = first.map(|first| first.is_alone = false).is_none();
        let path_names = declared_names(&path, route.operation);
        self.methods.push(Entry {
            route,
            path,
            is_alone,
            #[cfg(feature = "metrics")]
            series: None,
            path_names,
        });
    }

    /// The operations, to be counted.
    #[cfg(feature = "metrics")]
    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.methods.iter_mut()
    }

    /// Puts the operations in order and works out `Allow`, once every one is there.
    pub(crate) fn close(&mut self) {
        let precedence =
            |entry: &Entry| Reverse(Precedence::of_discriminators(&entry.route.discriminators));
        self.methods.sort_by_key(precedence);
        let mut methods: Vec<&str> = Vec::new();
        for entry in &self.methods {
            let method = entry.method().as_str();
            if !methods.contains(&method) {
                methods.push(method);
            }
        }
        if methods.contains(&"GET") && !methods.contains(&"HEAD") {
            methods.push("HEAD");
        }
        if !methods.contains(&"OPTIONS") {
            methods.push("OPTIONS");
        }
        if let Ok(allow) = HeaderValue::try_from(methods.join(", ")) {
            self.allow = allow;
        }
    }

    /// The operation that answers a method, or the first of them. `HEAD` is answered from `GET`
    /// (RFC 9110 section 9.3.2).
    pub(crate) fn find(&self, method: &Method) -> Option<&Entry> {
        let exactly = self.exactly(method);
        if method == Method::HEAD {
            exactly.or_else(|| self.exactly(&Method::GET))
        } else {
            exactly
        }
    }

    /// The methods that the path takes, as the value of `Allow`.
    pub(crate) fn allow(&self) -> HeaderValue {
        self.allow.clone()
    }

    /// The operations with the method of one of them, in the order in which they are asked.
    pub(crate) fn beside(&self, entry: &Entry) -> Vec<&Entry> {
        self.all(entry.method()).collect()
    }

    fn exactly(&self, method: &Method) -> Option<&Entry> {
        self.methods.iter().find(|entry| entry.method() == method)
    }

    fn all(&self, method: &Method) -> impl Iterator<Item = &Entry> {
        let entries = self.methods.iter();
        entries.filter(move |entry| entry.method() == method)
    }
}

impl Entry {
    fn method(&self) -> &Method {
        &self.route.operation.method
    }
}

/// The names of the path's parameters as the operation has them; empty for one that it does not
/// declare, whose value is dropped.
fn declared_names(path: &str, operation: &'static Operation) -> Vec<&'static str> {
    let declared = |name: &str| {
        operation
            .params
            .iter()
            .map(|param| param.name)
            .find(|own| *own == name)
    };
    path::parameters(path)
        .map(|name| declared(name).unwrap_or_default())
        .collect()
}
