//! Programs over the generated crates.
//!
//! What the README shows lives here, so that it compiles and runs; the loopback tests beside it
//! prove the generated client and server against each other over real sockets.

pub mod guarantees;
pub mod readme;
pub mod serve;
pub mod users_service;

/// The pages of the runtimes, whose examples must compile.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../client/README.md")]
    struct Client;

    #[doc = include_str!("../../server/README.md")]
    struct Server;
}
