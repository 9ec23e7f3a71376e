//! What generated code says of its document, as static data.

use super::{Body, Documented, Param};
use graphwright_wire::security::{ErrorShape, Scope, Security};
use http::Method;

/// A document that a server implements.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// Its short name, for example `graph-users`; the realm of its challenges.
    pub name: &'static str,
    /// The path of its server, for example `/v1.0`; empty where it is the root.
    pub base_path: &'static str,
    /// The document as JSON.
    pub openapi: &'static str,
    /// Where its error bodies carry what; without it errors are problem details (RFC 9457).
    pub error_shape: Option<&'static ErrorShape>,
    /// What it says of the scopes that its operations ask for.
    pub scopes: &'static [&'static Scope],
}

/// An operation of the document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: &'static str,
    /// The method it answers. `HEAD` is answered from `GET`.
    pub method: Method,
    /// Its path template below [`Api::base_path`] or that of its version, for example `/users/{userId}`.
    pub path: &'static str,
    /// Its parameters: those of the path in path order, then the others as the document has them.
    pub params: &'static [Param],
    /// What it takes as a body.
    pub body: Option<&'static Body>,
    /// What it answers, errors included. `Accept` is held against the media types, where there are
    /// any.
    pub answers: &'static [Documented],
    /// What it asks of its caller.
    pub security: Security,
}
