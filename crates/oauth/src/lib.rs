//! OAuth 2.0: how tokens are got and renewed (RFC 6749, 7636, 8628).
//!
//! An [`App`] says who the program is to the authorization server. A flow takes it and ends in a
//! [`TokenProvider`](graphwright_client::TokenProvider) for [`Builder::token`](graphwright_client::Builder::token):
//! [`ClientCredentials`] without a user, [`AuthorizationCode`] and [`DeviceCode`] with one, both of
//! which give a [`Session`].
//!
//! Not here: the flows that are no longer advised (implicit, password), discovery, and reading
//! tokens, which are the server's own.

#![forbid(unsafe_code)]

mod answer;
mod app;
mod authorization_code;
mod client_credentials;
mod device_code;
mod error;
mod file_store;
mod pkce;
mod renewal;
mod server;
mod session;
mod single_flight;
mod store;
mod tokens;

pub use self::app::App;
pub use self::authorization_code::AuthorizationCode;
pub use self::client_credentials::ClientCredentials;
pub use self::device_code::DeviceCode;
pub use self::error::{AuthError, OAuthError, OAuthErrorKind};
pub use self::file_store::FileStore;
pub use self::session::Session;
pub use self::store::{MemoryStore, StoreError, StoreFuture, TokenStore};
