//! Bodies that are not all in memory, over real sockets.

mod calls;
mod downloads;
mod events;
mod uploads;
