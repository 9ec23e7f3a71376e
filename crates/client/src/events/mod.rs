//! Server-sent events: answers of `text/event-stream` (the HTML standard, section 9.2).
//!
//! `graphwright_wire` parses events, for clients and servers alike. Here is their decoding, which is
//! done only on demand ([`Event::read`]), so that an unknown event is not lost, and the
//! reconnection of a stream that breaks off ([`reconnect`]).
//!
//! An operation that answers only with events returns an [`EventStream`]. One that answers with JSON
//! too returns JSON, and events on demand ([`Streams::events`]).

mod call;
mod event;
mod reconnect;
mod stream;

pub use self::call::{Streams, WithEvents};
pub use self::event::{Event, event_json, event_text};
pub use self::reconnect::Reconnect;
pub use self::stream::EventStream;
