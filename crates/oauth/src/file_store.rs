//! Tokens in a file that only its owner can read.

use crate::store::{StoreFuture, TokenStore};
use graphwright_client::Secret;
use std::fs::{self, OpenOptions};
use std::future::ready;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Keeps the tokens of one account in a file.
///
/// On Unix the file is readable by its owner alone; elsewhere it has the rights of its folder. The
/// tokens in it are not encrypted: where the system has a keychain, a [`TokenStore`] over that is
/// better. It is replaced as a whole, so that it never holds half of what was saved.
#[derive(Clone, Debug)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// In this file, whose folder must be there.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn read(&self) -> io::Result<Option<Secret<String>>> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn replace(&self, text: &str) -> io::Result<()> {
        let beside = self.beside();
        let written = write_new(&beside, text).and_then(|()| fs::rename(&beside, &self.path));
        if written.is_err() {
            // What is wrong is in `written`; the rest of the new file is of no use to anyone.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    /// A file of its own for each save, of this program and of others.
    fn beside(&self) -> PathBuf {
        static SAVES: AtomicU32 = AtomicU32::new(0);
        let save = SAVES.fetch_add(1, Ordering::Relaxed);
        let mut name = self.path.as_os_str().to_owned();
        name.push(format!(".{}-{save}.new", std::process::id()));
        name.into()
    }
}

impl TokenStore for FileStore {
    fn load(&self) -> StoreFuture<'_, Option<Secret<String>>> {
        Box::pin(ready(self.read().map_err(Into::into)))
    }

    fn save<'a>(&'a self, tokens: &'a Secret<String>) -> StoreFuture<'a, ()> {
        Box::pin(ready(self.replace(tokens.expose()).map_err(Into::into)))
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
