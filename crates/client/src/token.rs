//! Token providers.

use crate::TokenError;
use graphwright_wire::Secret;
use graphwright_wire::security::Requirement;
use std::pin::Pin;
use std::sync::Arc;

/// Provides the tokens for requests.
///
/// It is asked before every attempt that needs a token, so it should keep a token until it expires.
///
/// ```
/// use graphwright_client::{TokenError, TokenFuture, TokenProvider, TokenRequest};
///
/// /// Reads the token from an environment variable.
/// struct Variable(&'static str);
///
/// impl TokenProvider for Variable {
///     fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
///         Box::pin(async { std::env::var(self.0).map(Into::into).map_err(TokenError::new) })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Returns a token for a request.
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a>;

    /// Is called if the server did not accept a token of this provider (401). The provider should not
    /// return that token again if it can get another one. The call is then tried once more.
    fn invalidate(&self, rejected: &Secret<String>) {
        let _ = rejected;
    }
}

impl<T: TokenProvider + ?Sized> TokenProvider for Arc<T> {
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        (**self).token(wanted)
    }

    fn invalidate(&self, rejected: &Secret<String>) {
        (**self).invalidate(rejected);
    }
}

/// The future that [`TokenProvider::token`] returns.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Secret<String>, TokenError>> + Send + 'a>>;

/// The request that a token is for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    /// The operation that is called.
    pub operation: &'a str,
    /// The security scheme, and the scopes that the operation requires.
    pub requirement: &'a Requirement,
}

/// A provider of one token that never changes.
#[derive(Clone, Debug)]
pub struct StaticToken(Secret<String>);

impl StaticToken {
    /// Makes a provider of a token, given without the word `Bearer`.
    pub fn new(token: impl Into<Secret<String>>) -> Self {
        Self(token.into())
    }
}

impl TokenProvider for StaticToken {
    fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}
