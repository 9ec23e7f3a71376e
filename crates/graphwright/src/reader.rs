//! Reading the inputs of a run, and keeping their texts for messages.

use crate::files::{Files, ReadError};
use camino::{Utf8Path, Utf8PathBuf};
use graphwright_source::fixup::Fixup;
use graphwright_source::openapi::{self, Refusal};
use graphwright_source::{Code, Diagnostic, FileId, Limits, Origin, SourceMap};
use openapiv3::OpenAPI;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads the inputs of a run.
pub struct InputReader<'a> {
    files: &'a dyn Files,
    /// Every text that was read.
    pub map: SourceMap,
    /// The limits of inputs.
    pub limits: Limits,
    /// The documents that the program holds, by the path that they are read by.
    held: BTreeMap<Utf8PathBuf, Held>,
}

/// A document that the program holds.
struct Held {
    file: FileId,
    value: Value,
}

impl<'a> InputReader<'a> {
    /// No inputs yet.
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            map: SourceMap::new(),
            limits: Limits::default(),
            held: BTreeMap::new(),
        }
    }

    /// Holds a document in memory: whatever reads `path` from now on reads it and no file.
    ///
    /// There is no text, so diagnostics about it have JSON pointers and no lines. A `$ref` to another file is an
    /// error. Everything else is as for a file: fixups, tables, selection, the crates.
    ///
    /// ```
    /// use graphwright::cli::{CodegenArgs, Program};
    /// use graphwright::config::Runtime;
    /// use graphwright::files::Memory;
    /// use graphwright::plan;
    /// use graphwright::reader::InputReader;
    /// use graphwright::settings::Settings;
    /// use openapiv3::OpenAPI;
    ///
    /// // What a code-first server has in hand.
    /// let api: OpenAPI = serde_json::from_value(serde_json::json!({
    ///     "openapi": "3.0.3",
    ///     "info": { "title": "Pets", "version": "1" },
    ///     "paths": { "/pets": { "get": {
    ///         "operationId": "list-pets",
    ///         "responses": { "200": { "description": "All pets.", "content": { "application/json": {
    ///             "schema": { "type": "array", "items": { "type": "string" } },
    ///         } } } },
    ///     } } },
    /// }))?;
    ///
    /// let files = Memory::default();
    /// let mut reader = InputReader::new(&files);
    /// reader.hold_openapi("pets", &api)?;
    /// let args = CodegenArgs {
    ///     openapi: Some("pets".into()),
    ///     out: Some("generated".into()),
    ///     name: Some("pets".to_owned()),
    ///     runtime: Some(Runtime::Vendor),
    ///     ..CodegenArgs::default()
    /// };
    /// let settings = Settings::resolve(&args, &Program::new("my-build"), &mut reader)
    ///     .expect("the settings are right");
    /// let plan = plan(&settings, &mut reader);
    /// assert!(plan.messages.iter().all(|message| !message.is_error()));
    /// // Every file of the three crates; `output::Folder` compares and writes them.
    /// assert!(plan.files.contains_key("client/src/lib.rs"));
    /// // What the server publishes, as the same types.
    /// assert_eq!(plan.openapi()?, api);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the document cannot be written as JSON.
    pub fn hold_openapi(
        &mut self,
        path: impl Into<Utf8PathBuf>,
        document: &OpenAPI,
    ) -> Result<(), serde_json::Error> {
        self.hold_value(path, serde_json::to_value(document)?);
        Ok(())
    }

    /// Holds a document in memory that has other types than [`OpenAPI`], for example one of version 3.1.
    ///
    /// See [`InputReader::hold_openapi`].
    pub fn hold_value(&mut self, path: impl Into<Utf8PathBuf>, value: Value) {
        let path = path.into();
        let file = self.map.add_value(path.as_str());
        self.held.insert(path, Held { file, value });
    }

    /// Reads a file.
    pub fn open(&mut self, path: &Utf8Path) -> Result<FileId, Diagnostic> {
        if let Some(held) = self.held.get(path) {
            return Ok(held.file);
        }
        match self.files.read(path, self.limits.bytes) {
            Ok(text) => Ok(self.map.add(path.as_str(), text)),
            Err(error) => Err(self.refuse(path, error)),
        }
    }

    /// Reads the document that was opened as `file` and the files below the root that it refers to.
    pub fn document(&mut self, file: FileId, root: &InputRoot, fixups: &[Fixup]) -> openapi::Read {
        let limits = self.limits;
        let path = Utf8Path::new(self.map.path(file));
        if let Some(held) = self.held.get(path).filter(|held| held.file == file) {
            let value = held.value.clone();
            return openapi::read_value(&self.map, file, value, fixups, &limits);
        }
        let mut root = Root { reader: self, root };
        openapi::read_below(&mut root, file, fixups, &limits)
    }

    /// The root for a document: the wanted one; by default the current folder if the document is below it, and else
    /// its own folder. `None` if the document is not below the wanted one.
    pub fn root(&self, document: &Utf8Path, wanted: Option<&Utf8Path>) -> Option<InputRoot> {
        let folder = document.parent().unwrap_or(Utf8Path::new(""));
        let own = InputRoot {
            folder: folder.to_owned(),
            document: document.file_name().unwrap_or_default().to_owned(),
        };
        // A missing document is reported when it is read.
        if !self.files.exists(document) {
            return Some(own);
        }
        let root = wanted.unwrap_or(Utf8Path::new(""));
        match self.files.path_below(root, folder) {
            Some(path) => Some(InputRoot::above(root, &path, &own)),
            None => wanted.is_none().then_some(own),
        }
    }

    /// The files below the folder at `path`, relative to it; `None` if there is no folder.
    pub fn list(&self, path: &Utf8Path) -> Option<Vec<String>> {
        self.files.list(path)
    }

    /// The diagnostic about a folder without inputs.
    pub fn empty(&mut self, path: &Utf8Path, message: String) -> Diagnostic {
        let file = self.map.add(path.as_str(), String::new());
        Diagnostic::new(Code::INPUT_EMPTY, message).at(Origin::file(file))
    }

    /// Returns whether there is a file, a folder or a held document at `path`.
    pub fn exists(&self, path: &Utf8Path) -> bool {
        self.held.contains_key(path) || self.files.exists(path)
    }

    /// The diagnostic about a file that cannot be read. Its place is the path, with the part that could be read.
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

/// The root of a document: no file outside of this folder is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRoot {
    /// The folder.
    folder: Utf8PathBuf,
    /// The document, relative to it.
    document: String,
}

impl InputRoot {
    /// A root above the folder of the document, by the `path` between them. The root is spelt like the document if
    /// possible, so that messages have the paths that people know.
    fn above(root: &Utf8Path, path: &Utf8Path, own: &Self) -> Self {
        let folder = own.folder.as_str();
        let above = folder
            .strip_suffix(path.as_str())
            .filter(|above| path.as_str().is_empty() || above.is_empty() || above.ends_with('/'));
        let mut parts: Vec<&str> = path.components().map(|part| part.as_str()).collect();
        parts.push(&own.document);
        Self {
            document: parts.join("/"),
            folder: above.map_or_else(|| root.to_owned(), Utf8PathBuf::from),
        }
    }
}

/// The root of a document, for reading the files that it refers to.
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
