//! One event of a stream.

use crate::DecodeError;
use crate::reply::decode;
use std::fmt;

/// Reads the data of an event.
pub(super) type Decode<T> = fn(&str) -> Result<T, DecodeError>;

/// An event of a stream, of which nothing is lost: it is read as a `T` only when it is asked to be.
#[derive(Clone)]
pub struct Event<T> {
    pub(super) event: graphwright_wire::Event,
    pub(super) decode: Decode<T>,
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

/// What an event says, as JSON.
pub fn event_json<T: serde::de::DeserializeOwned>(data: &str) -> Result<T, DecodeError> {
    decode::json(data.as_bytes())
}

/// What an event says, as it stands there.
pub fn event_text(data: &str) -> Result<String, DecodeError> {
    Ok(data.to_owned())
}
