//! Bodies that need not be in memory as a whole, in requests and in responses.

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
pub(crate) use self::request_body::limit_body;
