//! Calls that are answered with events.

use super::stream::{EVENT_STREAM, EventStream};
use crate::{Call, DecodeError, Decoded, Error, Operation, Reading, Reply, Request, Sending};
use http::{HeaderValue, header};

/// A call whose answer may be events, among other media types. Generated code implements it.
pub trait Streams: Call {
    /// The data of an event.
    type Event;

    /// Decodes the data of an event: [`event_json`](crate::event_json), or [`event_text`](crate::event_text).
    fn event(data: &str) -> Result<Self::Event, DecodeError>;

    /// Asks for events alone, and returns them as they arrive.
    fn events(mut self) -> WithEvents<Self> {
        let accept = HeaderValue::from_static(EVENT_STREAM);
        self.request().replace_header(header::ACCEPT, accept);
        WithEvents(self)
    }
}

/// A call that returns an [`EventStream`]; made by [`Streams::events`].
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct WithEvents<C>(C);

impl<C: Streams> Call for WithEvents<C> {
    type Success = EventStream<C::Event>;
    type Failure = C::Failure;

    const OPERATION: &'static Operation = C::OPERATION;
    const READING: Reading = Reading::Events;

    fn request(&mut self) -> &mut Request {
        self.0.request()
    }

    fn success(reply: &Reply) -> Decoded<Self::Success> {
        reply.events(C::event)
    }

    fn failure(reply: &Reply) -> Decoded<Self::Failure> {
        C::failure(reply)
    }
}

impl<C: Streams> IntoFuture for WithEvents<C> {
    type Output = Result<EventStream<C::Event>, Error<C::Failure>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}
