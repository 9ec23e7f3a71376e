//! Tokens for the program itself, without a user.

use crate::app::App;
use crate::error::AuthError;
use crate::renewal::{Grant, Renewal};
use crate::server::AuthorizationServer;
use crate::tokens::Tokens;
use graphwright_client::{Secret, TokenError, TokenFuture, TokenProvider, TokenRequest};
use std::fmt;
use std::sync::Arc;

/// Tokens for the app itself (RFC 6749, section 4.4).
///
/// One is got at the first call and renewed when a tenth of its time, at most five minutes, is left.
/// However many calls wait, there is one token request. Cloning is cheap and shares the tokens.
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
    /// Fails where the token endpoint cannot be used; nothing is sent yet.
    pub fn new(app: App) -> Result<Self, AuthError> {
        let server = AuthorizationServer::new(app)?;
        let (grant, none_yet) = (Grant::ClientCredentials, Tokens::default());
        Ok(Self(Arc::new(Renewal::new(server, grant, none_yet, true))))
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
