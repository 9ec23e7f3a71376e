//! Streams of events that are asked for again: the same request, from the last event on.

use crate::options::CallOptions;
use crate::reply::{PendingReply, Reopen};
use crate::request::outgoing::Outgoing;
use crate::{Api, Body, Core, Operation, Reading};
use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use std::sync::Arc;
use std::time::Duration;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Sends the request of a call. The reply to one that asks for events can send it again.
pub(crate) fn send_call(core: Core, outgoing: Outgoing) -> PendingReply {
    if outgoing.reading != Reading::Events {
        return Box::pin(core.send(outgoing));
    }
    let source = Arc::new(EventSource::new(core.clone(), &outgoing));
    Box::pin(async move {
        let reply = core.send(outgoing).await?;
        Ok(reply.with_reopen(source))
    })
}

/// The request of a stream of events.
struct EventSource {
    core: Core,
    operation: &'static Operation,
    options: CallOptions,
    /// Without credentials; `None` if it cannot be sent twice.
    request: Option<http::Request<Bytes>>,
}

impl EventSource {
    fn new(core: Core, outgoing: &Outgoing) -> Self {
        Self {
            core,
            operation: outgoing.operation,
            options: outgoing.options,
            request: outgoing.request.as_ref().ok().and_then(copy_in_memory),
        }
    }
}

impl Reopen for EventSource {
    fn api(&self) -> &'static Api {
        self.core.api()
    }

    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn limit(&self) -> usize {
        self.core.body_limit()
    }

    fn reopen(&self, last_id: &str, wait: Duration) -> Option<PendingReply> {
        let mut request = self.request.clone()?.map(Body::from);
        let headers = request.headers_mut();
        headers.remove(LAST_EVENT_ID);
        // An id that no header can hold is not sent: the stream begins anew.
        let id = HeaderValue::from_bytes(last_id.as_bytes()).ok();
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            headers.insert(LAST_EVENT_ID, id);
        }
        let core = self.core.clone();
        let outgoing = Outgoing {
            operation: self.operation,
            request: Ok(request),
            options: self.options,
            reading: Reading::Events,
        };
        Some(Box::pin(async move {
            core.clock().sleep(wait).await;
            core.send(outgoing).await
        }))
    }
}

/// Copies a request whose body is in memory.
fn copy_in_memory(request: &http::Request<Body>) -> Option<http::Request<Bytes>> {
    let mut copy = http::Request::new(request.body().as_bytes()?.clone());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}
