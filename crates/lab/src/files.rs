//! Folders and paths of files.

use anyhow::{Result, anyhow};
use camino::Utf8PathBuf;
use fs_err as fs;
use std::path::Path;

/// Removes a folder with everything in it, if it exists.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Returns a path as UTF-8, as the generator takes paths.
pub(crate) fn to_utf8(path: &Path) -> Result<Utf8PathBuf> {
    Utf8PathBuf::from_path_buf(path.to_owned())
        .map_err(|path| anyhow!("{} is not UTF-8", path.display()))
}
