//! Building blocks for token providers that ask a server of their own.
//!
//! A [`TokenProvider`](crate::TokenProvider) may have to send requests that belong to no operation
//! of the API, to the token endpoint of an authorization server for example. It should do so with
//! the same care as the client's own calls, so the parts that those are made of are public here:
//!
//! - [`Endpoint`]: an address that a secret may be sent to, and the default transport for it;
//! - [`exchange`]: one request and its whole answer, within a time and a size;
//! - [`Secrets`]: removes the secrets that were sent from text that comes back;
//! - [`one_line`]: text from a server, made fit for an error message or a log.
//!
//! Time and waiting come from a [`Clock`](crate::Clock), and secrets are held in
//! [`Secret`](crate::Secret). The crate `graphwright-oauth` is built on these and nothing else.

mod endpoint;
mod exchange;

pub use self::endpoint::Endpoint;
pub use self::exchange::{ExchangeError, ExchangeLimits, exchange};
pub use crate::secrets::Secrets;

use std::fmt::Display;

/// Shows text from a server on one line: control characters and characters that change the
/// direction of writing are escaped as `\u{..}`, and what exceeds 300 characters is cut off.
pub fn one_line(text: &str) -> impl Display + '_ {
    crate::error::one_line(text)
}
