//! Calls: the methods of every generated request object.
//!
//! A call fills a [`Request`], the [attempt loop](crate::attempt) sends it, and the call reads the
//! [`Reply`]: first as a documented success, then as a documented failure, else it is an error
//! without a type. Only this last step is generic over the operation.

mod adapters;
mod full;

pub use self::adapters::{WithDownload, WithFull};
pub use self::full::Full;

use crate::attempt::reopen::send_call;
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
    /// The result of a success.
    type Success;
    /// The documented failure; [`Undocumented`](crate::Undocumented) if there is none.
    type Failure;

    /// The operation.
    const OPERATION: &'static Operation;

    /// The part of a success that is read before the call ends.
    const READING: Reading = Reading::Whole;

    /// The request.
    fn request(&mut self) -> &mut Request;

    /// Reads an answer as a documented success.
    fn success(reply: &Reply) -> Decoded<Self::Success>;

    /// Reads an answer as a documented failure. By default no failure is documented.
    fn failure(reply: &Reply) -> Decoded<Self::Failure> {
        reply.undocumented()
    }

    /// Sets a header that is not a documented parameter, for example `ConsistencyLevel`. It replaces an
    /// earlier one of its name, also one set by [`Builder::header`](crate::Builder::header).
    fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.request().set_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sets the longest time of one attempt, from sending to the last byte of the answer, without the
    /// time for getting a token.
    fn timeout(mut self, timeout: Duration) -> Self {
        self.request().options_mut().timeout = Some(timeout);
        self
    }

    /// Sets the longest time of the whole call: the token, all attempts and the waits between them.
    fn deadline(mut self, deadline: Duration) -> Self {
        self.request().options_mut().deadline = Some(deadline);
        self
    }

    /// Sends the request once, whatever the outcome.
    fn no_retry(self) -> Self {
        self.retry(RetryPolicy::none())
    }

    /// Sets the retry policy of this call, instead of the client's.
    fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request().options_mut().retry = policy;
        self
    }

    /// Makes the change conditional: the server answers 412 unless the resource still has this `ETag`,
    /// as [`Full::etag`] returns it, or, for `*`, unless the resource exists (RFC 9110,
    /// section 13.1.1).
    fn if_match(self, etag: impl AsRef<str>) -> Self {
        self.header(header::IF_MATCH, etag)
    }

    /// Asks for the resource only if it has another `ETag` than this; otherwise the server answers 304.
    /// With `*`, creates the resource only if it does not exist (RFC 9110, section 13.1.2).
    fn if_none_match(self, etag: impl AsRef<str>) -> Self {
        self.header(header::IF_NONE_MATCH, etag)
    }

    /// Adds a preference (RFC 7240), for example `return=minimal`, to those of the call and of
    /// [`Builder::prefer`](crate::Builder::prefer).
    fn prefer(mut self, preference: impl AsRef<str>) -> Self {
        self.request().add_preference(preference.as_ref());
        self
    }

    /// Returns status and headers along with the body of a success.
    fn full(self) -> WithFull<Self> {
        WithFull::new(self)
    }

    /// Returns the body of a success as a stream, whatever its size and media type.
    ///
    /// The timeout of the call applies to the head of the answer, and from then on to each chunk.
    fn download(self) -> WithDownload<Self> {
        WithDownload::new(self)
    }

    /// Sends the request, as awaiting the call does.
    fn send(mut self) -> Sending<Self> {
        Sending::start(self.request())
    }

    /// Sends the request and blocks this thread until there is an answer: the equivalent of `.await`
    /// for programs that are not `async`.
    ///
    /// # Panics
    ///
    /// In an `async` function on a tokio runtime; see [`wait`](crate::wait()).
    #[cfg(feature = "blocking")]
    #[track_caller]
    fn wait(self) -> Result<Self::Success, Error<Self::Failure>> {
        crate::wait(self.send())
    }
}

/// A call that is being sent.
///
/// Only its last step, which reads the answer, differs between operations.
#[must_use = "a request is sent when it is awaited"]
pub struct Sending<C> {
    core: Core,
    operation: &'static Operation,
    reply: PendingReply,
    call: PhantomData<fn() -> C>,
}

impl<C: Call> Sending<C> {
    /// Starts sending a request.
    pub(crate) fn start(request: &mut Request) -> Self {
        let core = request.core().clone();
        Self {
            operation: request.operation(),
            reply: send_call(core.clone(), request.take_outgoing(C::READING)),
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
            Ok(reply) => read_reply::<C>(&self.core, self.operation, reply),
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

/// Reads the answer: as a success, else as a documented failure, else as an error without a type.
fn read_reply<C: Call>(
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

/// The report of a success whose body is not as documented.
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
