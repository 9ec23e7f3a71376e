//! The README's programs. A test holds them against the README, letter for letter.

pub mod client;
pub mod server;
