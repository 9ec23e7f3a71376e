//! The session of a signed-in user.

use crate::app::App;
use crate::error::AuthError;
use crate::renewal::{Grant, Renewal, Stored, store_failed};
use crate::server::AuthorizationServer;
use crate::tokens::Tokens;
use graphwright_client::{Secret, TokenError, TokenFuture, TokenProvider, TokenRequest};
use std::fmt;
use std::sync::Arc;

/// The session of a signed-in user. It provides access tokens, and renews them with the refresh token
/// (RFC 6749, section 6) when a tenth of their lifetime, at most five minutes, is left. Concurrent
/// calls share one token request.
///
/// Servers may issue another refresh token with each renewal; it is saved in the
/// [`App::store`](crate::App::store) before the new access token is used. If there is no refresh token,
/// or the server no longer accepts it, [`AuthError::needs_sign_in`] returns `true`. Cloning is cheap and
/// shares the tokens; two accounts are two sessions, each with a store of its own.
#[derive(Clone)]
pub struct Session(Arc<Renewal>);

impl Session {
    /// Resumes the session in the app's store, if there is one. A program should try this before it asks
    /// the user to sign in.
    pub async fn resume(app: App) -> Result<Option<Self>, AuthError> {
        let server = AuthorizationServer::new(app)?;
        let Some(store) = &server.app().store else {
            return Ok(None);
        };
        let text = store.load().await.map_err(store_failed)?;
        let tokens = text.and_then(|text| Tokens::from_text(text.expose(), server.now()));
        Ok(tokens.map(|tokens| Self::new(server, tokens, Stored::Saved)))
    }

    /// Makes a session from a refresh token that the program has from elsewhere.
    pub fn from_refresh_token(
        app: App,
        refresh_token: impl Into<Secret<String>>,
    ) -> Result<Self, AuthError> {
        let tokens = Tokens::from_refresh_token(refresh_token.into());
        Ok(Self::new(
            AuthorizationServer::new(app)?,
            tokens,
            Stored::Unsaved,
        ))
    }

    /// Starts a session with the tokens of a flow, and saves them.
    pub(super) async fn begin(
        server: AuthorizationServer,
        tokens: Tokens,
    ) -> Result<Self, AuthError> {
        let session = Self::new(server, tokens, Stored::Unsaved);
        session.0.save().await?;
        Ok(session)
    }

    fn new(server: AuthorizationServer, tokens: Tokens, stored: Stored) -> Self {
        let grant = Grant::RefreshToken;
        Self(Arc::new(Renewal::new(server, grant, tokens, stored)))
    }
}

impl TokenProvider for Session {
    fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async { self.0.token().await.map_err(TokenError::from) })
    }

    fn invalidate(&self, rejected: &Secret<String>) {
        self.0.invalidate(rejected);
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}
