//! Bodies that are not all in memory, over real sockets.

pub(crate) mod calls;
mod downloads;
mod events;
mod uploads;
