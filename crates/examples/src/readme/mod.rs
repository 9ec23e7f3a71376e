//! The README's programs. A test holds them against the README, letter for letter.

#[cfg(feature = "beta")]
pub mod agenda;
pub mod client;
#[cfg(feature = "beta")]
pub mod events;
pub mod life;
pub mod reset;
pub mod server;
