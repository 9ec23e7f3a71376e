//! Answers of server-sent events (the HTML standard, section 9.2).

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

/// How long a stream is silent before a comment is sent, unless it is set.
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
    /// All but what it says.
    head: graphwright_wire::Event,
}

impl<T> Event<T> {
    /// An event that says this, as the document has it.
    pub fn new(data: T) -> Self {
        Self {
            data,
            head: graphwright_wire::Event::default(),
        }
    }

    /// Sets what kind of event it is; without one it is a `message`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.head = self.head.name(name);
        self
    }

    /// Sets where the stream goes on after it: what a caller that asks again sends as
    /// `Last-Event-ID`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.head = self.head.id(id);
        self
    }

    /// Sets how long a caller waits before it asks for a broken stream again.
    pub fn retry(mut self, delay: Duration) -> Self {
        self.head = self.head.retry(delay);
        self
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

/// The events of an answer, as they come.
///
/// While there is none, a comment is sent every 15 seconds, so that neither side takes the
/// connection for dead.
pub struct Events<T> {
    events: Pin<Box<dyn Stream<Item = Result<Event<T>, Fault>> + Send>>,
    keep_alive: Option<Duration>,
}

impl<T: Send + 'static> Events<T> {
    /// Events as they come. An error breaks the answer off, so that its reader asks again.
    pub fn new(events: impl Stream<Item = Result<Event<T>, Fault>> + Send + 'static) -> Self {
        Self {
            events: Box::pin(events),
            keep_alive: Some(KEEP_ALIVE),
        }
    }

    /// An answer's events and what sends them, which waits where `capacity` of them are not sent
    /// yet.
    pub fn channel(capacity: usize) -> (EventSender<T>, Self) {
        let (sender, receiver) = mpsc::channel(capacity.max(1));
        (EventSender(sender), Self::new(Received(receiver)))
    }

    /// Sets how long the stream is silent before a comment is sent; `None` for never.
    pub fn keep_alive(mut self, silence: impl Into<Option<Duration>>) -> Self {
        self.keep_alive = silence.into();
        self
    }

    /// The bytes on the wire, given how data is written.
    pub(crate) fn written(
        self,
        write: impl Fn(&T) -> Result<String, Fault> + Send + Unpin + 'static,
    ) -> impl Stream<Item = Result<Bytes, Fault>> + Send + 'static {
        Written {
            events: self.events,
            write,
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

/// Sends [`Events`]; made by [`Events::channel`]. Dropping it ends the answer.
pub struct EventSender<T>(mpsc::Sender<Result<Event<T>, Fault>>);

impl<T> EventSender<T> {
    /// Sends an event. `false` where nobody reads the answer any more.
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

/// Events as bytes, with comments where there are none.
struct Written<T, W> {
    events: Pin<Box<dyn Stream<Item = Result<Event<T>, Fault>> + Send>>,
    write: W,
    keep_alive: Option<Duration>,
    /// Runs while an event is waited for.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<T, W: Fn(&T) -> Result<String, Fault>> Written<T, W> {
    fn write(&self, event: Event<T>) -> Result<Bytes, Fault> {
        let mut whole = event.head;
        whole.data = (self.write)(&event.data)?;
        Ok(whole.to_string().into())
    }
}

impl<T, W> Stream for Written<T, W>
where
    W: Fn(&T) -> Result<String, Fault> + Unpin,
{
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(event) = this.events.as_mut().poll_next(context) {
            this.alarm = None;
            return Poll::Ready(event.map(|event| this.write(event?)));
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
