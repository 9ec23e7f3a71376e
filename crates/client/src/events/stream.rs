//! The stream of events.

use super::event::{Decode, Event};
use super::reconnect::{Reconnect, wait_after};
#[cfg(feature = "blocking")]
use crate::Waiting;
use crate::error::{Cause, Report};
use crate::reply::{PendingReply, Reopen};
use crate::{Body, DecodeError, Decoded, Error, ErrorKind, Reply, TransportError, Undocumented};
use bytes::Bytes;
use futures_core::Stream;
use graphwright_wire::{EventParser, EventTooLarge};
use http::HeaderMap;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

pub(crate) const EVENT_STREAM: &str = "text/event-stream";

/// The number of breaks without an event in between after which a break is an error.
const MAX_BREAKS: u32 = 5;

/// Events as they arrive: a [`Stream`].
///
/// If the stream breaks off, the same request is sent again after a wait, with the id of the last
/// event, so that the server can continue from there; see [`Reconnect`]. An event may be as large as
/// [`Builder::body_limit`](crate::Builder::body_limit). The timeout of the call ends with the head of
/// the answer: a stream may be silent for any time.
pub struct EventStream<T> {
    source: Arc<dyn Reopen>,
    headers: HeaderMap,
    decode: Decode<T>,
    parser: EventParser,
    ready: VecDeque<graphwright_wire::Event>,
    state: State,
    reconnect: Reconnect,
    breaks: u32,
}

enum State {
    Open(Body),
    Opening(PendingReply),
    Failed(Error<Undocumented>),
    Ended,
}

impl<T> EventStream<T> {
    fn new(source: Arc<dyn Reopen>, headers: HeaderMap, body: Body, decode: Decode<T>) -> Self {
        Self {
            headers,
            decode,
            parser: EventParser::new(source.limit()),
            ready: VecDeque::new(),
            state: State::Open(body),
            reconnect: Reconnect::default_for(source.operation()),
            breaks: 0,
            source,
        }
    }

    /// Sets when the stream is requested again. That is never done if the body of its request was a
    /// stream.
    pub fn reconnect(mut self, when: Reconnect) -> Self {
        self.reconnect = when;
        self
    }

    /// The headers of the first answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id of the last event, to be the header `Last-Event-ID` of a later call; empty if there is
    /// none.
    pub fn last_event_id(&self) -> &str {
        self.parser.last_id()
    }

    /// The events as an iterator for programs that are not `async`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Waiting<Self> {
        Waiting::new(self)
    }

    /// The next event; `None` at the end, and after an error.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<Undocumented>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Handles a chunk, the end of the stream, or a break.
    fn on_chunk(&mut self, chunk: Option<Result<Bytes, TransportError>>) {
        let next = match chunk {
            Some(Ok(bytes)) => {
                let (parser, ready) = (&mut self.parser, &mut self.ready);
                let pushed = parser.push(&bytes, |event| ready.push_back(event));
                let Err(EventTooLarge { limit, .. }) = pushed else {
                    return;
                };
                let cause = Cause::BodyTooLarge { limit };
                State::Failed(self.failure(cause))
            }
            Some(Err(error)) => {
                let reopening = match self.reconnect {
                    Reconnect::Never => None,
                    Reconnect::OnBreak | Reconnect::Always => self.reopen(),
                };
                let failed = || State::Failed(self.failure(Cause::Transport(error)));
                reopening.unwrap_or_else(failed)
            }
            None => {
                let reopening = match self.reconnect {
                    Reconnect::Always => self.reopen(),
                    Reconnect::Never | Reconnect::OnBreak => None,
                };
                reopening.unwrap_or(State::Ended)
            }
        };
        self.state = next;
    }

    /// Requests the stream again; `None` if that is not possible or was tried too often.
    fn reopen(&mut self) -> Option<State> {
        if self.breaks == MAX_BREAKS {
            return None;
        }
        self.parser.restart();
        let wait = wait_after(self.parser.retry(), self.breaks);
        let opening = self.source.reopen(self.parser.last_id(), wait)?;
        self.breaks += 1;
        Some(State::Opening(opening))
    }

    /// The error that ends the stream without an answer.
    fn failure(&self, cause: Cause) -> Error<Undocumented> {
        Error::new(Report::unanswered(self.source.operation(), cause), None)
    }

    /// The error that ends the stream if the answer to the new request is not a stream of events.
    fn refusal(&self, reply: Reply) -> Error<Undocumented> {
        let (api, operation) = (self.source.api(), self.source.operation());
        let answer = reply.for_error().into_failed();
        Error::new(
            Report::answered(api, operation, Cause::Status, answer, Vec::new()),
            None,
        )
    }

    /// Handles the answer to the new request. A 204 is the end of the stream.
    fn on_reopened(&mut self, reply: Result<Reply, Box<Report>>) {
        self.state = match reply {
            Ok(reply) if reply.status() == 204 => State::Ended,
            Ok(reply) => match reply.take_unread().filter(|_| reply.is(EVENT_STREAM)) {
                Some(body) => State::Open(body),
                None => State::Failed(self.refusal(reply)),
            },
            Err(report) => {
                let error = Error::new(*report, None);
                let reopening = match error.kind() {
                    ErrorKind::Transport => self.reopen(),
                    _ => None,
                };
                reopening.unwrap_or(State::Failed(error))
            }
        };
    }
}

impl Reply {
    /// Reads the body as events, whose data `event` decodes, for a call whose [`Reading`](crate::Reading) is
    /// [`Events`](crate::Reading::Events).
    pub fn events<T>(&self, event: fn(&str) -> Result<T, DecodeError>) -> Decoded<EventStream<T>> {
        if !self.is(EVENT_STREAM) {
            return self.undocumented();
        }
        match (self.take_unread(), self.reopen()) {
            (Some(body), Some(source)) => {
                let headers = self.headers().clone();
                Decoded::value(EventStream::new(source, headers, body, event))
            }
            _ => self.undocumented(),
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error<Undocumented>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(event) = this.ready.pop_front() {
                this.breaks = 0;
                let decode = this.decode;
                return Poll::Ready(Some(Ok(Event { event, decode })));
            }
            match &mut this.state {
                State::Open(body) => {
                    let chunk = ready!(Pin::new(body).poll_next(context));
                    this.on_chunk(chunk);
                }
                State::Opening(opening) => {
                    let reply = ready!(opening.as_mut().poll(context));
                    this.on_reopened(reply);
                }
                State::Failed(_) | State::Ended => {
                    return Poll::Ready(match mem::replace(&mut this.state, State::Ended) {
                        State::Failed(error) => Some(Err(error)),
                        _ => None,
                    });
                }
            }
        }
    }
}

/// Shows no events.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("last_event_id", &self.last_event_id())
            .field("reconnect", &self.reconnect)
            .finish_non_exhaustive()
    }
}
