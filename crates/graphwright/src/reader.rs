//! Reading the inputs of a run, and keeping their texts for messages.

use crate::files::{Files, ReadError};
use camino::{Utf8Path, Utf8PathBuf};
use graphwright_source::fixup::Fixup;
use graphwright_source::openapi::{self, Refusal};
use graphwright_source::{Code, Diagnostic, FileId, Limits, Origin, SourceMap};

/// Reads the inputs of a run.
pub struct InputReader<'a> {
    files: &'a dyn Files,
    /// Every text that was read.
    pub map: SourceMap,
    /// What an input may cost.
    pub limits: Limits,
}

impl<'a> InputReader<'a> {
    /// No inputs yet.
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            map: SourceMap::new(),
            limits: Limits::default(),
        }
    }

    /// Reads a file.
    pub fn open(&mut self, path: &Utf8Path) -> Result<FileId, Diagnostic> {
        match self.files.read(path, self.limits.bytes) {
            Ok(text) => Ok(self.map.add(path.as_str(), text)),
            Err(error) => Err(self.refuse(path, error)),
        }
    }

    /// Reads the document that was opened as `file` and the files below the root that it refers to.
    pub fn document(&mut self, file: FileId, root: &InputRoot, fixups: &[Fixup]) -> openapi::Read {
        let limits = self.limits;
        let mut root = Root { reader: self, root };
        openapi::read_below(&mut root, file, fixups, &limits)
    }

    /// The root that is asked for, or by default the folder that the program runs in, where the
    /// document is below it, and else its own. `None` where it is not below the one asked for.
    pub fn root(&self, document: &Utf8Path, wanted: Option<&Utf8Path>) -> Option<InputRoot> {
        let folder = document.parent().unwrap_or(Utf8Path::new(""));
        let own = InputRoot {
            folder: folder.to_owned(),
            document: document.file_name().unwrap_or_default().to_owned(),
        };
        // One that is not there is told when it is read.
        if !self.files.exists(document) {
            return Some(own);
        }
        let root = wanted.unwrap_or(Utf8Path::new(""));
        match self.files.way_down(root, folder) {
            Some(way) => Some(InputRoot::above(root, &way, &own)),
            None => wanted.is_none().then_some(own),
        }
    }

    /// The files below the folder at `path`, relative to it; `None` where there is no folder.
    pub fn list(&self, path: &Utf8Path) -> Option<Vec<String>> {
        self.files.list(path)
    }

    /// A place for a folder that holds nothing of use.
    pub fn empty(&mut self, path: &Utf8Path, message: String) -> Diagnostic {
        let file = self.map.add(path.as_str(), String::new());
        Diagnostic::new(Code::INPUT_EMPTY, message).at(Origin::file(file))
    }

    /// Whether there is a file or a folder at `path`.
    pub fn exists(&self, path: &Utf8Path) -> bool {
        self.files.exists(path)
    }

    /// A file that cannot be read has a place nevertheless: its path, and what could be read of it.
    fn refuse(&mut self, path: &Utf8Path, error: ReadError) -> Diagnostic {
        let message = format!("cannot read `{path}`: {error}");
        let (code, text) = match error {
            ReadError::NotUtf8(before) => (Code::INPUT_ENCODING, before),
            ReadError::TooLarge => (Code::INPUT_TOO_LARGE, String::new()),
            ReadError::Missing | ReadError::Folder | ReadError::Link | ReadError::System(_) => {
                (Code::INPUT_UNREADABLE, String::new())
            }
        };
        let end = text.len();
        let file = self.map.add(path.as_str(), text);
        let origin = if end > 0 {
            Origin::span(file, end, end)
        } else {
            Origin::file(file)
        };
        Diagnostic::new(code, message).at(origin)
    }
}

/// The folder that the files of a document are in: none outside of it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRoot {
    /// The folder.
    folder: Utf8PathBuf,
    /// The document, relative to it.
    document: String,
}

impl InputRoot {
    /// A root and the way from it to the document's own folder. The root is named as the document
    /// is where that can be, so that its files are shown as people know them.
    fn above(root: &Utf8Path, way: &Utf8Path, own: &Self) -> Self {
        let folder = own.folder.as_str();
        let above = folder
            .strip_suffix(way.as_str())
            .filter(|above| way.as_str().is_empty() || above.is_empty() || above.ends_with('/'));
        let mut parts: Vec<&str> = way.components().map(|part| part.as_str()).collect();
        parts.push(&own.document);
        Self {
            document: parts.join("/"),
            folder: above.map_or_else(|| root.to_owned(), Utf8PathBuf::from),
        }
    }
}

/// The root of a document, for reading what the document refers to.
struct Root<'s, 'a> {
    reader: &'s mut InputReader<'a>,
    root: &'s InputRoot,
}

impl openapi::Root for Root<'_, '_> {
    fn map(&self) -> &SourceMap {
        &self.reader.map
    }

    fn document(&self) -> String {
        self.root.document.clone()
    }

    fn open(&mut self, path: &str, limit: usize) -> Result<FileId, Refusal> {
        let (folder, path) = (&self.root.folder, Utf8Path::new(path));
        match self.reader.files.read_below(folder, path, limit) {
            Ok(text) => Ok(self.reader.map.add(folder.join(path), text)),
            Err(ReadError::Missing) => Err(Refusal::Missing),
            Err(ReadError::Link) => Err(Refusal::Outside(
                "a symbolic link, which is never followed".to_owned(),
            )),
            Err(error) => {
                let code = match error {
                    ReadError::NotUtf8(_) => Code::INPUT_ENCODING,
                    ReadError::TooLarge => Code::INPUT_TOO_LARGE,
                    _ => Code::INPUT_UNREADABLE,
                };
                let message = error.to_string();
                Err(Refusal::Unreadable { code, message })
            }
        }
    }
}
