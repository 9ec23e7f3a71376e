//! The inputs of a run, read: the document, its fixups, and the entity documents.

use crate::settings::Settings;
use crate::sources::Sources;
use camino::Utf8Path;
use graphwright_ir::{Facet, Fact};
use graphwright_lower as lower;
use graphwright_source::fixup::{self, Fixup};
use graphwright_source::openapi::Document;
use graphwright_source::{Diagnostic, FileId, Origin, entity};

/// What was read, as far as it could be.
#[derive(Default)]
pub(crate) struct Inputs {
    /// The document, with its fixups applied; `None` if it is none.
    pub document: Option<Document>,
    /// The fixups.
    pub fixups: Vec<Fixup>,
    /// The entity documents, in the order of the configuration, and by path within a folder.
    pub entities: Vec<entity::Document>,
    /// What there is to say about them.
    pub diagnostics: Vec<Diagnostic>,
    /// The files: the document, the fixups, the entity documents.
    files: Vec<FileId>,
    /// The names of the entity documents in headers.
    names: Vec<String>,
}

impl Inputs {
    /// Reads every input through `sources`.
    pub(crate) fn read(settings: &Settings, sources: &mut Sources<'_>) -> Self {
        let mut inputs = Self::default();
        let fixups = settings.fixups.as_deref();
        let fixups = fixups.and_then(|path| inputs.fixups(path, sources));
        inputs.document(settings, sources);
        inputs.files.extend(fixups);
        for (path, name) in &settings.entities {
            inputs.entities(path, name, sources);
        }
        inputs
    }

    /// The configuration of lowering, with the names of all inputs in the order of their files.
    pub(crate) fn config(&self, settings: &Settings) -> lower::Config {
        let mut config = settings.lower.clone();
        config.inputs.extend(self.names.iter().cloned());
        config
    }

    /// What is lowered, if there is a document.
    pub(crate) fn sources(&self) -> Option<lower::Sources<'_>> {
        Some(lower::Sources {
            document: self.document.as_ref()?,
            entities: &self.entities,
            fixups: &self.fixups,
            files: &self.files,
        })
    }

    /// Where a fact stands; `None` where there is no document.
    pub(crate) fn origin(&self, fact: &Fact) -> Option<Origin> {
        let (at, file) = (&fact.origin.at, self.files.get(fact.origin.input));
        if let (Some((start, end)), Some(file)) = (fact.origin.span, file) {
            return Some(Origin::span(*file, start, end));
        }
        let document = self.document.as_ref()?;
        Some(match fact.facet {
            Facet::Name => document.key_origin(at),
            _ => document.origin(at),
        })
    }

    fn fixups(&mut self, path: &Utf8Path, sources: &mut Sources<'_>) -> Option<FileId> {
        let file = self.open(path, sources)?;
        let (fixups, diagnostics) = fixup::read(&sources.map, file);
        self.fixups = fixups;
        self.diagnostics.extend(diagnostics);
        Some(file)
    }

    fn document(&mut self, settings: &Settings, sources: &mut Sources<'_>) {
        let Some(file) = self.open(&settings.openapi, sources) else {
            return;
        };
        let read = sources.document(file, &self.fixups);
        self.files.push(file);
        self.document = read.document;
        self.diagnostics.extend(read.diagnostics);
    }

    /// Reads an entity document, or every Markdown file below a folder.
    fn entities(&mut self, path: &Utf8Path, name: &str, sources: &mut Sources<'_>) {
        let Some(names) = sources.list(path) else {
            self.entity(path, name.to_owned(), sources);
            return;
        };
        let is_markdown = |file: &&String| Utf8Path::new(file.as_str()).extension() == Some("md");
        let names: Vec<_> = names.iter().filter(is_markdown).collect();
        if names.is_empty() {
            let message = format!("`{path}` has no Markdown file, so no entity document");
            self.diagnostics.push(sources.empty(path, message));
        }
        for file in names {
            let name = format!("{}/{file}", name.trim_end_matches('/'));
            self.entity(&path.join(file), name, sources);
        }
    }

    fn entity(&mut self, path: &Utf8Path, name: String, sources: &mut Sources<'_>) {
        let Some(file) = self.open(path, sources) else {
            return;
        };
        let read = entity::read(&sources.map, file);
        self.files.push(file);
        self.names.push(name);
        self.entities.extend(read.document);
        self.diagnostics.extend(read.diagnostics);
    }

    fn open(&mut self, path: &Utf8Path, sources: &mut Sources<'_>) -> Option<FileId> {
        let file = sources.open(path);
        file.map_err(|diagnostic| self.diagnostics.push(diagnostic))
            .ok()
    }
}
