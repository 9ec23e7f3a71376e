//! The inputs of a run: where they are read from, and their texts, for showing what is wrong.

use crate::files::{Files, ReadError};
use camino::Utf8Path;
use graphwright_source::fixup::Fixup;
use graphwright_source::openapi::{self, Refusal};
use graphwright_source::{Code, Diagnostic, FileId, Limits, Origin, SourceMap};

/// The inputs of a run.
pub struct Sources<'a> {
    files: &'a dyn Files,
    /// Every text that was read.
    pub map: SourceMap,
    /// What an input may cost.
    pub limits: Limits,
}

impl<'a> Sources<'a> {
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

    /// Reads the document that was opened as `file` and the files in its folder that it refers to.
    pub fn document(&mut self, file: FileId, fixups: &[Fixup]) -> openapi::Read {
        let (document, limits) = (self.map.path(file).to_owned(), self.limits);
        let document = Utf8Path::new(&document);
        let mut root = Root {
            sources: self,
            document,
        };
        openapi::read_below(&mut root, file, fixups, &limits)
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

/// The folder of a document, for reading what the document refers to.
struct Root<'s, 'a> {
    sources: &'s mut Sources<'a>,
    document: &'s Utf8Path,
}

impl openapi::Root for Root<'_, '_> {
    fn map(&self) -> &SourceMap {
        &self.sources.map
    }

    fn document(&self) -> String {
        self.document.file_name().unwrap_or_default().to_owned()
    }

    fn open(&mut self, path: &str, limit: usize) -> Result<FileId, Refusal> {
        let folder = self.document.parent().unwrap_or(Utf8Path::new(""));
        let shown = folder.join(path);
        match self
            .sources
            .files
            .read_below(folder, Utf8Path::new(path), limit)
        {
            Ok(text) => Ok(self.sources.map.add(shown, text)),
            Err(ReadError::Missing) => Err(Refusal::Missing(shown.into_string())),
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
