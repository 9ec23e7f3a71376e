//! Responses of server-sent events (the HTML standard, section 9.2).

use super::channel::Received;
use crate::Fault;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Sleep;

/// The default silence after which a comment is sent.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// An event to send.
///
/// ```
/// use graphwright_server::Event;
///
/// let event = Event::new("7 users").id("41").name("count");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    data: T,
    /// All fields but the data.
    fields: graphwright_wire::Event,
}

impl<T> Event<T> {
    /// An event with this data, of the type that the document describes.
    pub fn new(data: T) -> Self {
        Self {
            data,
            fields: graphwright_wire::Event::default(),
        }
    }

    /// Sets the kind of event; an event without one is a `message`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.fields = self.fields.name(name);
        self
    }

    /// Sets the position in the stream, which a caller sends as `Last-Event-ID` to resume from
    /// there.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.fields = self.fields.id(id);
        self
    }

    /// Sets the delay before a caller reconnects to a broken stream.
    pub fn retry(mut self, delay: Duration) -> Self {
        self.fields = self.fields.retry(delay);
        self
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

/// The events of a response, as a stream.
///
/// While there are none, a comment is sent every 15 seconds, so that neither side considers the
/// connection dead.
pub struct Events<T> {
    events: Pin<Box<dyn Stream<Item = Result<Event<T>, Fault>> + Send>>,
    keep_alive: Option<Duration>,
}

impl<T: Send + 'static> Events<T> {
    /// Events of a stream. An error aborts the response, so that its reader reconnects.
    pub fn new(events: impl Stream<Item = Result<Event<T>, Fault>> + Send + 'static) -> Self {
        Self {
            events: Box::pin(events),
            keep_alive: Some(KEEP_ALIVE),
        }
    }

    /// Events, and the sender that produces them. It waits while `capacity` of them are not sent
    /// yet.
    pub fn channel(capacity: usize) -> (EventSender<T>, Self) {
        let (sender, receiver) = mpsc::channel(capacity.max(1));
        (EventSender(sender), Self::new(Received(receiver)))
    }

    /// Sets the silence after which a comment is sent; `None` for never.
    pub fn keep_alive(mut self, silence: impl Into<Option<Duration>>) -> Self {
        self.keep_alive = silence.into();
        self
    }

    /// Encodes the events, with a function that encodes their data.
    pub(crate) fn into_bytes(
        self,
        encode_data: impl Fn(&T) -> Result<String, Fault> + Send + Unpin + 'static,
    ) -> impl Stream<Item = Result<Bytes, Fault>> + Send + 'static {
        EncodedEvents {
            events: self.events,
            encode_data,
            keep_alive: self.keep_alive,
            alarm: None,
        }
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("keep_alive", &self.keep_alive)
            .finish_non_exhaustive()
    }
}

/// Sends [`Events`]; returned by [`Events::channel`]. Dropping it ends the response.
pub struct EventSender<T>(mpsc::Sender<Result<Event<T>, Fault>>);

impl<T> EventSender<T> {
    /// Sends an event. Returns `false` if the response is no longer read.
    pub async fn send(&self, event: impl Into<Event<T>>) -> bool {
        self.0.send(Ok(event.into())).await.is_ok()
    }
}

impl<T> Clone for EventSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for EventSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSender").finish_non_exhaustive()
    }
}

/// Encoded events, with comments during silence.
struct EncodedEvents<T, W> {
    events: Pin<Box<dyn Stream<Item = Result<Event<T>, Fault>> + Send>>,
    encode_data: W,
    keep_alive: Option<Duration>,
    /// Set while an event is awaited.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<T, W: Fn(&T) -> Result<String, Fault>> EncodedEvents<T, W> {
    fn encode(&self, event: Event<T>) -> Result<Bytes, Fault> {
        let mut encoded = event.fields;
        encoded.data = (self.encode_data)(&event.data)?;
        Ok(encoded.to_string().into())
    }
}

impl<T, W> Stream for EncodedEvents<T, W>
where
    W: Fn(&T) -> Result<String, Fault> + Unpin,
{
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(event) = this.events.as_mut().poll_next(context) {
            this.alarm = None;
            return Poll::Ready(event.map(|event| this.encode(event?)));
        }
        let Some(silence) = this.keep_alive else {
            return Poll::Pending;
        };
        let alarm = this
            .alarm
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(silence)));
        if alarm.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        this.alarm = None;
        Poll::Ready(Some(Ok(Bytes::from_static(b":\n\n"))))
    }
}
