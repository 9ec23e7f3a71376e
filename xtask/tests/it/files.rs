//! The files of the checkout that rules are about.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::canonicalize(root).expect("the checkout")
}

/// A file with its path from the root.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The files with an extension below folders of the checkout, by path. Build output is left out.
pub(crate) fn below(folders: &[&str], extension: &str) -> Vec<File> {
    let root = root();
    let mut paths = Vec::new();
    for folder in folders {
        walk(&root.join(folder), extension, &mut paths);
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let short = path.strip_prefix(&root).expect("below the root");
        File {
            path: short.to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(path).expect("text"),
        }
    };
    paths.iter().map(read).collect()
}

fn walk(folder: &Path, extension: &str, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = entry.path();
        if entry.file_type().expect("a kind").is_dir() {
            if path.file_name().is_none_or(|name| name != "target") {
                walk(&path, extension, paths);
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
}
