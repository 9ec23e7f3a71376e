//! The operations of one path, by method.

use crate::routes::Route;
use crate::{Operation, path};
use http::{HeaderValue, Method};

#[cfg(feature = "metrics")]
use {crate::metrics::Series, std::sync::Arc};

/// The operations of one path.
pub(crate) struct Endpoint {
    methods: Vec<Entry>,
    allow: HeaderValue,
}

/// An operation, with the names of its path's parameters in the order of the path. Operations of one
/// path may name them differently.
pub(crate) struct Entry {
    pub(crate) route: Route,
    /// The whole path template, below which the operation is served.
    pub(crate) path: String,
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

    /// Adds an operation, unless there is one for its method.
    pub(crate) fn add(&mut self, path: String, route: Route) {
        if self.exactly(&route.operation.method).is_some() {
            return;
        }
        let path_names = declared_names(&path, route.operation);
        self.methods.push(Entry {
            route,
            path,
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

    /// Works out `Allow` once every operation is there.
    pub(crate) fn close(&mut self) {
        let methods = self.methods.iter().map(|entry| entry.method().as_str());
        let mut methods: Vec<&str> = methods.collect();
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

    /// The operation that answers a method. `HEAD` is answered from `GET` (RFC 9110 section 9.3.2).
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

    fn exactly(&self, method: &Method) -> Option<&Entry> {
        self.methods.iter().find(|entry| entry.method() == method)
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
