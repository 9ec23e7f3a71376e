//! Server-sent events: answers of `text/event-stream` (the HTML standard, section 9.2).
//!
//! How a stream is taken apart is in `graphwright_wire`; how one that breaks off goes on is in
//! [`reconnect`].

mod call;
mod event;
mod reconnect;
mod stream;

pub use self::call::{Streams, WithEvents};
pub use self::event::{Event, event_json, event_text};
pub use self::reconnect::Reconnect;
pub use self::stream::EventStream;
