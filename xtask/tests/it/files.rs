//! The files of the checkout that rules are about.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::canonicalize(root).expect("the checkout")
}

/// A file with its path from the root.
#[derive(Clone)]
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

/// The files with an extension in a folder that need not be there.
pub(crate) fn below_if_any(folder: &str, extension: &str) -> Vec<File> {
    if root().join(folder).is_dir() {
        below(&[folder], extension)
    } else {
        Vec::new()
    }
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

/// The folders of the packages that are written by hand.
pub(crate) fn packages() -> Vec<String> {
    let crates = fs::read_dir(root().join("crates")).expect("a folder");
    let crates = crates.map(|entry| entry.expect("an entry").file_name());
    let mut packages: Vec<String> = crates
        .map(|name| format!("crates/{}", name.to_string_lossy()))
        .filter(|package| root().join(package).join("Cargo.toml").exists())
        .collect();
    packages.push("xtask".to_owned());
    packages.sort();
    packages
}
