//! The tokens of one account, which are renewed before they expire.

use crate::error::AuthError;
use crate::server::{AuthorizationServer, Form};
use crate::single_flight::SingleFlight;
use crate::store::StoreError;
use crate::tokens::Tokens;
use graphwright_client::Secret;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The only owner of an account's tokens: it renews them, once for all callers, and saves them.
///
/// A refresh token is saved before the access token that came with it is used.
pub(super) struct Renewal {
    server: AuthorizationServer,
    grant: Grant,
    state: Mutex<State>,
    flight: SingleFlight<Result<Secret<String>, AuthError>>,
}

/// The grant by which a new access token is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    /// That of the app itself (RFC 6749, section 4.4).
    ClientCredentials,
    /// That of a user's session (RFC 6749, section 6).
    RefreshToken,
}

/// `Saved` if the store has the current tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    Saved,
    Unsaved,
}

struct State {
    tokens: Tokens,
    stored: Stored,
    /// The last token that a server did not accept, which a store may still have.
    rejected: Option<Secret<String>>,
}

impl Renewal {
    pub(super) fn new(
        server: AuthorizationServer,
        grant: Grant,
        tokens: Tokens,
        stored: Stored,
    ) -> Self {
        Self {
            server,
            grant,
            state: Mutex::new(State {
                tokens,
                stored,
                rejected: None,
            }),
            flight: SingleFlight::new(),
        }
    }

    /// Returns an access token that is valid for a while.
    pub(super) async fn token(&self) -> Result<Secret<String>, AuthError> {
        match self.fresh_token() {
            Some(token) => Ok(token),
            None => self.flight.share(|| self.renew()).await,
        }
    }

    /// Never returns this token again.
    pub(super) fn invalidate(&self, rejected: &Secret<String>) {
        let mut state = self.state();
        state.tokens.forget(rejected);
        state.rejected = Some(rejected.clone());
    }

    /// Saves the tokens, unless the store has them.
    pub(super) async fn save(&self) -> Result<(), AuthError> {
        let text = match &*self.state() {
            state if state.stored == Stored::Saved => return Ok(()),
            state => state.tokens.to_text(),
        };
        if let Some(store) = &self.server.app().store {
            store.save(&text).await.map_err(store_failed)?;
        }
        self.state().stored = Stored::Saved;
        Ok(())
    }

    async fn renew(&self) -> Result<Secret<String>, AuthError> {
        // A caller may begin to wait when another one has just renewed the token.
        if let Some(token) = self.fresh_token() {
            return Ok(token);
        }
        self.load().await?;
        if self.needs_request() {
            match self.request().await {
                Ok(tokens) => self.adopt(tokens),
                Err(error) => self.fall_back(error)?,
            }
        }
        self.save().await?;
        let state = self.state();
        state.tokens.access().cloned().ok_or(AuthError::SignIn)
    }

    /// Loads the tokens that another program may have renewed meanwhile.
    async fn load(&self) -> Result<(), AuthError> {
        let Some(store) = &self.server.app().store else {
            return Ok(());
        };
        let now = self.server.now();
        let text = store.load().await.map_err(store_failed)?;
        let loaded = text.and_then(|text| Tokens::from_text(text.expose(), now));
        let mut state = self.state();
        // Tokens that are not saved yet are newer than those of the store.
        if let (Some(mut loaded), Stored::Saved) = (loaded, state.stored) {
            if let Some(rejected) = &state.rejected {
                loaded.forget(rejected);
            }
            loaded.inherit(&state.tokens);
            state.tokens = loaded;
        }
        Ok(())
    }

    async fn request(&self) -> Result<Tokens, AuthError> {
        let mut form;
        match self.grant {
            Grant::ClientCredentials => form = Form::for_grant("client_credentials"),
            Grant::RefreshToken => {
                let refresh = self.state().tokens.refresh().cloned();
                form = Form::for_grant("refresh_token");
                form.add_secret("refresh_token", &refresh.ok_or(AuthError::SignIn)?);
            }
        }
        form.add_scopes(self.server.app());
        let answer = self.server.request_token(form).await?;
        answer.tokens(self.server.now())
    }

    fn adopt(&self, mut tokens: Tokens) {
        let mut state = self.state();
        tokens.inherit(&state.tokens);
        state.tokens = tokens;
        state.stored = Stored::Unsaved;
    }

    /// Continues with the old token while it is valid, so that a short outage of the authorization
    /// server does not fail any calls.
    fn fall_back(&self, error: AuthError) -> Result<(), AuthError> {
        let now = self.server.now();
        let mut state = self.state();
        if !state.tokens.is_alive(now) {
            return Err(error);
        }
        state.tokens.postpone_renewal(now);
        Ok(())
    }

    fn fresh_token(&self) -> Option<Secret<String>> {
        let now = self.server.now();
        let state = self.state();
        let is_fresh = state.stored == Stored::Saved && state.tokens.is_fresh(now);
        state.tokens.access().filter(|_| is_fresh).cloned()
    }

    fn needs_request(&self) -> bool {
        !self.state().tokens.is_fresh(self.server.now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn store_failed(error: StoreError) -> AuthError {
    AuthError::Store(Arc::from(error))
}
