//! A store in a file that only its owner can read.

use crate::store::{StoreFuture, TokenStore};
use graphwright_client::Secret;
use std::fs::{self, OpenOptions};
use std::future::ready;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Keeps the tokens of one account in a file.
///
/// On Unix the file is readable by its owner alone; elsewhere it has the permissions of its folder. The
/// tokens are not encrypted: if the system has a keychain, a [`TokenStore`] over that is better. The
/// file is replaced as a whole, so that it is never half written.
#[derive(Clone, Debug)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// A store in this file, whose folder must exist.
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
        let new = self.new_path();
        let written = write_new(&new, text).and_then(|()| fs::rename(&new, &self.path));
        if written.is_err() {
            // The error is in `written`; the incomplete file is of no use.
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// The path of the new file, unique to each save of this program and of others.
    fn new_path(&self) -> PathBuf {
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
