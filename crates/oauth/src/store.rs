//! Where tokens are kept beyond the life of the program.

use graphwright_client::Secret;
use std::error::Error as StdError;
use std::future::ready;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

/// Keeps the tokens of one account: a file, a keychain, a row in a database.
///
/// What is kept is one text, which is a secret: it has the refresh token in it. Nothing but this crate
/// needs to understand it, and one that it cannot read counts as none. It is loaded before each
/// renewal, so that several programs can share a store: who finds a token that another one renewed
/// uses that. It is saved after each renewal, before the new token is used.
pub trait TokenStore: Send + Sync + 'static {
    /// What was saved last.
    fn load(&self) -> StoreFuture<'_, Option<Secret<String>>>;

    /// Puts it in the place of what is there.
    fn save<'a>(&'a self, tokens: &'a Secret<String>) -> StoreFuture<'a, ()>;
}

/// What the methods of [`TokenStore`] return.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Why tokens could not be kept. It is shown to people: it must hold no secret.
pub type StoreError = Box<dyn StdError + Send + Sync>;

/// Keeps tokens as long as it lives: for tests, and for several clients of one account.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Secret<String>>>);

impl MemoryStore {
    /// An empty one.
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
