//! The seeds of inputs: the project's own specification, the documents of its tests, and a folder of others.

use anyhow::Result;
use fs_err as fs;
use std::path::{Path, PathBuf};

/// The largest document that is read from a folder, in bytes: larger ones take more time than they are worth.
const MAX_BYTES: u64 = 64 * 1024;

/// The number of documents that are read from a folder, spread evenly over it.
const MAX_DOCUMENTS: usize = 200;

/// The folders that seeds are read from.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'a> {
    /// The checkout.
    pub root: &'a Path,
    /// A folder of documents.
    pub corpus: Option<&'a Path>,
}

impl Folders<'_> {
    /// Reads OpenAPI documents.
    pub fn documents(&self) -> Result<Vec<String>> {
        let mut texts = self.files(&["spec", "crates/lower/tests/it/cases"], &["yaml"])?;
        if let Some(corpus) = self.corpus {
            let mut paths = Vec::new();
            collect_paths(corpus, &["yaml", "yml", "json"], &mut paths)?;
            paths.retain(|path| fs::metadata(path).is_ok_and(|file| file.len() <= MAX_BYTES));
            let step = paths.len().div_ceil(MAX_DOCUMENTS).max(1);
            for path in paths.iter().step_by(step) {
                // A file that is not text is skipped; other tests show that it is refused.
                texts.extend(fs::read_to_string(path).ok());
            }
        }
        Ok(texts)
    }

    /// Reads the files of folders of the checkout, in the order of their paths.
    pub fn files(&self, folders: &[&str], extensions: &[&str]) -> Result<Vec<String>> {
        let mut paths = Vec::new();
        for folder in folders {
            collect_paths(&self.root.join(folder), extensions, &mut paths)?;
        }
        let texts = paths.iter().map(fs::read_to_string);
        Ok(texts.collect::<Result<_, _>>()?)
    }

    /// Reads a file of the checkout.
    pub fn file(&self, path: &str) -> Result<String> {
        Ok(fs::read_to_string(self.root.join(path))?)
    }
}

/// Collects the files below a folder, in the order of their paths. Links are not followed.
fn collect_paths(folder: &Path, extensions: &[&str], paths: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        let extension = path.extension().unwrap_or_default();
        if kind.is_dir() {
            collect_paths(&path, extensions, paths)?;
        } else if kind.is_file() && extensions.iter().any(|known| extension == *known) {
            paths.push(path);
        }
    }
    Ok(())
}
