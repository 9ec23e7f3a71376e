//! Spans and events for `tracing`: a span for each call, and in it one for each attempt.
//!
//! They hold the operation, the path as the document writes it, the status, counts, times and ids.
//! They never hold a query, a header, a body or a credential. Of what a server sends they hold the
//! status and the request id, from which credentials are removed as from that of an error.

use crate::Operation;
use crate::error::one_line;
use crate::retry::Outcome;
use std::time::Duration;
use tracing::field::{Empty, display};
use tracing::{Span, debug, debug_span, info_span};

/// The span of a call. Its empty fields are recorded when the call ends.
pub(super) fn call(operation: &'static Operation, client_request_id: Option<&str>) -> Span {
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
pub(super) fn attempt(number: u32) -> Span {
    debug_span!(target: "graphwright_client", "attempt", number, outcome = Empty)
}

/// Records the end of a call. `request_id` comes from the server, without the credentials that it
/// echoes; it is computed only if a subscriber is interested.
pub(super) fn call_ended(
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
        span.record("request_id", display(one_line(&id)));
    }
    span.record("attempts", attempts);
    span.record("duration_ms", as_millis(duration));
    debug!(target: "graphwright_client", "call ended");
}

/// Records the end of an attempt; without an outcome, nothing was sent.
pub(super) fn attempt_ended(span: &Span, outcome: Option<Outcome>) {
    if let Some(outcome) = outcome {
        span.record("outcome", display(outcome));
    }
}

/// Records that the request is sent again.
pub(super) fn repeat(outcome: Outcome, wait: Duration) {
    debug!(
        target: "graphwright_client",
        %outcome,
        wait_ms = as_millis(wait),
        "request is sent again"
    );
}

fn as_millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
