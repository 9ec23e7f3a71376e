//! How a stream that breaks off goes on: the same request again, from the last event on.

use crate::error::{Cause, Report};
use crate::options::{CallOptions, Outgoing};
use crate::{Body, Core, Error, Operation, Reading, Reply, Undocumented};
use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use std::pin::Pin;
use std::time::Duration;

/// When a stream of events is asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reconnect {
    /// Never: an end is an end, and a break is an error.
    Never,
    /// Where it breaks off, but not where the server ends it. This is how it begins for an operation
    /// that may be repeated; for another it must be asked for.
    OnBreak,
    /// Also where the server ends it, as browsers do; a 204 is its way to say that it is over.
    Always,
}

/// The wait before a stream is asked for again, unless the stream has set one.
const DEFAULT_WAIT: Duration = Duration::from_secs(3);

/// The longest wait that repeated breaks lead to, unless the stream has set a longer one.
const MAX_WAIT: Duration = Duration::from_secs(60);

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// An answer on its way.
pub(crate) type Opening = Pin<Box<dyn Future<Output = Result<Reply, Box<Report>>> + Send>>;

/// Sends a request. Where its answer is to be a stream of events, what it takes to ask for it again
/// comes with it.
pub(crate) fn open(core: Core, outgoing: Outgoing) -> Opening {
    let Some(opener) = Opener::of(&core, &outgoing) else {
        return Box::pin(core.send(outgoing));
    };
    Box::pin(async move {
        let mut reply = core.send(outgoing).await?;
        reply.opener = Some(Box::new(opener));
        Ok(reply)
    })
}

/// Where a stream of events comes from, and what it takes to ask for it again.
#[derive(Clone)]
pub(crate) struct Opener {
    core: Core,
    operation: &'static Operation,
    options: CallOptions,
    /// Without credentials; `None` where it cannot be sent twice.
    request: Option<http::Request<Bytes>>,
}

impl Opener {
    fn of(core: &Core, outgoing: &Outgoing) -> Option<Self> {
        if outgoing.reading != Reading::Events {
            return None;
        }
        Some(Self {
            core: core.clone(),
            operation: outgoing.operation,
            options: outgoing.options,
            request: outgoing.request.as_ref().ok().and_then(copy),
        })
    }

    /// The largest event.
    pub(crate) fn limit(&self) -> usize {
        self.core.body_limit()
    }

    /// When the stream is asked for again unless that is set.
    pub(crate) fn reconnect(&self) -> Reconnect {
        if self.operation.idempotent {
            Reconnect::OnBreak
        } else {
            Reconnect::Never
        }
    }

    /// Asks for what comes after an event, once the wait is over; `None` where that cannot be.
    /// `breaks` counts those without an event between them; the wait doubles with each.
    pub(crate) fn open(
        &self,
        last_id: &str,
        retry: Option<Duration>,
        breaks: u32,
    ) -> Option<Opening> {
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
        let wait = wait(retry, breaks);
        Some(Box::pin(async move {
            core.clock().sleep(wait).await;
            core.send(outgoing).await
        }))
    }

    /// The stream is over with this.
    pub(crate) fn broken(&self, cause: Cause) -> Error<Undocumented> {
        Error::new(Report::unanswered(self.operation, cause), None)
    }

    /// The stream was asked for again, and this came.
    pub(crate) fn refused(&self, reply: Reply) -> Error<Undocumented> {
        let (api, operation) = (self.core.api(), self.operation);
        let reply = reply.for_error();
        Error::new(
            Report::answered(
                api,
                operation,
                Cause::Status,
                reply.into_failed(),
                Vec::new(),
            ),
            None,
        )
    }
}

fn copy(request: &http::Request<Body>) -> Option<http::Request<Bytes>> {
    let mut copy = http::Request::new(request.body().as_bytes()?.clone());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}

fn wait(retry: Option<Duration>, breaks: u32) -> Duration {
    let first = retry.unwrap_or(DEFAULT_WAIT);
    let doubled = first.saturating_mul(1 << breaks.min(16));
    doubled.min(MAX_WAIT.max(first))
}

#[cfg(test)]
mod tests {
    use super::wait;
    use std::time::Duration;

    #[test]
    fn waits_double_up_to_a_bound() {
        let check = |retry: Option<u64>, breaks, expected: u64| {
            let found = wait(retry.map(Duration::from_secs), breaks);
            assert_eq!(found, Duration::from_secs(expected), "{retry:?} {breaks}");
        };
        check(None, 0, 3);
        check(None, 1, 6);
        check(None, 99, 60);
        check(Some(0), 9, 0);
        check(Some(1), 2, 4);
        check(Some(600), 5, 600);
        check(Some(u64::MAX), 5, u64::MAX);
    }
}
