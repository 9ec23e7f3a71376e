//! A folder with a document of several files, in memory.

use graphwright_source::openapi::{self, Document, Refusal, Root};
use graphwright_source::{Code, Diagnostic, FileId, Limits, SourceMap};
use std::collections::BTreeMap;

/// The head of a test's document, up to `components` or `paths`.
const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

/// The folder of a document, in memory.
struct Folder {
    files: BTreeMap<&'static str, String>,
    map: SourceMap,
    document: &'static str,
    opened: Vec<String>,
}

impl Root for Folder {
    fn map(&self) -> &SourceMap {
        &self.map
    }

    fn document(&self) -> String {
        self.document.to_owned()
    }

    fn open(&mut self, path: &str, _: usize) -> Result<FileId, Refusal> {
        self.opened.push(path.to_owned());
        match self.files.get(path) {
            Some(text) if text == "LINK" => Err(Refusal::Outside("a link".to_owned())),
            Some(text) if text == "LOCKED" => Err(Refusal::Unreadable {
                code: Code::INPUT_UNREADABLE,
                message: "permission denied".to_owned(),
            }),
            Some(text) => Ok(self.map.add(path, text.clone())),
            None => Err(Refusal::Missing),
        }
    }
}

/// A document of several files that was read.
pub(crate) struct Bundle {
    pub(crate) document: Document,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) map: SourceMap,
    pub(crate) opened: Vec<String>,
}

/// Reads the first file, which gets [`HEAD`], and what it refers to.
pub(crate) fn read(files: &[(&'static str, &str)], limits: &Limits) -> Bundle {
    let (document, text) = files[0];
    let mut map = SourceMap::new();
    let file = map.add(document, format!("{HEAD}{text}"));
    let mut folder = Folder {
        files: files[1..]
            .iter()
            .map(|(path, text)| (*path, (*text).to_owned()))
            .collect(),
        map,
        document,
        opened: Vec::new(),
    };
    let read = openapi::read_below(&mut folder, file, &[], limits);
    let Folder { map, opened, .. } = folder;
    let mut once = opened.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), opened.len(), "read twice: {opened:?}");
    Bundle {
        document: read.document.expect("a document"),
        diagnostics: read.diagnostics,
        map,
        opened,
    }
}

impl Bundle {
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |diagnostic: &Diagnostic| {
            let origin = diagnostic.origin.as_ref().expect("a place");
            let place = self.map.locate(origin);
            format!(
                "{} {}:{}:{} {}{}",
                diagnostic.code,
                place.path,
                place.line.unwrap_or_default(),
                place.column.unwrap_or_default(),
                diagnostic.message,
                diagnostic
                    .help
                    .as_ref()
                    .map(|help| format!(" | {help}"))
                    .unwrap_or_default()
            )
        };
        self.diagnostics.iter().map(line).collect()
    }

    pub(crate) fn place(&self, pointer: &str) -> String {
        let place = self.map.locate(&self.document.origin(pointer));
        format!(
            "{}:{}",
            place.path,
            place.line.expect("a line of the origin")
        )
    }
}
