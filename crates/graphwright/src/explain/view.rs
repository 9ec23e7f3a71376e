//! What explanations are made from, and what all of them begin with: the items that a thing became,
//! the versions that have it, the place where it stands.

use crate::inputs::Inputs;
use graphwright_emit as emit;
use graphwright_ir::{Api, Origin, VersionId, VersionSet};
use graphwright_source::SourceMap;
use serde::Serialize;
use std::fmt;

/// The model, the inputs that it was made from, and where they go.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub api: &'a Api,
    pub inputs: &'a Inputs,
    pub map: &'a SourceMap,
    pub emit: &'a emit::Options,
}

/// What every explanation begins with.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    /// The name in the inputs.
    pub name: String,
    /// The name in Rust, short.
    pub rust: String,
    /// What it became, crate by crate.
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
    /// The crate as code names it.
    #[serde(rename = "crate")]
    pub krate: String,
    /// The way to it in code.
    pub path: String,
    /// Its file, from the output folder.
    pub file: String,
}

/// A place in an input, as an editor opens it.
#[derive(Debug, Default, Serialize)]
pub(super) struct At {
    pub file: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
}

impl View<'_> {
    /// An item of the crate of a target, if that is generated: its path below the crate, and its
    /// file in `src`.
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

    /// The names of versions; of all where none is named.
    pub(super) fn versions(&self, versions: &VersionSet) -> Vec<String> {
        let all = self.api.versions.iter().enumerate();
        all.filter(|(index, _)| versions.contains(VersionId(*index)))
            .map(|(_, version)| version.wire.clone())
            .collect()
    }

    pub(super) fn feature(&self, versions: &VersionSet) -> Option<String> {
        self.api.feature(versions).map(str::to_owned)
    }

    /// Where something stands: its key, or its value.
    pub(super) fn at(&self, origin: &Origin, key: bool) -> At {
        let place = self.inputs.place(origin, key);
        let place = place.map(|place| self.map.locate(&place));
        place.map_or_else(At::default, |place| At {
            file: place.path,
            line: place.line,
            column: place.column,
        })
    }
}

/// The lines below the first: items, versions, place.
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

/// A heading with a line each below it; nothing where there are none.
pub(super) fn list<T: fmt::Display>(
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
