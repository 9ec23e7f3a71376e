//! The keys that are in use now, and how others come in their place.

use super::jwk::{KeysError, Set};
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
/// A clone shares them, so that a service keeps one to [`replace`](Self::replace) them while an
/// authoriser uses the other. Keys that sign by other algorithms than HS256, RS256 and ES256, that
/// are there for something else or that are too short are left out. `Debug` shows how many there are.
#[derive(Clone)]
pub struct Keys(Arc<Shared>);

struct Shared {
    current: RwLock<Current>,
    provider: Option<Provider>,
}

struct Current {
    set: Arc<Set>,
    /// When they are old; asked only where there is a provider.
    old_at: Instant,
}

/// Where other keys come from.
struct Provider {
    fetch: Box<dyn Fn() -> Fetching + Send + Sync>,
    at_most_every: Duration,
    /// When it was asked, and whether that went well. Locked while it is asked.
    asked: Mutex<Option<(Instant, bool)>>,
}

type Fetching = Pin<Box<dyn Future<Output = Result<Value, Cause>> + Send>>;
type Cause = Box<dyn Error + Send + Sync>;

impl Keys {
    /// These keys, until they are replaced.
    pub fn new(jwks: &Value) -> Result<Self, KeysError> {
        Ok(Self::with(Set::parse(jwks)?, None))
    }

    /// Keys that are fetched, for example from the `jwks_uri` of a provider: at the first token, when
    /// a token names a key that is not among them, and when they are an hour old. Whatever tokens
    /// come, it is not asked again within `at_most_every`, and an answer is waited for 10 seconds.
    ///
    /// Where it fails, the keys stay that are known. Tokens by other keys are answered 503.
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
            asked: Mutex::new(None),
        };
        Self::with(Set::default(), Some(provider))
    }

    /// Uses these keys from now on, and none of those before. Where they cannot be used, nothing is
    /// replaced.
    pub fn replace(&self, jwks: &Value) -> Result<(), KeysError> {
        let set = Set::parse(jwks)?;
        self.put(set);
        Ok(())
    }

    /// The keys among which those for a token are.
    ///
    /// Fails with [`Refusal::Invalid`] where there is none for it, and with
    /// [`Refusal::Unavailable`] where that cannot be known now.
    pub(super) async fn set_for(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<Arc<Set>, Refusal> {
        let fits = |set: &Set| set.fitting(id, algorithm).next().is_some();
        let set = self.current();
        if fits(&set) {
            return Ok(set);
        }
        let provider = self.0.provider.as_ref().ok_or(Refusal::Invalid)?;
        let asked = self.ask(provider).await;
        let set = self.current();
        if fits(&set) {
            return Ok(set);
        }
        Err(asked.map_or_else(Refusal::Unavailable, |()| Refusal::Invalid))
    }

    /// The keys as they are. Where they are old, others are fetched for the tokens after this one.
    fn current(&self) -> Arc<Set> {
        let (set, is_old) = {
            let current = self
                .0
                .current
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            let is_old = self.0.provider.is_some() && current.old_at <= Instant::now();
            (Arc::clone(&current.set), is_old)
        };
        if is_old && self.takes_turn() {
            let keys = self.clone();
            tokio::spawn(async move { keys.renew().await });
        }
        set
    }

    /// Whether it falls to this caller to fetch keys for old ones.
    fn takes_turn(&self) -> bool {
        let mut current = self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let is_old = current.old_at <= now;
        if is_old {
            current.old_at = now + FETCH_TIME;
        }
        is_old
    }

    async fn renew(&self) {
        if let Some(provider) = &self.0.provider {
            if self.ask(provider).await.is_err() {
                tracing::warn!("the keys of tokens could not be renewed");
            }
        }
    }

    /// Asks a provider for keys, unless it was asked just now: then its last answer counts.
    async fn ask(&self, provider: &Provider) -> Result<(), Cause> {
        let mut asked = provider.asked.lock().await;
        if let Some((at, well)) = *asked {
            if at.elapsed() < provider.at_most_every {
                return if well {
                    Ok(())
                } else {
                    Err("the keys could not be fetched".into())
                };
            }
        }
        // Should this be dropped while it waits, it did not go well.
        *asked = Some((Instant::now(), false));
        let jwks = timeout(FETCH_TIME, (provider.fetch)()).await??;
        self.replace(&jwks)?;
        *asked = Some((Instant::now(), true));
        Ok(())
    }

    fn put(&self, set: Set) {
        let current = Current::new(set);
        *self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner) = current;
    }

    fn with(set: Set, provider: Option<Provider>) -> Self {
        Self(Arc::new(Shared {
            current: RwLock::new(Current::new(set)),
            provider,
        }))
    }
}

impl Current {
    fn new(set: Set) -> Self {
        Self {
            set: Arc::new(set),
            old_at: Instant::now() + KEEP_TIME,
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

/// How long an answer of a provider is waited for, and how long at least until the next try to renew.
const FETCH_TIME: Duration = Duration::from_secs(10);

/// After how long keys are fetched again, so that those that were withdrawn are given up.
const KEEP_TIME: Duration = Duration::from_secs(60 * 60);
