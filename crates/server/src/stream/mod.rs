//! Bodies that are not all in memory, in requests and in answers.

mod byte_stream;
mod channel;
mod events;
mod file;
mod outgoing;
mod request_body;

pub use self::byte_stream::ByteStream;
pub use self::channel::ByteSender;
pub use self::events::{Event, EventSender, Events};
pub(crate) use self::outgoing::Outgoing;
pub(crate) use self::request_body::incoming;
