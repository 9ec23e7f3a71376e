//! OAuth 2.0 for generated clients: gets tokens and renews them (RFC 6749, 7636, 8628).
//!
//! An [`App`] is the registration of the program with an authorization server. A flow takes it and ends
//! in a [`TokenProvider`](graphwright_client::TokenProvider) for
//! [`Builder::token`](graphwright_client::Builder::token): [`ClientCredentials`] without a user,
//! [`AuthorizationCode`] and [`DeviceCode`] with one, both of which end in a [`Session`].
//!
//! ```
//! use graphwright_client::{Builder, Core};
//! use graphwright_oauth::{App, AuthError, ClientCredentials};
//!
//! fn signed_in<C: From<Core>>(builder: Builder<C>, secret: String) -> Result<Builder<C>, AuthError> {
//!     let app = App::new("https://login.example/token", "nightly-report").secret(secret);
//!     Ok(builder.token(ClientCredentials::new(app)?))
//! }
//! ```
//!
//! A generated client exports this crate as `oauth`, behind a feature of that name.
//!
//! Not supported: the flows that are no longer recommended (implicit, password), discovery, and reading
//! tokens, whose content is private to the servers.
//!
//! # How it works
//!
//! `Renewal` is the only owner of an account's tokens. `Tokens` decides by the clock if an access token
//! is fresh, still alive, or over; a fresh one is returned at once. Otherwise all callers share one
//! token request through `SingleFlight`, which needs no runtime to spawn on. Requests to the
//! authorization server go through the same [`Transport`](graphwright_client::Transport) as calls,
//! with a time and a size of their own ([`provider::exchange`](graphwright_client::provider::exchange)).
//!
//! - An answer of an authorization server is not trusted before `Answer` has read it.
//! - A refresh token is saved before the access token that came with it is used.
//! - A flow is a file that ends in `Session::begin`, or a variant of `Grant` if it needs no user.

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
