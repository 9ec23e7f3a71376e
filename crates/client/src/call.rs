//! Calls: what every generated request object can do.

use crate::core::Core;
use crate::error::{Cause, Report};
use crate::reply::{Outcome, typed_header};
use crate::{DecodeError, Decoded, Error, Reply, Request};
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A request to one operation, which is sent when it is awaited.
///
/// Generated code implements [`request`](Self::request), [`success`](Self::success) and, for what the
/// document says of failures, [`failure`](Self::failure); the others are the same for every operation.
pub trait Call: Sized {
    /// What the operation gives.
    type Success;
    /// What the operation is documented to fail with; [`Undocumented`](crate::Undocumented) for one
    /// of which the document says nothing.
    type Failure;

    /// The request under it.
    fn request(&mut self) -> &mut Request;

    /// Reads an answer that is a documented success.
    fn success(reply: &Reply) -> Decoded<Self::Success>;

    /// Reads an answer that is a documented failure. None is, unless it is said here.
    fn failure(reply: &Reply) -> Decoded<Self::Failure> {
        reply.undocumented()
    }

    /// Sets a header that no parameter describes, for example `ConsistencyLevel`. The last one of a
    /// name wins, also over those of [`Builder::header`](crate::Builder::header).
    fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.request().set_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sets the longest time from sending to the last byte of the answer. The time to get a token
    /// does not count.
    fn timeout(mut self, timeout: Duration) -> Self {
        self.request().set_timeout(timeout);
        self
    }

    /// Gives status and headers beside the success.
    fn full(self) -> WithFull<Self> {
        WithFull(self)
    }

    /// Sends it. The same as awaiting it.
    fn send(mut self) -> Sending<Self> {
        let request = self.request();
        let core = request.core().clone();
        let operation = request.operation().id;
        let http = request.to_http();
        let timeout = request.timeout();
        let reply = core.clone().send(request.operation(), http, timeout);
        Sending {
            core,
            operation,
            reply: Box::pin(reply),
            call: PhantomData,
        }
    }
}

/// A call on its way.
///
/// Only the last step, which reads the answer, differs between operations.
#[must_use = "a request is sent when it is awaited"]
pub struct Sending<C> {
    core: Core,
    operation: &'static str,
    reply: Pin<Box<dyn Future<Output = Result<Reply, Box<Report>>> + Send>>,
    call: PhantomData<fn() -> C>,
}

impl<C: Call> Future for Sending<C> {
    type Output = Result<C::Success, Error<C::Failure>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.reply.as_mut().poll(context));
        Poll::Ready(match reply {
            Ok(reply) => finish::<C>(&self.core, self.operation, reply),
            Err(report) => Err(Error::new(*report, None)),
        })
    }
}

impl<C> fmt::Debug for Sending<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// Success first, then the documented failures, then an error without a type.
fn finish<C: Call>(
    core: &Core,
    operation: &'static str,
    reply: Reply,
) -> Result<C::Success, Error<C::Failure>> {
    match C::success(&reply).0 {
        Outcome::Value(success, _) => Ok(success),
        Outcome::Failed(error) => Err(Error::new(undecodable(core, operation, reply, error), None)),
        Outcome::Undocumented => {
            let reply = reply.for_error();
            let (failure, dropped) = match C::failure(&reply).0 {
                Outcome::Value(failure, dropped) => (Some(failure), dropped),
                Outcome::Failed(error) => (None, vec![error]),
                Outcome::Undocumented => (None, Vec::new()),
            };
            let cause = if failure.is_none() && is_redirect(&reply) {
                Cause::Redirect
            } else {
                Cause::Status
            };
            Err(Error::new(
                Report::answered(core.api(), operation, cause, reply, dropped),
                failure,
            ))
        }
    }
}

fn undecodable(
    core: &Core,
    operation: &'static str,
    reply: Reply,
    mut error: DecodeError,
) -> Report {
    reply.redact(&mut error);
    Report::answered(
        core.api(),
        operation,
        Cause::Decode(error),
        reply.for_error(),
        Vec::new(),
    )
}

fn is_redirect(reply: &Reply) -> bool {
    (300..400).contains(&reply.status()) && reply.headers().contains_key(header::LOCATION)
}

/// A call that gives a [`Full`] answer; made by [`Call::full`].
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct WithFull<C>(C);

impl<C: Call> Call for WithFull<C> {
    type Success = Full<C::Success>;
    type Failure = C::Failure;

    fn request(&mut self) -> &mut Request {
        self.0.request()
    }

    fn success(reply: &Reply) -> Decoded<Self::Success> {
        let full = |body| Full {
            status: reply.status_code(),
            headers: reply.headers().clone(),
            body,
        };
        C::success(reply).map(full)
    }

    fn failure(reply: &Reply) -> Decoded<Self::Failure> {
        C::failure(reply)
    }
}

impl<C: Call> IntoFuture for WithFull<C> {
    type Output = Result<Full<C::Success>, Error<C::Failure>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}

/// A success with the status and the headers that it came with.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Full<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the call gives without [`Call::full`].
    pub body: T,
}

impl<T> Full<T> {
    /// A header as a type of the model, for example `full.header::<String>("ETag")`; lists are
    /// separated by commas. `None` where it is absent or does not read as one.
    pub fn header<V: DeserializeOwned>(&self, name: &str) -> Option<V> {
        typed_header(&self.headers, name)
    }
}

/// Shows the names of the headers only.
impl<T: fmt::Debug> fmt::Debug for Full<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Full")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .finish()
    }
}
