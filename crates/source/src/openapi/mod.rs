//! OpenAPI documents, 3.0 and 3.1, as located trees; 3.2 as far as it is like 3.1.

mod bundle;
mod check;
mod document;
mod examples;
mod findings;
mod fixups;
mod grammar;
pub mod keys;
mod normalise;
mod part;
mod paths;
mod pointer_map;
mod refs;
mod targets;
mod version;
mod walk;
mod wording;

pub use bundle::{Refusal, Root};
pub use document::{Document, SpecVersion};
pub use part::{Listed, Part};

use crate::diagnostic::{Diagnostic, FileId};
use crate::fixup::Fixup;
use crate::input;
use crate::limits::Limits;
use crate::source_map::SourceMap;
use bundle::Bundled;
use findings::Findings;
use pointer_map::PointerMap;
use serde_json::Value;

/// The result of reading a document.
#[derive(Debug)]
pub struct Read {
    /// The document; `None` if the text is not an OpenAPI document at all.
    pub document: Option<Document>,
    /// The diagnostics.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the OpenAPI document in `file`, with `fixups` applied; a `$ref` to another file is an error.
///
/// [`read_below`] reads documents of several files.
pub fn read(map: &SourceMap, file: FileId, fixups: &[Fixup], limits: &Limits) -> Read {
    match Start::new(map, file, fixups, limits) {
        Ok(start) => start.finish(map, fixups, Bundled::default()),
        Err(diagnostics) => Read::nothing(diagnostics),
    }
}

/// Reads an OpenAPI document that a program holds, with `fixups` applied; a `$ref` to another file is an error.
///
/// `file` is its name in the map ([`SourceMap::add_value`]); places in it are JSON pointers.
pub fn read_value(
    map: &SourceMap,
    file: FileId,
    value: Value,
    fixups: &[Fixup],
    limits: &Limits,
) -> Read {
    let start = match input::check_value(&value, file, limits) {
        Some(diagnostic) => Err(vec![diagnostic]),
        None => Start::from_value(file, value, fixups, Vec::new()),
    };
    match start {
        Ok(start) => start.finish(map, fixups, Bundled::default()),
        Err(diagnostics) => Read::nothing(diagnostics),
    }
}

/// Reads the OpenAPI document in `file` and the files that it refers to, with `fixups` applied.
///
/// The stages are: text to value, nodes of other files into the tree, fixups, checks of the document as it
/// is written, the 3.0 dialect, checks and repairs of that.
pub fn read_below(root: &mut dyn Root, file: FileId, fixups: &[Fixup], limits: &Limits) -> Read {
    let mut start = match Start::new(root.map(), file, fixups, limits) {
        Ok(start) => start,
        Err(diagnostics) => return Read::nothing(diagnostics),
    };
    let bundled = bundle::bundle(
        &mut start.effective,
        &mut start.pointers,
        root,
        file,
        limits,
    );
    start.finish(root.map(), fixups, bundled)
}

impl Read {
    fn nothing(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            document: None,
            diagnostics,
        }
    }
}

/// A document of which only the text has been read.
struct Start {
    file: FileId,
    version: SpecVersion,
    effective: Value,
    pointers: PointerMap,
    diagnostics: Vec<Diagnostic>,
}

impl Start {
    fn new(
        map: &SourceMap,
        file: FileId,
        fixups: &[Fixup],
        limits: &Limits,
    ) -> Result<Self, Vec<Diagnostic>> {
        let input::Parsed { value, diagnostics } = input::parse(map, file, limits);
        match value {
            Some(effective) => Self::from_value(file, effective, fixups, diagnostics),
            None => Err(diagnostics),
        }
    }

    fn from_value(
        file: FileId,
        effective: Value,
        fixups: &[Fixup],
        mut diagnostics: Vec<Diagnostic>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let version = match version::detect(&effective, file) {
            Ok((version, newer)) => {
                diagnostics.extend(newer);
                version
            }
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                return Err(diagnostics);
            }
        };
        let names = fixups
            .iter()
            .map(|fixup| (fixup.name.clone(), fixup.origin.clone()))
            .collect();
        Ok(Self {
            file,
            version,
            effective,
            pointers: PointerMap::new(file, names),
            diagnostics,
        })
    }

    fn finish(self, map: &SourceMap, fixups: &[Fixup], bundled: Bundled) -> Read {
        let Self {
            file,
            version,
            mut effective,
            mut pointers,
            mut diagnostics,
        } = self;
        diagnostics.extend(bundled.diagnostics);
        diagnostics.extend(fixups::apply(&mut effective, fixups, &mut pointers));

        let mut findings = Findings::new(&pointers);
        let sites = check::check(&effective, version, &mut findings);
        let name = file_name(map.path(file));
        refs::check(&effective, name, &sites, &bundled.refused, &mut findings);
        paths::check(&effective, &mut findings);
        let normalise::Normalised { mut tree, moves } =
            normalise::normalise(&effective, &mut findings);
        let removals = examples::check(&mut tree, &moves, &mut findings);
        normalise::repair(&mut tree, removals);
        let (found, broken) = findings.finish();
        diagnostics.extend(found);
        Read {
            document: Some(Document {
                file,
                others: bundled.files,
                version,
                effective,
                tree,
                moves,
                pointers,
                broken,
            }),
            diagnostics,
        }
    }
}

/// The last segment of a path, with slashes or backslashes.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
