//! The paths of a run's inputs, and their names in headers.

use crate::args::CodegenArgs;
use crate::config::{self, Located};
use crate::paths;
use crate::reader::{InputReader, InputRoot};
use camino::{Utf8Path, Utf8PathBuf};

/// The inputs of a run.
#[derive(Clone, Debug)]
pub struct InputPaths {
    /// The document.
    pub openapi: InputPath,
    /// The root of its files.
    pub root: InputRoot,
    /// The fixups.
    pub fixups: Option<InputPath>,
    /// The entity documents, files or folders.
    pub entities: Vec<InputPath>,
    /// The policies, files or folders.
    pub policies: Vec<InputPath>,
    /// The concept pages that they are checked against, files or folders.
    pub concepts: Vec<InputPath>,
}

/// A file or folder that is read.
#[derive(Clone, Debug)]
pub struct InputPath {
    /// The path on disk.
    pub path: Utf8PathBuf,
    /// The name in headers: as in the configuration, and never an absolute path.
    pub name: String,
}

impl InputPaths {
    pub(crate) fn new(
        args: &CodegenArgs,
        api: &config::Api,
        base: &Utf8Path,
        (openapi, root): (Utf8PathBuf, InputRoot),
        reader: &InputReader<'_>,
    ) -> Self {
        let name = match (&args.openapi, &api.openapi) {
            (None, Some(key)) => key.clone(),
            _ => openapi.file_name().unwrap_or_default().to_owned(),
        };
        let of_flags = args.entities.iter().map(|path| InputPath {
            path: path.clone(),
            name: name_of_flag(path, reader),
        });
        Self {
            openapi: InputPath {
                path: openapi,
                name,
            },
            root,
            fixups: api.fixups.as_ref().map(|name| configured(name, base)),
            entities: all_configured(&api.entities, base)
                .chain(of_flags)
                .collect(),
            policies: all_configured(&api.policies, base).collect(),
            concepts: all_configured(&api.concepts, base).collect(),
        }
    }
}

/// The name in headers of a path on the command line. It does not reveal folders of this machine: a file has its own
/// name, and one in a folder its path below the folder.
fn name_of_flag(path: &Utf8Path, reader: &InputReader<'_>) -> String {
    match reader.list(path) {
        Some(_) => String::new(),
        None => path.file_name().unwrap_or_default().to_owned(),
    }
}

fn all_configured(paths: &[Located], base: &Utf8Path) -> impl Iterator<Item = InputPath> {
    paths.iter().map(|path| configured(&path.text, base))
}

fn configured(name: &str, base: &Utf8Path) -> InputPath {
    InputPath {
        path: paths::join(base, name),
        name: name.to_owned(),
    }
}
