//! Tokens for the program itself, without a user.

use crate::app::App;
use crate::error::AuthError;
use crate::renewal::{Grant, Renewal, Stored};
use crate::server::AuthorizationServer;
use crate::tokens::Tokens;
use graphwright_client::{Secret, TokenError, TokenFuture, TokenProvider, TokenRequest};
use std::fmt;
use std::sync::Arc;

/// Tokens for the app itself (RFC 6749, section 4.4).
///
/// A token is requested at the first call, and renewed when a tenth of its lifetime, at most five
/// minutes, is left. Concurrent calls share one token request. Cloning is cheap and shares the tokens.
///
/// ```
/// use graphwright_oauth::{App, AuthError, ClientCredentials};
///
/// fn tokens(secret: String) -> Result<ClientCredentials, AuthError> {
///     let app = App::new("https://login.example/token", "nightly-report")
///         .secret(secret)
///         .scope("reports.write");
///     ClientCredentials::new(app)
/// }
/// ```
#[derive(Clone)]
pub struct ClientCredentials(Arc<Renewal>);

impl ClientCredentials {
    /// Fails if the token endpoint cannot be used. Nothing is sent yet.
    pub fn new(app: App) -> Result<Self, AuthError> {
        let server = AuthorizationServer::new(app)?;
        let none_yet = Tokens::default();
        let renewal = Renewal::new(server, Grant::ClientCredentials, none_yet, Stored::Saved);
        Ok(Self(Arc::new(renewal)))
    }
}

impl TokenProvider for ClientCredentials {
    fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async { self.0.token().await.map_err(TokenError::from) })
    }

    fn invalidate(&self, rejected: &Secret<String>) {
        self.0.invalidate(rejected);
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").finish_non_exhaustive()
    }
}
