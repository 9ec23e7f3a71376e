//! Programs over the generated crates.
//!
//! The programs of the README are here, so that they are compiled and run: [`readme`].
//! [`users_service`] is a whole service over the generated stub. Each file of `src/bin` is a
//! complete program, which the tests run against that service. The loopback tests connect the
//! generated client and the generated server over sockets.

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
