//! Tests of calls, through a transport in memory and over real sockets.

mod api;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod errors;
#[cfg(all(feature = "reqwest", feature = "decompress", target_os = "linux"))]
mod memory;
#[cfg(feature = "mock")]
mod mock;
mod paging;
mod provider;
#[cfg(feature = "reqwest")]
mod received;
mod requests;
mod retry;
mod secrets;
mod served_at;
#[cfg(feature = "reqwest")]
mod sockets;
#[cfg(all(feature = "reqwest", feature = "decompress"))]
mod streams;
mod versions;
