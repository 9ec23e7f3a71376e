//! Stores, which keep tokens when the program has ended.

use graphwright_client::Secret;
use std::error::Error as StdError;
use std::future::ready;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

/// Keeps the tokens of one account: a file, a keychain, a row in a database.
///
/// The tokens are one text, which is a secret, since it contains the refresh token. Only this crate
/// needs to understand it; a text that it cannot read counts as none. It is loaded before each renewal,
/// so that several programs can share a store and use the tokens that another one has renewed. It is
/// saved after each renewal, before the new access token is used.
pub trait TokenStore: Send + Sync + 'static {
    /// Loads the text that was saved last, if there is one.
    fn load(&self) -> StoreFuture<'_, Option<Secret<String>>>;

    /// Saves a text in place of the last one.
    fn save<'a>(&'a self, tokens: &'a Secret<String>) -> StoreFuture<'a, ()>;
}

/// The future that the methods of [`TokenStore`] return.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The reason why tokens could not be loaded or saved. It is shown to people, so it must hold no secret.
pub type StoreError = Box<dyn StdError + Send + Sync>;

/// A store in memory, for tests and for several clients of one account.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Secret<String>>>);

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> StoreFuture<'_, Option<Secret<String>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(Ok(kept.clone())))
    }

    fn save<'a>(&'a self, tokens: &'a Secret<String>) -> StoreFuture<'a, ()> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some(tokens.clone());
        Box::pin(ready(Ok(())))
    }
}

impl<T: TokenStore + ?Sized> TokenStore for std::sync::Arc<T> {
    fn load(&self) -> StoreFuture<'_, Option<Secret<String>>> {
        (**self).load()
    }

    fn save<'a>(&'a self, tokens: &'a Secret<String>) -> StoreFuture<'a, ()> {
        (**self).save(tokens)
    }
}
