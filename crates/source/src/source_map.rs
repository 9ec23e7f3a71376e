//! The texts of a run, and locations in them.

use crate::diagnostic::{FileId, Origin, Place};
use crate::syntax::{self, Found, Outline};
use std::ops::Range;
use std::sync::OnceLock;

/// The inputs of a run, each with its path as given and its text.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    path: String,
    /// `None` for a value that a program holds.
    text: Option<String>,
    /// Built when something in the file is located for the first time.
    lines: OnceLock<Lines>,
    outline: OnceLock<Outline>,
}

/// A location in the terms that people and editors use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file's path as it was given.
    pub path: String,
    /// The first byte in the file's text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line, from 1; `None` if only the file is known.
    pub line: Option<usize>,
    /// The column in characters (not bytes), from 1; `None` if only the file is known.
    pub column: Option<usize>,
    /// The JSON pointer (`#/a/b`) of the place, if it is given by one.
    pub pointer: Option<String>,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. The path is shown in messages, and its extension may decide the language.
    ///
    /// # Panics
    ///
    /// If there are more than 2^32 files.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(path.into(), Some(text.into()))
    }

    /// Adds a value that a program holds and that has no text: places in it have JSON pointers and no lines.
    ///
    /// # Panics
    ///
    /// If there are more than 2^32 files.
    pub fn add_value(&mut self, path: impl Into<String>) -> FileId {
        self.push(path.into(), None)
    }

    fn push(&mut self, path: String, text: Option<String>) -> FileId {
        let id = u32::try_from(self.files.len()).expect("a run reads fewer than 2^32 files");
        let (lines, outline) = (OnceLock::new(), OnceLock::new());
        self.files.push(File {
            path,
            text,
            lines,
            outline,
        });
        FileId(id)
    }

    /// The path of a file, as it was given.
    pub fn path(&self, file: FileId) -> &str {
        &self.file(file).path
    }

    /// The text of a file, with its byte order mark if it has one; empty for a value without text.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).text.as_deref().unwrap_or_default()
    }

    /// Locates `origin`.
    ///
    /// A pointer to a missing value is located at the nearest ancestor that exists, and at the beginning of a
    /// file without values.
    pub fn locate(&self, origin: &Origin) -> Location {
        let find = |pointer| {
            self.outline(origin.file).find(pointer).unwrap_or(Found {
                key: None,
                value: 0..0,
            })
        };
        let (span, pointer) = match &origin.place {
            Place::File => (None, None),
            Place::Span { start, end } => (Some(*start..*end), None),
            Place::Value(pointer) => (Some(find(pointer).value), Some(pointer)),
            Place::Key(pointer) => {
                let Found { key, value } = find(pointer);
                (Some(key.unwrap_or(value)), Some(pointer))
            }
        };
        self.location(origin.file, span, pointer.cloned())
    }

    /// The locations of the keys and values of a file.
    pub(crate) fn outline(&self, file: FileId) -> &Outline {
        let file = self.file(file);
        file.outline
            .get_or_init(|| syntax::outline(&file.path, file.text.as_deref().unwrap_or_default()))
    }

    fn location(
        &self,
        id: FileId,
        span: Option<Range<usize>>,
        pointer: Option<String>,
    ) -> Location {
        let file = self.file(id);
        let text = file.text.as_deref();
        let place = text.zip(span.as_ref()).map(|(text, span)| {
            let lines = file.lines.get_or_init(|| Lines::new(text));
            lines.locate(text, span.start)
        });
        let span = span.unwrap_or(0..0);
        let length = text.map_or(0, str::len);
        Location {
            path: file.path.clone(),
            start: span.start.min(length),
            end: span.end.min(length),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            pointer,
        }
    }

    /// A [`FileId`] comes from [`SourceMap::add`] of the same map, so the file exists.
    fn file(&self, file: FileId) -> &File {
        &self.files[file.0 as usize]
    }
}

/// The starts of the lines of a text, and the number of characters before each block of bytes.
///
/// The second table makes columns in a one-line document cheap to compute.
#[derive(Debug)]
struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

/// The bytes of one entry of [`Lines::characters`].
const BLOCK: usize = 1024;

impl Lines {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first = if text.starts_with(syntax::BOM) {
            syntax::BOM.len()
        } else {
            0
        };
        let breaks = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .map(|(at, _)| at + 1);
        let starts = std::iter::once(first).chain(breaks).collect();
        let mut characters = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut before = 0;
        for block in bytes.chunks(BLOCK) {
            characters.push(before);
            before += count(block);
        }
        characters.push(before);
        Self { starts, characters }
    }

    /// The line and the column of a byte, each from 1.
    fn locate(&self, text: &str, at: usize) -> (usize, usize) {
        let at = at.min(text.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts[line - 1].min(at);
        (line, self.before(text, at) - self.before(text, start) + 1)
    }

    /// The number of characters before a byte.
    fn before(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK;
        self.characters[block] + count(&text.as_bytes()[block * BLOCK..at])
    }
}

/// The number of characters that begin in `bytes`.
fn count(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000)
        .count()
}
