//! Atomic changes to the folder: all new texts are written to temporary files next to their places first, and then
//! renamed.

use super::difference::Difference;
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use std::io::{self, Write};

/// The numbers of changed files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were written, except the manifest.
    pub written: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// A file that could not be written, and the reason.
#[derive(Debug)]
pub struct Failure {
    /// The file or folder.
    pub path: Utf8PathBuf,
    /// The error of the system.
    pub error: io::Error,
}

/// Writes every difference.
pub(super) fn apply(dir: &Utf8Path, differences: &[Difference<'_>]) -> Result<Written, Failure> {
    let mut staged = Staged::default();
    let mut texts = Vec::new();
    for difference in differences {
        if let Some(text) = &difference.new {
            staged.prepare(dir, &difference.path)?;
            texts.push(&**text);
        }
    }
    staged.write(&texts)?;
    staged.take_place()?;
    let removed = remove(dir, differences)?;
    let written = differences
        .iter()
        .filter(|difference| difference.new.is_some());
    let written = written
        .filter(|difference| difference.path != super::manifest::NAME)
        .count();
    Ok(Written { written, removed })
}

/// Temporary files that are not renamed yet. Dropping it removes everything that it created.
#[derive(Default)]
struct Staged {
    files: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    folders: Vec<Utf8PathBuf>,
}

impl Staged {
    /// Creates the folder of a file, and checks its place.
    fn prepare(&mut self, dir: &Utf8Path, path: &str) -> Result<(), Failure> {
        let place = dir.join(path);
        let parent = place.parent().unwrap_or(dir).to_owned();
        self.make_folder(dir, &parent)?;
        if place.is_dir() {
            let error = io::Error::new(
                io::ErrorKind::IsADirectory,
                "there is a folder in place of a file",
            );
            return Err(Failure { path: place, error });
        }
        let name = place.file_name().unwrap_or_default();
        let beside = parent.join(format!(".{name}.graphwright-new"));
        self.files.push((beside, place));
        Ok(())
    }

    /// Writes every temporary file, in parallel, since most of the time is spent in the system.
    fn write(&self, texts: &[&str]) -> Result<(), Failure> {
        let files = self.files.par_iter().zip(texts);
        files.try_for_each(|((beside, _), text)| {
            write_anew(beside, text).map_err(|error| Failure {
                path: beside.clone(),
                error,
            })
        })
    }

    /// Creates a folder and its ancestors, none of which may lead out of the output folder.
    fn make_folder(&mut self, dir: &Utf8Path, folder: &Utf8Path) -> Result<(), Failure> {
        if let Some(link) = folder
            .ancestors()
            .take_while(|above| *above != dir)
            .find(|above| above.is_symlink())
        {
            let error = io::Error::other("a symbolic link could lead out of the output folder");
            return Err(Failure {
                path: link.to_owned(),
                error,
            });
        }
        let missing = folder
            .ancestors()
            .take_while(|above| !above.as_str().is_empty() && !above.is_dir());
        let missing: Vec<&Utf8Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            fs_err::create_dir(folder).map_err(|error| Failure {
                path: folder.to_owned(),
                error,
            })?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    fn take_place(mut self) -> Result<(), Failure> {
        let files = std::mem::take(&mut self.files);
        for (at, (beside, place)) in files.iter().enumerate() {
            if let Err(error) = fs_err::rename(beside, place) {
                self.files = files[at..].to_vec();
                return Err(Failure {
                    path: place.clone(),
                    error,
                });
            }
        }
        self.folders.clear();
        Ok(())
    }
}

/// Writes a new file; removes the remains of an interrupted run, or a link, in its place first.
fn write_anew(path: &Utf8Path, text: &str) -> io::Result<()> {
    match fs_err::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs_err::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(text.as_bytes())
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Best effort: the original failure is reported.
        for (beside, _) in &self.files {
            let _ = fs_err::remove_file(beside);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs_err::remove_dir(folder);
        }
    }
}

/// Removes files that are no longer generated, and folders that become empty.
fn remove(dir: &Utf8Path, differences: &[Difference<'_>]) -> Result<usize, Failure> {
    let mut removed = 0;
    for difference in differences
        .iter()
        .filter(|difference| difference.new.is_none() && !difference.edited)
    {
        let path = dir.join(&difference.path);
        fs_err::remove_file(&path).map_err(|error| Failure {
            path: path.clone(),
            error,
        })?;
        removed += 1;
        // The first folder that is not empty ends it.
        path.ancestors()
            .skip(1)
            .take_while(|above| *above != dir && fs_err::remove_dir(above).is_ok())
            .for_each(drop);
    }
    Ok(removed)
}
