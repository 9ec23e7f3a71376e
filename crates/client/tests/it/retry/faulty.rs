//! A transport in memory that fails by a script, in virtual time.

use super::clock::VirtualClock;
use super::probe::Client;
use graphwright_client::{
    Body, Builder, Bytes, Clock, HeaderMap, SendOptions, StaticToken, Transport, TransportError,
    TransportErrorKind, TransportFuture,
};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

pub(crate) const TOKEN: &str = "c4nary.t0ken.that-nobody-may-see";

/// The reaction of the transport to one request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// It answers, perhaps with a `Retry-After`.
    Status(u16, Option<&'static str>),
    /// It fails before there is an answer.
    Fails(TransportErrorKind),
    /// The body of the answer breaks off.
    HalfBody(u16),
    /// The body of the answer is larger than any limit.
    HugeBody(u16),
    /// Nothing comes, even after the timeout.
    Hangs,
    /// The head comes, and nothing after it.
    HangsInBody(u16),
}

pub(crate) const OK: Fault = Fault::Status(200, None);

/// A request that the transport received.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) at: Duration,
    pub(crate) timeout: Option<Duration>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
}

/// Reacts by its script, request by request, and succeeds after the end of the script.
#[derive(Clone, Default)]
pub(crate) struct Faulty {
    pub(crate) clock: VirtualClock,
    latency: Duration,
    script: Arc<Mutex<VecDeque<Fault>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Faulty {
    pub(crate) fn new(script: impl IntoIterator<Item = Fault>) -> Self {
        let faulty = Self::default();
        faulty.then(script);
        faulty
    }

    /// Sets the time that every exchange takes, up to the timeout.
    pub(crate) fn with_latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Replaces the script.
    pub(crate) fn then(&self, script: impl IntoIterator<Item = Fault>) {
        *self.script.lock().unwrap() = script.into_iter().collect();
    }

    pub(crate) fn builder(&self) -> Builder<Client> {
        Client::builder()
            .transport(self.clone())
            .clock(self.clock.clone())
            .seed(7)
            .token(StaticToken::new(TOKEN))
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// Takes the requests that were sent since the last call.
    pub(crate) fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    fn next(&self) -> Fault {
        self.script.lock().unwrap().pop_front().unwrap_or(OK)
    }

    async fn answer(
        &self,
        fault: Fault,
        timeout: Option<Duration>,
    ) -> Result<http::Response<Body>, TransportError> {
        if let Some(timeout) = timeout.filter(|timeout| *timeout < self.latency) {
            self.clock.advance(timeout);
            return Err(error(TransportErrorKind::Timeout));
        }
        self.clock.advance(self.latency);
        match fault {
            Fault::Fails(kind) => Err(error(kind)),
            Fault::Hangs => std::future::pending().await,
            Fault::Status(status, retry_after) => Ok(answer(status, retry_after, Body::from("ok"))),
            Fault::HalfBody(status) => {
                let broken = Err(error(TransportErrorKind::Interrupted));
                let body = Chunks([Some(Ok(Bytes::from("o"))), Some(broken)]);
                Ok(answer(status, None, Body::stream(body)))
            }
            Fault::HugeBody(status) => {
                let body = Body::from(vec![b'o'; 17 * 1024 * 1024]);
                Ok(answer(status, None, body))
            }
            Fault::HangsInBody(status) => {
                let body = Chunks([Some(Ok(Bytes::from("o"))), None]);
                Ok(answer(status, None, Body::stream(body)))
            }
        }
    }
}

impl Transport for Faulty {
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_> {
        self.seen.lock().unwrap().push(Seen {
            at: self.clock.now(),
            timeout: options.timeout,
            headers: request.headers().clone(),
            body: request.body().as_bytes().cloned(),
        });
        Box::pin(self.answer(self.next(), options.timeout))
    }
}

fn error(kind: TransportErrorKind) -> TransportError {
    TransportError::new(kind, "as the test wants it")
}

fn answer(status: u16, retry_after: Option<&str>, body: Body) -> http::Response<Body> {
    let answer = http::Response::builder().status(status);
    let answer = match retry_after {
        Some(text) => answer.header("retry-after", text),
        None => answer,
    };
    answer.body(body).unwrap()
}

/// A sequence of chunks; a `None` in it stalls.
pub(crate) struct Chunks(pub(crate) [Option<Result<Bytes, TransportError>>; 2]);

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0[0].take().or_else(|| self.0[1].take());
        next.map_or(Poll::Pending, |chunk| Poll::Ready(Some(chunk)))
    }
}
