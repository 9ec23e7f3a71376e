//! The README's programs. A test holds them against the README, letter for letter.

#[cfg(feature = "beta")]
pub mod agenda;
pub mod client;
pub mod reset;
pub mod server;
