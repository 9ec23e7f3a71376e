//! Calls: what every generated request object can do.

mod adapters;
mod full;

pub use self::adapters::{WithDownload, WithFull};
pub use self::full::Full;

use crate::attempt::reopen::open;
use crate::core::Core;
use crate::error::{Cause, Report};
use crate::reply::{Outcome, PendingReply};
use crate::{DecodeError, Decoded, Error, Operation, Reading, Reply, Request, RetryPolicy};
use http::header;
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

    /// What is called.
    const OPERATION: &'static Operation;

    /// How much of a success is read before the call ends.
    const READING: Reading = Reading::Whole;

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

    /// Sets the longest time of one attempt, from sending to the last byte of the answer. The time
    /// to get a token does not count.
    fn timeout(mut self, timeout: Duration) -> Self {
        self.request().options_mut().timeout = Some(timeout);
        self
    }

    /// Sets the longest time of the whole call: the token, all attempts and the waits between them.
    fn deadline(mut self, deadline: Duration) -> Self {
        self.request().options_mut().deadline = Some(deadline);
        self
    }

    /// Sends it once, whatever happens.
    fn no_retry(self) -> Self {
        self.retry(RetryPolicy::none())
    }

    /// Sends it again by another policy than the client's, where it may be sent again.
    fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request().options_mut().retry = policy;
        self
    }

    /// Asks for the change only if the resource is still the one with this `ETag`, as
    /// [`Full::etag`](crate::Full::etag) has it, or if there is one at all, for `*`. Otherwise the server answers 412
    /// (RFC 9110, section 13.1.1).
    fn if_match(self, etag: impl AsRef<str>) -> Self {
        self.header(header::IF_MATCH, etag)
    }

    /// Asks for the resource only if it is no longer the one with this `ETag`: otherwise the server
    /// answers 304. With `*`, creates it only if there is none (RFC 9110, section 13.1.2).
    fn if_none_match(self, etag: impl AsRef<str>) -> Self {
        self.header(header::IF_NONE_MATCH, etag)
    }

    /// Adds a preference (RFC 7240), for example `return=minimal`, to those of this call and of
    /// [`Builder::prefer`](crate::Builder::prefer).
    fn prefer(mut self, preference: impl AsRef<str>) -> Self {
        self.request().add_preference(preference.as_ref());
        self
    }

    /// Gives status and headers beside the success.
    fn full(self) -> WithFull<Self> {
        WithFull::new(self)
    }

    /// Gives a success whose body is read as it comes, whatever its size and media type.
    ///
    /// The time that the call has ends with the first byte of the body; from then on each chunk has
    /// as long.
    fn download(self) -> WithDownload<Self> {
        WithDownload::new(self)
    }

    /// Sends it. The same as awaiting it.
    fn send(mut self) -> Sending<Self> {
        Sending::of(self.request())
    }

    /// Sends it, and blocks this thread until there is an answer: what awaiting it is to a program
    /// that is not `async`.
    ///
    /// # Panics
    ///
    /// In an `async` function that tokio runs; see [`wait`](crate::wait()).
    #[cfg(feature = "blocking")]
    #[track_caller]
    fn wait(self) -> Result<Self::Success, Error<Self::Failure>> {
        crate::wait(self.send())
    }
}

/// A call on its way.
///
/// Only the last step, which reads the answer, differs between operations.
#[must_use = "a request is sent when it is awaited"]
pub struct Sending<C> {
    core: Core,
    operation: &'static Operation,
    reply: PendingReply,
    call: PhantomData<fn() -> C>,
}

impl<C: Call> Sending<C> {
    /// A request on its way.
    pub(crate) fn of(request: &mut Request) -> Self {
        let core = request.core().clone();
        Self {
            operation: request.operation(),
            reply: open(core.clone(), request.take_outgoing(C::READING)),
            core,
            call: PhantomData,
        }
    }
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
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}

/// Success first, then the documented failures, then an error without a type.
fn finish<C: Call>(
    core: &Core,
    operation: &'static Operation,
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
                Report::answered(core.api(), operation, cause, reply.into_failed(), dropped),
                failure,
            ))
        }
    }
}

fn undecodable(
    core: &Core,
    operation: &'static Operation,
    reply: Reply,
    mut error: DecodeError,
) -> Report {
    reply.redact(&mut error);
    Report::answered(
        core.api(),
        operation,
        Cause::Decode(error),
        reply.for_error().into_failed(),
        Vec::new(),
    )
}

fn is_redirect(reply: &Reply) -> bool {
    (300..400).contains(&reply.status()) && reply.headers().contains_key(header::LOCATION)
}
