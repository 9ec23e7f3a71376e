//! The API and its operations.

use super::{Body, Documented, Param};
use graphwright_wire::security::{ErrorShape, Scope, Security};
use http::Method;

/// A document, which a server implements.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The short name, for example `graph-users`; the realm of challenges.
    pub name: &'static str,
    /// The path of the document's server, for example `/v1.0`; empty for the root.
    pub base_path: &'static str,
    /// The document as JSON.
    pub openapi: &'static str,
    /// The shape of error bodies; without one, errors are problem details (RFC 9457).
    pub error_shape: Option<&'static ErrorShape>,
    /// The scopes that operations require, as the document describes them.
    pub scopes: &'static [&'static Scope],
}

/// An operation of the document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: &'static str,
    /// The method. `HEAD` is answered by `GET`.
    pub method: Method,
    /// The path template below [`Api::base_path`] or that of its version, for example
    /// `/users/{userId}`.
    pub path: &'static str,
    /// The parameters: those of the path in its order, then the others in the document's order.
    pub params: &'static [Param],
    /// The request body.
    pub body: Option<&'static Body>,
    /// The described responses, including errors. `Accept` must allow one of their media types, if
    /// there are any.
    pub answers: &'static [Documented],
    /// The security requirements.
    pub security: Security,
}
