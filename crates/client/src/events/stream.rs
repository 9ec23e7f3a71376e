//! Events as they come.

use super::EVENT_STREAM;
use crate::attempt::reopen::{Opener, Opening, Reconnect};
use crate::error::{Cause, Report};
use crate::{Body, DecodeError, Error, ErrorKind, Reply, TransportError, Undocumented};
use bytes::Bytes;
use futures_core::Stream;
use graphwright_wire::{EventParser, EventTooLarge};
use http::HeaderMap;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How often a stream may break without an event between, before that is an error.
const MAX_BREAKS: u32 = 5;

type Decode<T> = fn(&str) -> Result<T, DecodeError>;

/// An event of a stream, of which nothing is lost: it is read as a `T` only when it is asked to be.
#[derive(Clone)]
pub struct Event<T> {
    event: graphwright_wire::Event,
    decode: Decode<T>,
}

impl<T> Event<T> {
    /// Reads what it says as the document has it. An event that the document does not know, such as
    /// a `[DONE]` at the end, is an error here and still all there in [`data`](Self::data).
    pub fn read(&self) -> Result<T, DecodeError> {
        (self.decode)(&self.event.data)
    }

    /// What it says, as it came; lines are separated by `\n`.
    pub fn data(&self) -> &str {
        &self.event.data
    }

    /// What kind of event it is; `message` where it does not say.
    pub fn name(&self) -> &str {
        self.event.name.as_deref().unwrap_or("message")
    }

    /// Where the stream goes on after it, if it says so.
    pub fn id(&self) -> Option<&str> {
        self.event.id.as_deref()
    }

    /// The event without its type.
    pub fn into_raw(self) -> graphwright_wire::Event {
        self.event
    }
}

/// Shows the length of what it says only.
impl<T> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name())
            .field("id", &self.id())
            .field("data", &self.event.data.len())
            .finish_non_exhaustive()
    }
}

/// Events as they come: a [`Stream`].
///
/// Where it breaks off, the same request is sent again after a wait, with the id of the last event,
/// so that the server can go on from there; see [`Reconnect`]. An event is at most as large as
/// [`Builder::body_limit`](crate::Builder::body_limit). The time that a call has ends with the first
/// byte of the answer: a stream may be silent for as long as it likes.
pub struct EventStream<T> {
    opener: Opener,
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
    Opening(Opening),
    Failed(Error<Undocumented>),
    Ended,
}

impl<T> EventStream<T> {
    pub(crate) fn new(opener: Opener, headers: HeaderMap, body: Body, decode: Decode<T>) -> Self {
        Self {
            headers,
            decode,
            parser: EventParser::new(opener.limit()),
            ready: VecDeque::new(),
            state: State::Open(body),
            reconnect: opener.reconnect(),
            breaks: 0,
            opener,
        }
    }

    /// Says when the stream is asked for again. One whose request had a stream for its body never
    /// is.
    pub fn reconnect(mut self, when: Reconnect) -> Self {
        self.reconnect = when;
        self
    }

    /// The headers of the first answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id to go on from, given as the header `Last-Event-ID` of a later call; empty where the
    /// stream has none.
    pub fn last_event_id(&self) -> &str {
        self.parser.last_id()
    }

    /// The next event; `None` at the end, and after an error.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<Undocumented>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// What comes after a chunk, an end or a break.
    fn read(&mut self, chunk: Option<Result<Bytes, TransportError>>) {
        let next = match chunk {
            Some(Ok(bytes)) => {
                let (parser, ready) = (&mut self.parser, &mut self.ready);
                let pushed = parser.push(&bytes, |event| ready.push_back(event));
                let Err(EventTooLarge { limit, .. }) = pushed else {
                    return;
                };
                let cause = Cause::BodyTooLarge { limit };
                State::Failed(self.opener.broken(cause))
            }
            Some(Err(error)) => {
                let again = self.again(self.reconnect != Reconnect::Never);
                let broken = || State::Failed(self.opener.broken(Cause::Transport(error)));
                again.unwrap_or_else(broken)
            }
            None => {
                let again = self.again(self.reconnect == Reconnect::Always);
                again.unwrap_or(State::Ended)
            }
        };
        self.state = next;
    }

    /// Asks for the stream again, where that is wanted, possible and not in vain.
    fn again(&mut self, wanted: bool) -> Option<State> {
        if !wanted || self.breaks == MAX_BREAKS {
            return None;
        }
        self.parser.restart();
        let (last_id, retry) = (self.parser.last_id(), self.parser.retry());
        let opening = self.opener.open(last_id, retry, self.breaks)?;
        self.breaks += 1;
        Some(State::Opening(opening))
    }

    /// What became of asking again: a 204 is the end.
    fn reopened(&mut self, reply: Result<Reply, Box<Report>>) {
        self.state = match reply {
            Ok(reply) if reply.status() == 204 => State::Ended,
            Ok(reply) => match reply.take_unread().filter(|_| reply.is(EVENT_STREAM)) {
                Some(body) => State::Open(body),
                None => State::Failed(self.opener.refused(reply)),
            },
            Err(report) => {
                let error = Error::new(*report, None);
                let again = self.again(error.kind() == ErrorKind::Transport);
                again.unwrap_or(State::Failed(error))
            }
        };
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
                    this.read(chunk);
                }
                State::Opening(opening) => {
                    let reply = ready!(opening.as_mut().poll(context));
                    this.reopened(reply);
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

/// Shows no event.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("last_event_id", &self.last_event_id())
            .field("reconnect", &self.reconnect)
            .finish_non_exhaustive()
    }
}
