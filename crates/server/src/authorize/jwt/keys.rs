//! The current keys, and their replacement and renewal.

use super::jwk::{KeySet, KeysError};
use crate::Refusal;
use jsonwebtoken::Algorithm;
use serde_json::Value;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

/// The keys of an issuer, as a JSON web key set (RFC 7517 section 5).
///
/// Clones share the keys, so that a service can [`replace`](Self::replace) them while an authorizer
/// uses them. Keys for other algorithms than HS256, RS256 and ES256, for other uses, or that are
/// too short are ignored. `Debug` shows their number.
#[derive(Clone)]
pub struct Keys(Arc<Shared>);

struct Shared {
    current: RwLock<Current>,
    provider: Option<Provider>,
}

struct Current {
    set: Arc<KeySet>,
    /// The time after which they are renewed, if there is a provider.
    expires_at: Instant,
}

/// The provider of keys.
struct Provider {
    fetch: Box<dyn Fn() -> Fetching + Send + Sync>,
    at_most_every: Duration,
    /// The last request to the provider. Locked while a request is in flight.
    last_fetch: Mutex<Option<LastFetch>>,
}

/// A request to a provider.
struct LastFetch {
    at: Instant,
    succeeded: bool,
}

type Fetching = Pin<Box<dyn Future<Output = Result<Value, Cause>> + Send>>;
type Cause = Box<dyn Error + Send + Sync>;

impl Keys {
    /// Fixed keys, until they are replaced.
    pub fn new(jwks: &Value) -> Result<Self, KeysError> {
        Ok(Self::with(KeySet::parse(jwks)?, None))
    }

    /// Keys that are fetched, for example from the `jwks_uri` of a provider: for the first token,
    /// for a token with an unknown key id, and after an hour. They are fetched at most once in each
    /// period `at_most_every`, with a time limit of 10 seconds.
    ///
    /// If fetching fails, the current keys stay in use, and tokens with other keys are answered
    /// with 503.
    ///
    /// ```
    /// use graphwright_server::jwt::Keys;
    /// use std::time::Duration;
    ///
    /// # async fn get_json(_url: &str) -> Result<serde_json::Value, std::io::Error> {
    /// #     Ok(serde_json::Value::Null)
    /// # }
    /// let keys = Keys::fetched(Duration::from_secs(60), || {
    ///     get_json("https://login.example.com/discovery/keys")
    /// });
    /// # let _ = keys;
    /// ```
    pub fn fetched<F, E>(
        at_most_every: Duration,
        fetch: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Value, E>> + Send + 'static,
        E: Into<Cause>,
    {
        let fetch = move || {
            let fetching = fetch();
            Box::pin(async move { fetching.await.map_err(Into::into) }) as Fetching
        };
        let provider = Provider {
            fetch: Box::new(fetch),
            at_most_every,
            last_fetch: Mutex::new(None),
        };
        Self::with(KeySet::default(), Some(provider))
    }

    /// Replaces all keys. If the new ones cannot be used, nothing is replaced.
    pub fn replace(&self, jwks: &Value) -> Result<(), KeysError> {
        let set = KeySet::parse(jwks)?;
        self.set_current(set);
        Ok(())
    }

    /// Returns a key set with a key for a token, and fetches keys if there is none.
    ///
    /// Fails with [`Refusal::Invalid`] if there is no such key, and with [`Refusal::Unavailable`]
    /// if keys cannot be fetched now.
    pub(super) async fn set_for(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<Arc<KeySet>, Refusal> {
        let has_key = |set: &KeySet| set.candidates(id, algorithm).next().is_some();
        let set = self.current();
        if has_key(&set) {
            return Ok(set);
        }
        let provider = self.0.provider.as_ref().ok_or(Refusal::Invalid)?;
        let fetched = self.fetch(provider).await;
        let set = self.current();
        if has_key(&set) {
            return Ok(set);
        }
        Err(fetched.map_or_else(Refusal::Unavailable, |()| Refusal::Invalid))
    }

    /// The current keys. If they have expired, new ones are fetched for later tokens.
    fn current(&self) -> Arc<KeySet> {
        let (set, is_expired) = {
            let current = self
                .0
                .current
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            let is_expired = self.0.provider.is_some() && current.expires_at <= Instant::now();
            (Arc::clone(&current.set), is_expired)
        };
        if is_expired && self.claim_renewal() {
            let keys = self.clone();
            tokio::spawn(async move { keys.renew().await });
        }
        set
    }

    /// Returns whether this caller is to renew expired keys. Others are then not, until the renewal
    /// has had its time.
    fn claim_renewal(&self) -> bool {
        let mut current = self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let is_expired = current.expires_at <= now;
        if is_expired {
            current.expires_at = now + FETCH_TIME;
        }
        is_expired
    }

    async fn renew(&self) {
        if let Some(provider) = &self.0.provider {
            if self.fetch(provider).await.is_err() {
                tracing::warn!("the keys of tokens could not be renewed");
            }
        }
    }

    /// Fetches keys, unless the last request is too recent: then its result is returned.
    async fn fetch(&self, provider: &Provider) -> Result<(), Cause> {
        let mut last_fetch = provider.last_fetch.lock().await;
        if let Some(last) = &*last_fetch {
            if last.at.elapsed() < provider.at_most_every {
                return if last.succeeded {
                    Ok(())
                } else {
                    Err("the keys could not be fetched".into())
                };
            }
        }
        // If this future is dropped while it waits, the request has failed.
        *last_fetch = Some(LastFetch {
            at: Instant::now(),
            succeeded: false,
        });
        let jwks = timeout(FETCH_TIME, (provider.fetch)()).await??;
        self.replace(&jwks)?;
        *last_fetch = Some(LastFetch {
            at: Instant::now(),
            succeeded: true,
        });
        Ok(())
    }

    fn set_current(&self, set: KeySet) {
        let current = Current::new(set);
        *self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner) = current;
    }

    fn with(set: KeySet, provider: Option<Provider>) -> Self {
        Self(Arc::new(Shared {
            current: RwLock::new(Current::new(set)),
            provider,
        }))
    }
}

impl Current {
    fn new(set: KeySet) -> Self {
        Self {
            set: Arc::new(set),
            expires_at: Instant::now() + KEEP_TIME,
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = self
            .0
            .current
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("Keys")
            .field("count", &current.set.len())
            .finish_non_exhaustive()
    }
}

/// The time limit of a request to a provider, and the minimum time between attempts to renew keys.
const FETCH_TIME: Duration = Duration::from_secs(10);

/// The time after which keys are renewed, so that withdrawn ones are no longer used.
const KEEP_TIME: Duration = Duration::from_secs(60 * 60);
