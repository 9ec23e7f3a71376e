//! The output folder and the changes to it.

use super::difference::Difference;
use super::manifest::{self, Manifest};
use super::members;
use super::write::{self, Failure, Written};
use crate::codes;
use crate::message::Message;
use camino::{Utf8Path, Utf8PathBuf};
use graphwright_emit::FileSet;
use rayon::prelude::*;
use std::borrow::Cow;
use std::io;

/// The relation of the output to Cargo's workspaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// The output is a workspace, with a manifest at its root.
    OwnWorkspace,
    /// The generated crates are members of a workspace around them.
    Members,
}

/// The output folder before the run.
#[derive(Debug)]
pub struct Folder {
    dir: Utf8PathBuf,
    manifest: Manifest,
}

impl Folder {
    /// Opens a folder, which need not exist yet; refuses one that this tool did not write,
    /// and a workspace inside of another.
    pub fn open(dir: &Utf8Path, placement: Placement) -> Result<Self, Message> {
        if placement == Placement::OwnWorkspace
            && let Some(member) = members::enclosing(dir)
        {
            return Err(member_error(dir, &member));
        }
        let manifest = match dir.metadata() {
            Ok(metadata) if !metadata.is_dir() => {
                return Err(
                    Message::error(codes::OUTPUT_FOREIGN, "the output is not a folder").path(dir),
                );
            }
            Ok(_) => Manifest::read(dir).map_err(|error| read_error(dir, &error))?,
            // An error to create it is reported then.
            Err(_) => Some(Manifest::default()),
        };
        let Some(manifest) = manifest else {
            let message = Message::error(
                codes::OUTPUT_FOREIGN,
                "the output folder has files that this tool did not write",
            );
            let help = format!(
                "name an empty or a new folder: this one has no `{}`",
                manifest::NAME
            );
            return Err(message.path(dir).help(help));
        };
        Ok(Self {
            dir: dir.to_owned(),
            manifest,
        })
    }

    /// Compares the folder with the files that it should have; returns the differences by path.
    pub fn compare<'a>(&self, files: &'a FileSet) -> io::Result<Vec<Difference<'a>>> {
        let differences = files.par_iter().map(|(path, new)| {
            let old = read(&self.dir.join(path))?;
            let differs = old.as_deref() != Some(new.as_bytes());
            let new = Some(Cow::from(new.as_str()));
            Ok(differs.then(|| self.difference(path, old, new)))
        });
        let differences: io::Result<Vec<_>> = differences.collect();
        let mut differences: Vec<_> = differences?.into_iter().flatten().collect();
        for path in self
            .manifest
            .paths()
            .filter(|path| !files.contains_key(*path))
        {
            if let Some(old) = read(&self.dir.join(path))? {
                differences.push(self.difference(path, Some(old), None));
            }
        }
        let manifest = Manifest::from_files(files).to_text();
        let old = read(&self.dir.join(manifest::NAME))?;
        if old.as_deref() != Some(manifest.as_bytes()) {
            differences.push(Difference {
                path: manifest::NAME.to_owned(),
                old,
                new: Some(manifest.into()),
                edited: false,
            });
        }
        Ok(differences)
    }

    /// Writes the differences. An edited file that is no longer generated stays.
    pub fn write(&self, differences: &[Difference<'_>]) -> Result<Written, Failure> {
        write::apply(&self.dir, differences)
    }

    /// The folder.
    pub fn dir(&self) -> &Utf8Path {
        &self.dir
    }

    /// The path of a file, for messages.
    pub fn file(&self, path: &str) -> Utf8PathBuf {
        self.dir.join(path)
    }

    fn difference<'a>(
        &self,
        path: &str,
        old: Option<Vec<u8>>,
        new: Option<Cow<'a, str>>,
    ) -> Difference<'a> {
        let edited = old
            .as_ref()
            .is_some_and(|old| !self.manifest.has_written(path, old));
        Difference {
            path: path.to_owned(),
            old,
            new,
            edited,
        }
    }
}

/// The bytes of a file; `None` if there is none.
fn read(path: &Utf8Path) -> io::Result<Option<Vec<u8>>> {
    match fs_err::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        // A file in place of a folder, or the reverse: there is no such file, and writing it will fail.
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory => Ok(None),
            _ => Err(error),
        },
    }
}

fn member_error(dir: &Utf8Path, member: &members::Member) -> Message {
    let text = format!(
        "`{dir}` matches the members of the workspace `{}`",
        member.manifest
    );
    let help = format!(
        "its `members` include `{}`: name another folder, or `exclude` this one there",
        member.pattern
    );
    Message::error(codes::OUTPUT_IN_WORKSPACE, text)
        .path(dir)
        .help(help)
}

fn read_error(dir: &Utf8Path, error: &io::Error) -> Message {
    Message::error(
        codes::OUTPUT_FOREIGN,
        format!("the output folder cannot be read: {error}"),
    )
    .path(dir)
}
