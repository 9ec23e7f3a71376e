//! The inputs of a run: the document, its fixups, the entity documents, and the policies.

use crate::input_paths::InputPath;
use crate::reader::InputReader;
use crate::settings::Settings;
use crate::tables::{self, Tables};
use camino::Utf8Path;
use graphwright_ir as ir;
use graphwright_lower as lower;
use graphwright_source::fixup::{self, Fixup};
use graphwright_source::openapi::Document;
use graphwright_source::{Diagnostic, FileId, Origin};

/// The inputs, as far as they could be read.
#[derive(Default)]
pub(crate) struct Inputs {
    /// The document, with its fixups applied; `None` if it could not be read.
    pub document: Option<Document>,
    /// The fixups.
    pub fixups: Vec<Fixup>,
    /// The tables.
    pub tables: Tables,
    /// The diagnostics about them.
    pub diagnostics: Vec<Diagnostic>,
    /// The files: the document, the fixups, the entity documents, the policies, the concept pages.
    files: Vec<FileId>,
    /// The names of the files after the fixups in headers.
    names: Vec<String>,
}

impl Inputs {
    /// Reads every input through `reader`.
    pub(crate) fn read(settings: &Settings, reader: &mut InputReader<'_>) -> Self {
        let mut inputs = Self::default();
        let fixups = settings.inputs.fixups.as_ref();
        let fixups = fixups.and_then(|input| inputs.read_fixups(&input.path, reader));
        inputs.read_document(settings, reader);
        inputs.files.extend(fixups);
        inputs.read_entities(settings, reader);
        inputs.read_policies(settings, reader);
        inputs
    }

    /// The configuration of lowering, with the names of all inputs in the order of their files.
    pub(crate) fn lowering(&self, settings: &Settings) -> lower::Config {
        let mut config = settings.lowering();
        config.inputs.extend(self.names.iter().cloned());
        config
    }

    /// The inputs of lowering, if there is a document.
    pub(crate) fn to_lower<'a>(&'a self, config: &'a tables::Config) -> Option<lower::Sources<'a>> {
        Some(lower::Sources {
            document: self.document.as_ref()?,
            files: &self.files,
            passes: self.tables.passes(config),
        })
    }

    /// The place in the inputs of the value of an item of the model. `None` if there is no document.
    pub(crate) fn value_place(&self, origin: &ir::Origin) -> Option<Origin> {
        self.place(origin, Document::origin)
    }

    /// The place in the inputs of the key of an item of the model. `None` if there is no document.
    pub(crate) fn key_place(&self, origin: &ir::Origin) -> Option<Origin> {
        self.place(origin, Document::key_origin)
    }

    fn place(
        &self,
        origin: &ir::Origin,
        in_document: fn(&Document, &str) -> Origin,
    ) -> Option<Origin> {
        let file = self.files.get(origin.input.0);
        if let (Some(span), Some(file)) = (origin.span, file) {
            return Some(Origin::span(*file, span.start, span.end));
        }
        Some(in_document(self.document.as_ref()?, &origin.at))
    }

    /// The index of an input in the model, by its file.
    pub(crate) fn input(&self, file: FileId) -> Option<ir::InputId> {
        self.files
            .iter()
            .position(|one| *one == file)
            .map(ir::InputId)
    }

    /// The file of an input, by its index in the model.
    pub(crate) fn file(&self, input: ir::InputId) -> Option<FileId> {
        self.files.get(input.0).copied()
    }

    fn read_fixups(&mut self, path: &Utf8Path, reader: &mut InputReader<'_>) -> Option<FileId> {
        let file = self.open(path, reader)?;
        let read = fixup::read_with(&reader.map, file, &tables::STEPS);
        self.fixups = read.fixups;
        self.tables.add_steps(read.others);
        self.diagnostics.extend(read.diagnostics);
        Some(file)
    }

    fn read_document(&mut self, settings: &Settings, reader: &mut InputReader<'_>) {
        let Some(file) = self.open(&settings.inputs.openapi.path, reader) else {
            return;
        };
        let read = reader.document(file, &settings.inputs.root, &self.fixups);
        self.files.push(file);
        self.document = read.document;
        self.diagnostics.extend(read.diagnostics);
    }

    fn read_entities(&mut self, settings: &Settings, reader: &mut InputReader<'_>) {
        for file in self.open_markdown(&settings.inputs.entities, "entity document", reader) {
            let told = self.tables.read_entity(&reader.map, file);
            self.diagnostics.extend(told);
        }
    }

    /// Reads the policies and compares them with the concept pages, which have no other use.
    fn read_policies(&mut self, settings: &Settings, reader: &mut InputReader<'_>) {
        let files = self.open_markdown(&settings.inputs.policies, "policy", reader);
        let concepts = self.open_markdown(&settings.inputs.concepts, "concept page", reader);
        for file in files {
            let told = self.tables.read_policy(&reader.map, file, &concepts);
            self.diagnostics.extend(told);
        }
    }

    /// Opens files, and the Markdown files of folders, and adds them to the inputs.
    fn open_markdown(
        &mut self,
        paths: &[InputPath],
        what: &str,
        reader: &mut InputReader<'_>,
    ) -> Vec<FileId> {
        let start = self.files.len();
        for InputPath { path, name } in paths {
            let Some(names) = reader.list(path) else {
                self.add(path, name.clone(), reader);
                continue;
            };
            let is_markdown =
                |file: &&String| Utf8Path::new(file.as_str()).extension() == Some("md");
            let names: Vec<_> = names.iter().filter(is_markdown).collect();
            if names.is_empty() {
                let message =
                    format!("`{path}` has no Markdown file, so there are no {what} in it");
                self.diagnostics.push(reader.empty(path, message));
            }
            for file in names {
                let name = Utf8Path::new(name).join(file);
                self.add(&path.join(file), name.into_string(), reader);
            }
        }
        self.files[start..].to_vec()
    }

    /// Opens a file and adds it to the inputs under a name.
    fn add(&mut self, path: &Utf8Path, name: String, reader: &mut InputReader<'_>) {
        if let Some(file) = self.open(path, reader) {
            self.files.push(file);
            self.names.push(name);
        }
    }

    fn open(&mut self, path: &Utf8Path, reader: &mut InputReader<'_>) -> Option<FileId> {
        let file = reader.open(path);
        file.map_err(|diagnostic| self.diagnostics.push(diagnostic))
            .ok()
    }
}
