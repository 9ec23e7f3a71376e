//! Credentials of every kind, and the flows of OAuth 2 against a server of tokens on this machine.

mod credentials;

#[cfg(feature = "reqwest")]
mod canary;
#[cfg(feature = "reqwest")]
mod client_credentials;
#[cfg(feature = "reqwest")]
mod code;
#[cfg(feature = "reqwest")]
mod device;
#[cfg(feature = "reqwest")]
mod hostile;
#[cfg(feature = "reqwest")]
mod server;
#[cfg(feature = "reqwest")]
mod session;
