//! The session of a user.

use crate::app::App;
use crate::error::AuthError;
use crate::renewal::{Grant, Renewal, store_failed};
use crate::server::AuthorizationServer;
use crate::tokens::Tokens;
use graphwright_client::{Secret, TokenError, TokenFuture, TokenProvider, TokenRequest};
use std::fmt;
use std::sync::Arc;

/// A user who has signed in: gives access tokens, and renews them by the refresh token (RFC 6749,
/// section 6) when a tenth of their time, at most five minutes, is left. However many calls wait,
/// there is one token request.
///
/// Servers may issue another refresh token with each renewal; it is saved in the
/// [`App::store`](crate::App::store) before the new access token is used. Where there is no refresh
/// token, or the server no longer accepts it, [`AuthError::needs_sign_in`] says so. Cloning is cheap
/// and shares the tokens; two accounts are two sessions, each with a store of its own.
#[derive(Clone)]
pub struct Session(Arc<Renewal>);

impl Session {
    /// The session that the app's store has, if any: what a program tries before it asks its user to
    /// sign in again.
    pub async fn resume(app: App) -> Result<Option<Self>, AuthError> {
        let server = AuthorizationServer::new(app)?;
        let Some(store) = &server.app().store else {
            return Ok(None);
        };
        let text = store.load().await.map_err(store_failed)?;
        let tokens = text.and_then(|text| Tokens::from_text(text.expose(), server.now()));
        Ok(tokens.map(|tokens| Self::of(server, tokens, true)))
    }

    /// A session of which one has the refresh token from elsewhere.
    pub fn from_refresh_token(
        app: App,
        refresh_token: impl Into<Secret<String>>,
    ) -> Result<Self, AuthError> {
        let tokens = Tokens::of_refresh(refresh_token.into());
        Ok(Self::of(AuthorizationServer::new(app)?, tokens, false))
    }

    /// What a flow has just brought.
    pub(super) async fn begin(
        server: AuthorizationServer,
        tokens: Tokens,
    ) -> Result<Self, AuthError> {
        let session = Self::of(server, tokens, false);
        session.0.save().await?;
        Ok(session)
    }

    fn of(server: AuthorizationServer, tokens: Tokens, is_saved: bool) -> Self {
        let grant = Grant::RefreshToken;
        Self(Arc::new(Renewal::new(server, grant, tokens, is_saved)))
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
