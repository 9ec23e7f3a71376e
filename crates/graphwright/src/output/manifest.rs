//! `.graphwright.json`: the files that this tool wrote into a folder, with their hashes.

use crate::paths;
use camino::Utf8Path;
use graphwright_emit::FileSet;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

/// Its name in the output folder.
pub(super) const NAME: &str = ".graphwright.json";

/// Path to SHA-256, in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeMap<String, String>);

impl Manifest {
    /// Reads the manifest of an existing folder: an empty one for an empty folder, `None` for a folder with other
    /// files.
    ///
    /// An invalid manifest (for example after a merge) lists nothing: then nothing is removed, and every file that is
    /// overwritten is reported as edited.
    pub(super) fn read(dir: &Utf8Path) -> io::Result<Option<Self>> {
        match fs_err::read(dir.join(NAME)) {
            Ok(bytes) => {
                let mut files: BTreeMap<String, String> =
                    serde_json::from_slice(&bytes).unwrap_or_default();
                // Its files may be removed, so none may be outside of the folder.
                files.retain(|path, _| paths::stays_below(path));
                Ok(Some(Self(files)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let empty = fs_err::read_dir(dir)?.next().is_none();
                Ok(empty.then(Self::default))
            }
            Err(error) => Err(error),
        }
    }

    /// The manifest of a folder that has exactly these files.
    pub(super) fn from_files(files: &FileSet) -> Self {
        Self(
            files
                .par_iter()
                .map(|(path, text)| (path.clone(), hash(text.as_bytes())))
                .collect(),
        )
    }

    /// The files, by their paths in the folder.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Returns whether this tool wrote these bytes to that path.
    pub(super) fn has_written(&self, path: &str, bytes: &[u8]) -> bool {
        self.0.get(path).is_some_and(|wrote| *wrote == hash(bytes))
    }

    /// The manifest as JSON, with a line per file.
    pub(super) fn to_text(&self) -> String {
        let object: serde_json::Map<_, _> = self
            .0
            .iter()
            .map(|(path, hash)| (path.clone(), hash.as_str().into()))
            .collect();
        format!("{:#}\n", serde_json::Value::Object(object))
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
