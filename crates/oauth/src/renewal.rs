//! Tokens that are renewed before they expire, once for all who wait.

use crate::error::AuthError;
use crate::server::{AuthorizationServer, Form};
use crate::single_flight::Flight;
use crate::tokens::Tokens;
use graphwright_client::Secret;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The tokens of one account, and how to get the next.
pub(super) struct Renewal {
    server: AuthorizationServer,
    grant: Grant,
    state: Mutex<State>,
    flight: Flight<Result<Secret<String>, AuthError>>,
}

/// What a new access token is got for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    /// The app itself (RFC 6749, section 4.4).
    ClientCredentials,
    /// The session of a user (RFC 6749, section 6).
    RefreshToken,
}

struct State {
    tokens: Tokens,
    /// Whether the store has them.
    is_saved: bool,
    /// The token that a server did not accept last, which a store may still have.
    rejected: Option<Secret<String>>,
}

impl Renewal {
    pub(super) fn new(
        server: AuthorizationServer,
        grant: Grant,
        tokens: Tokens,
        is_saved: bool,
    ) -> Self {
        Self {
            server,
            grant,
            state: Mutex::new(State {
                tokens,
                is_saved,
                rejected: None,
            }),
            flight: Flight::new(),
        }
    }

    /// A token that is good for a while.
    pub(super) async fn token(&self) -> Result<Secret<String>, AuthError> {
        match self.fresh() {
            Some(token) => Ok(token),
            None => self.flight.share(|| self.renew()).await,
        }
    }

    /// Never gives this token again.
    pub(super) fn invalidate(&self, rejected: &Secret<String>) {
        let mut state = self.state();
        state.tokens.forget(rejected);
        state.rejected = Some(rejected.clone());
    }

    /// Saves what is not saved yet.
    pub(super) async fn save(&self) -> Result<(), AuthError> {
        let text = match &*self.state() {
            state if state.is_saved => return Ok(()),
            state => state.tokens.to_text(),
        };
        if let Some(store) = &self.server.app().store {
            store.save(&text).await.map_err(store_failed)?;
        }
        self.state().is_saved = true;
        Ok(())
    }

    async fn renew(&self) -> Result<Secret<String>, AuthError> {
        // Who waited for a seat may come when the last flight has just landed.
        if let Some(token) = self.fresh() {
            return Ok(token);
        }
        self.load().await?;
        if self.needs_request() {
            match self.request().await {
                Ok(tokens) => self.adopt(tokens),
                Err(error) => self.make_do(error)?,
            }
        }
        self.save().await?;
        let state = self.state();
        state.tokens.access().cloned().ok_or(AuthError::SignIn)
    }

    /// Takes what another program has renewed meanwhile.
    async fn load(&self) -> Result<(), AuthError> {
        let Some(store) = &self.server.app().store else {
            return Ok(());
        };
        let now = self.server.now();
        let text = store.load().await.map_err(store_failed)?;
        let kept = text.and_then(|text| Tokens::from_text(text.expose(), now));
        let mut state = self.state();
        // What is not saved yet is newer than what was.
        if let (Some(mut kept), true) = (kept, state.is_saved) {
            if let Some(rejected) = &state.rejected {
                kept.forget(rejected);
            }
            kept.inherit(&state.tokens);
            state.tokens = kept;
        }
        Ok(())
    }

    async fn request(&self) -> Result<Tokens, AuthError> {
        let mut form;
        match self.grant {
            Grant::ClientCredentials => form = Form::grant("client_credentials"),
            Grant::RefreshToken => {
                let refresh = self.state().tokens.refresh().cloned();
                form = Form::grant("refresh_token");
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
        state.is_saved = false;
    }

    /// The old token where it still holds, so that a short outage of the authorization server is
    /// none of ours.
    fn make_do(&self, error: AuthError) -> Result<(), AuthError> {
        let now = self.server.now();
        let mut state = self.state();
        if !state.tokens.is_alive(now) {
            return Err(error);
        }
        state.tokens.pause(now);
        Ok(())
    }

    fn fresh(&self) -> Option<Secret<String>> {
        let now = self.server.now();
        let state = self.state();
        let is_fresh = state.is_saved && state.tokens.is_fresh(now);
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

pub(super) fn store_failed(error: crate::StoreError) -> AuthError {
    AuthError::Store(Arc::from(error))
}
