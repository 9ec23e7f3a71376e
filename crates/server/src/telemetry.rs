//! The telemetry of a request: a `tracing` span, and counters if there are any.
//!
//! It contains nothing that a caller sent, apart from the method: the path is the template of the
//! operation, and no header, query or body is recorded. So callers cannot create new label values
//! either.

use crate::RequestId;
use crate::endpoint::Entry;
use http::{Method, StatusCode};
use tracing::Span;
use tracing::field::Empty;

#[cfg(feature = "metrics")]
use crate::metrics::InFlight;

/// The telemetry of one request.
pub(crate) struct Telemetry {
    span: Span,
    #[cfg(feature = "metrics")]
    in_flight: Option<InFlight>,
}

impl Telemetry {
    /// Begins the span of a request.
    pub(crate) fn new(id: RequestId, method: &Method) -> Self {
        let span = tracing::info_span!(
            "request",
            id = %id,
            method = %method,
            operation = Empty,
            route = Empty,
            status = Empty,
        );
        Self {
            span,
            #[cfg(feature = "metrics")]
            in_flight: None,
        }
    }

    /// The span in which the request is processed.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Records the operation.
    pub(crate) fn record_operation(&mut self, entry: &Entry) {
        self.span.record("operation", entry.route.operation.id);
        self.span.record("route", entry.path.as_str());
        #[cfg(feature = "metrics")]
        {
            self.in_flight = entry.series.as_ref().map(InFlight::new);
        }
    }

    /// Records the status. A request whose connection ends before that has none.
    pub(crate) fn finish(self, status: StatusCode) {
        self.span.record("status", status.as_u16());
        #[cfg(feature = "metrics")]
        if let Some(in_flight) = self.in_flight {
            in_flight.finish(status);
        }
    }
}
