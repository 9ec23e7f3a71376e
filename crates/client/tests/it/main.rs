//! Whole calls: through a transport in memory, and through real sockets.

mod api;
mod errors;
mod requests;
mod secrets;
#[cfg(feature = "reqwest")]
mod sockets;
mod versions;
