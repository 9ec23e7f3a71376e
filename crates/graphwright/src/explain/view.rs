//! The inputs of explanations, and their common head: generated items, versions, and the place in the inputs.

use crate::inputs::Inputs;
use graphwright_emit as emit;
use graphwright_ir::{Api, Origin, VersionId, VersionSet};
use graphwright_source::SourceMap;
use serde::Serialize;
use std::fmt;

/// The model, its inputs, and the options of emission.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub api: &'a Api,
    pub inputs: &'a Inputs,
    pub map: &'a SourceMap,
    pub emit: &'a emit::Options,
}

/// The head of every explanation.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    /// The name in the inputs.
    pub name: String,
    /// The short Rust name.
    pub rust: String,
    /// The generated items, by crate.
    pub items: Vec<Item>,
    /// The versions that have it.
    pub versions: Vec<String>,
    /// The feature that it needs.
    pub feature: Option<String>,
    #[serde(flatten)]
    pub at: At,
}

/// An item of a generated crate.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// The crate, as in code.
    #[serde(rename = "crate")]
    pub krate: String,
    /// Its path in code.
    pub path: String,
    /// Its file, relative to the output folder.
    pub file: String,
}

/// A place in an input.
#[derive(Debug, Default, Serialize)]
pub(super) struct At {
    pub file: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
}

impl View<'_> {
    /// An item of the crate of a target, if the target is generated: its path below the crate, and its file in `src`.
    pub(super) fn item(&self, target: &str, path: &str, file: &str) -> Option<Item> {
        let mut targets = self.emit.targets.iter();
        targets.find(|name| *name == target)?;
        let krate = format!("{}-{target}", self.api.name).replace('-', "_");
        let folder = self.emit.folder.replace("{target}", target);
        Some(Item {
            path: format!("{krate}::{path}"),
            krate,
            file: format!("{folder}/src/{file}.rs"),
        })
    }

    /// The names of versions.
    pub(super) fn versions(&self, versions: &VersionSet) -> Vec<String> {
        let all = self.api.versions.iter().enumerate();
        all.filter(|(index, _)| versions.contains(VersionId(*index)))
            .map(|(_, version)| version.wire.clone())
            .collect()
    }

    pub(super) fn feature(&self, versions: &VersionSet) -> Option<String> {
        self.api.feature(versions).map(str::to_owned)
    }

    /// The place of the value of an item of the model.
    pub(super) fn value_at(&self, origin: &Origin) -> At {
        self.locate(self.inputs.value_place(origin))
    }

    /// The place of the key of an item of the model.
    pub(super) fn key_at(&self, origin: &Origin) -> At {
        self.locate(self.inputs.key_place(origin))
    }

    fn locate(&self, place: Option<graphwright_source::Origin>) -> At {
        let location = place.map(|place| self.map.locate(&place));
        location.map_or_else(At::default, |place| At {
            file: place.path,
            line: place.line,
            column: place.column,
        })
    }
}

/// The lines after the first: items, versions, place.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in &self.items {
            write!(f, "\n  {}, in {}", item.path, item.file)?;
        }
        write!(f, "\n  versions {}", self.versions.join(", "))?;
        if let Some(feature) = &self.feature {
            write!(f, ", with the feature `{feature}`")?;
        }
        write!(f, "\n  from {}", self.at)
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, ":{line}:{column}"),
            _ => Ok(()),
        }
    }
}

/// Writes a heading and its lines; nothing if there are none.
pub(super) fn write_list<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    heading: &str,
    lines: &[T],
) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    write!(f, "\n\n{heading}")?;
    lines.iter().try_for_each(|line| write!(f, "\n  {line}"))
}
