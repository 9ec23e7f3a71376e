//! One event of a stream.

use crate::DecodeError;
use crate::reply::decode;
use std::fmt;

/// The function that decodes the data of an event.
pub(super) type Decode<T> = fn(&str) -> Result<T, DecodeError>;

/// An event of a stream. Its data is decoded as a `T` only on demand, so that no event is lost.
#[derive(Clone)]
pub struct Event<T> {
    pub(super) event: graphwright_wire::Event,
    pub(super) decode: Decode<T>,
}

impl<T> Event<T> {
    /// Decodes the data as documented. An event that is not documented, such as a `[DONE]` at the end,
    /// is an error here and still available in [`data`](Self::data).
    pub fn read(&self) -> Result<T, DecodeError> {
        (self.decode)(&self.event.data)
    }

    /// The data verbatim; lines are separated by `\n`.
    pub fn data(&self) -> &str {
        &self.event.data
    }

    /// The name of the event; `message` if it has none.
    pub fn name(&self) -> &str {
        self.event.name.as_deref().unwrap_or("message")
    }

    /// The id of the event, with which the stream can continue after it.
    pub fn id(&self) -> Option<&str> {
        self.event.id.as_deref()
    }

    /// The event, without the type of its data.
    pub fn into_raw(self) -> graphwright_wire::Event {
        self.event
    }
}

/// Shows only the length of the data.
impl<T> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name())
            .field("id", &self.id())
            .field("data", &self.event.data.len())
            .finish_non_exhaustive()
    }
}

/// Decodes the data of an event as JSON.
pub fn event_json<T: serde::de::DeserializeOwned>(data: &str) -> Result<T, DecodeError> {
    decode::json(data.as_bytes())
}

/// Takes the data of an event as text.
pub fn event_text(data: &str) -> Result<String, DecodeError> {
    Ok(data.to_owned())
}
