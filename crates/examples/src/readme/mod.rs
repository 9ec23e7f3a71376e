//! The programs of the README. A test compares them with the README.

#[cfg(feature = "beta")]
pub mod agenda;
pub mod client;
#[cfg(feature = "beta")]
pub mod events;
pub mod life;
pub mod reset;
pub mod server;
