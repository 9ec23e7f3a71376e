//! What operators see of a request: a span of `tracing`, and counters where there are any.
//!
//! Nothing here holds what a caller sent, apart from the method: the path is the template of the
//! operation, and no header, query or body is recorded.

use crate::RequestId;
use crate::endpoint::Entry;
use http::{Method, StatusCode};
use tracing::Span;
use tracing::field::Empty;

#[cfg(feature = "metrics")]
use crate::metrics::InFlight;

/// A request that is being answered.
pub(crate) struct Watch {
    span: Span,
    #[cfg(feature = "metrics")]
    in_flight: Option<InFlight>,
}

impl Watch {
    /// Begins when a request comes.
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

    /// The span of everything that is done for the request.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The operation is known.
    pub(crate) fn enter(&mut self, entry: &Entry) {
        self.span.record("operation", entry.route.operation.id);
        self.span.record("route", entry.path.as_str());
        #[cfg(feature = "metrics")]
        {
            self.in_flight = entry.series.as_ref().map(InFlight::new);
        }
    }

    /// The answer is known. A request that is given up before has no status.
    pub(crate) fn finish(self, status: StatusCode) {
        self.span.record("status", status.as_u16());
        #[cfg(feature = "metrics")]
        if let Some(in_flight) = self.in_flight {
            in_flight.finish(status);
        }
    }
}
