//! What `tracing` is told: a span for each call and one for each attempt in it.
//!
//! They have the operation, the path as the document writes it, the status, counts, times and ids.
//! They never have a query, a header, a body or a credential, and what a server sends is in them
//! only as a status and a request id, which is cleaned like that of an error.

use crate::Operation;
use crate::error::shorten;
use crate::retry::Outcome;
use std::time::Duration;
use tracing::field::{Empty, display};
use tracing::{Span, debug, debug_span, info_span};

/// The span of a call. What is empty is recorded when it ends.
pub(crate) fn call(operation: &'static Operation, client_request_id: Option<&str>) -> Span {
    info_span!(
        target: "graphwright_client",
        "call",
        operation = operation.id,
        method = operation.method.as_str(),
        path = operation.path,
        client_request_id,
        status = Empty,
        request_id = Empty,
        attempts = Empty,
        outcome = Empty,
        duration_ms = Empty,
    )
}

/// The span of an attempt.
pub(crate) fn attempt(number: u32) -> Span {
    debug_span!(target: "graphwright_client", "attempt", number, outcome = Empty)
}

/// The call has ended. `request_id` comes from the server, without what it echoes of credentials; it
/// is looked for only where somebody listens.
pub(crate) fn ended(
    span: &Span,
    outcome: Option<Outcome>,
    request_id: impl FnOnce() -> Option<String>,
    attempts: u32,
    duration: Duration,
) {
    if let Some(outcome) = outcome {
        span.record("outcome", display(outcome));
    }
    if let Some(status) = outcome.and_then(Outcome::status) {
        span.record("status", status.as_u16());
    }
    let request_id = if span.is_disabled() {
        None
    } else {
        request_id()
    };
    if let Some(id) = request_id {
        span.record("request_id", display(shorten(&id)));
    }
    span.record("attempts", attempts);
    span.record("duration_ms", millis(duration));
    debug!(target: "graphwright_client", "has ended");
}

/// An attempt has ended; without an outcome, nothing was sent.
pub(crate) fn attempted(span: &Span, outcome: Option<Outcome>) {
    if let Some(outcome) = outcome {
        span.record("outcome", display(outcome));
    }
}

/// The request is sent again.
pub(crate) fn repeat(outcome: Outcome, wait: Duration) {
    debug!(
        target: "graphwright_client",
        %outcome,
        wait_ms = millis(wait),
        "is sent again"
    );
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
