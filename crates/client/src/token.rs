//! Where bearer tokens come from.

use crate::TokenError;
use graphwright_wire::Secret;
use graphwright_wire::security::Requirement;
use std::pin::Pin;
use std::sync::Arc;

/// Gives the token for a request.
///
/// It is asked before every request that needs one, so it keeps what it has until it expires.
///
/// ```
/// use graphwright_client::{TokenError, TokenFuture, TokenProvider, TokenRequest};
///
/// /// Takes the token from a variable of the environment.
/// struct Variable(&'static str);
///
/// impl TokenProvider for Variable {
///     fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
///         Box::pin(async { std::env::var(self.0).map(Into::into).map_err(TokenError::new) })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that has what is wanted.
    fn token<'a>(&'a self, wanted: TokenRequest<'a>) -> TokenFuture<'a>;

    /// The server did not accept a token that came from here (401), so that it must not be given
    /// again if there is a way to another one. The call is then tried once more.
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

/// What [`TokenProvider::token`] returns.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Secret<String>, TokenError>> + Send + 'a>>;

/// What a token is wanted for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    /// The operation that is called.
    pub operation: &'a str,
    /// The security scheme and the scopes that the operation asks for.
    pub requirement: &'a Requirement,
}

/// Always the same token.
#[derive(Clone, Debug)]
pub struct StaticToken(Secret<String>);

impl StaticToken {
    /// Takes the token without the word `Bearer`.
    pub fn new(token: impl Into<Secret<String>>) -> Self {
        Self(token.into())
    }
}

impl TokenProvider for StaticToken {
    fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}
