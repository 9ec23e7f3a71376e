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
    /// Of the operations of one method, the one with the highest precedence comes first.
    entries: Vec<Entry>,
    allow: HeaderValue,
}

/// An operation of a path.
pub(crate) struct Entry {
    pub(crate) route: Route,
    /// The whole path template, with the base path.
    pub(crate) path: String,
    /// `true` if no other operation has its method and path.
    pub(crate) is_alone: bool,
    #[cfg(feature = "metrics")]
    pub(crate) series: Option<Arc<Series>>,
    /// The names of the path parameters, in the order of the path. Operations of one path may have
    /// different ones.
    pub(crate) path_names: Vec<&'static str>,
}

impl Endpoint {
    pub(crate) fn new() -> Self {
        Self {
            entries: Vec::new(),
            allow: HeaderValue::from_static(""),
        }
    }

    /// Adds an operation, unless one of its method has the same discriminators.
    pub(crate) fn add(&mut self, path: String, route: Route) {
        let method = &route.operation.method;
        if self
            .entries_of(method)
            .any(|entry| entry.route.discriminators == route.discriminators)
        {
            return;
        }
        let mut entries = self.entries.iter_mut();
        let other = entries.find(|entry| entry.method() == method);
        let is_alone = other.map(|other| other.is_alone = false).is_none();
        let path_names = declared_names(&path, route.operation);
        self.entries.push(Entry {
            route,
            path,
            is_alone,
            #[cfg(feature = "metrics")]
            series: None,
            path_names,
        });
    }

    /// The operations, to attach counters to.
    #[cfg(feature = "metrics")]
    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    /// Sorts the operations and computes `Allow`, after all have been added.
    pub(crate) fn finish(&mut self) {
        let precedence =
            |entry: &Entry| Reverse(Precedence::of_discriminators(&entry.route.discriminators));
        self.entries.sort_by_key(precedence);
        let mut methods: Vec<&str> = Vec::new();
        for entry in &self.entries {
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

    /// Returns the operation of a method, or the first of several. `HEAD` is answered by `GET` (RFC
    /// 9110 section 9.3.2).
    pub(crate) fn find(&self, method: &Method) -> Option<&Entry> {
        let entry = self.first_of(method);
        if method == Method::HEAD {
            entry.or_else(|| self.first_of(&Method::GET))
        } else {
            entry
        }
    }

    /// The methods of the path, as the value of `Allow`.
    pub(crate) fn allow(&self) -> HeaderValue {
        self.allow.clone()
    }

    /// The operations with the same method as this one, in the order of their precedence.
    pub(crate) fn alternatives(&self, entry: &Entry) -> Vec<&Entry> {
        self.entries_of(entry.method()).collect()
    }

    fn first_of(&self, method: &Method) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.method() == method)
    }

    fn entries_of(&self, method: &Method) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(move |entry| entry.method() == method)
    }
}

impl Entry {
    fn method(&self) -> &Method {
        &self.route.operation.method
    }
}

/// The names of the path parameters that the operation declares; empty for one that it does not
/// declare, whose value is dropped.
fn declared_names(path: &str, operation: &'static Operation) -> Vec<&'static str> {
    let declared = |name: &str| {
        operation
            .params
            .iter()
            .map(|param| param.name)
            .find(|declared| *declared == name)
    };
    path::parameters(path)
        .map(|name| declared(name).unwrap_or_default())
        .collect()
}
