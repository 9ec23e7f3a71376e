//! What inputs are made from: the project's own specification, the documents of its tests, and a
//! folder of others.

use anyhow::Result;
use fs_err as fs;
use std::path::{Path, PathBuf};

/// The largest document that is taken from a folder, in bytes: larger ones cost more than they show.
const LARGEST: u64 = 64 * 1024;

/// How many documents are taken from a folder, evenly over it.
const MOST: usize = 200;

/// Where seeds are.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'a> {
    /// The checkout.
    pub root: &'a Path,
    /// A folder of documents.
    pub corpus: Option<&'a Path>,
}

impl Folders<'_> {
    /// OpenAPI documents.
    pub fn documents(&self) -> Result<Vec<String>> {
        let mut texts = self.files(&["spec", "crates/lower/tests/cases"], &["yaml"])?;
        if let Some(corpus) = self.corpus {
            let mut paths = Vec::new();
            walk(corpus, &["yaml", "yml", "json"], &mut paths)?;
            paths.retain(|path| fs::metadata(path).is_ok_and(|file| file.len() <= LARGEST));
            let step = paths.len().div_ceil(MOST).max(1);
            for path in paths.iter().step_by(step) {
                // What is no text is no seed; that it is refused is tested elsewhere.
                texts.extend(fs::read_to_string(path).ok());
            }
        }
        Ok(texts)
    }

    /// The files of folders of the checkout, by path.
    pub fn files(&self, folders: &[&str], extensions: &[&str]) -> Result<Vec<String>> {
        let mut paths = Vec::new();
        for folder in folders {
            walk(&self.root.join(folder), extensions, &mut paths)?;
        }
        let texts = paths.iter().map(fs::read_to_string);
        Ok(texts.collect::<Result<_, _>>()?)
    }

    /// A file of the checkout.
    pub fn file(&self, path: &str) -> Result<String> {
        Ok(fs::read_to_string(self.root.join(path))?)
    }
}

/// The files below a folder, by path. Links are not followed.
fn walk(folder: &Path, extensions: &[&str], paths: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        let extension = path.extension().unwrap_or_default();
        if kind.is_dir() {
            walk(&path, extensions, paths)?;
        } else if kind.is_file() && extensions.iter().any(|known| extension == *known) {
            paths.push(path);
        }
    }
    Ok(())
}
