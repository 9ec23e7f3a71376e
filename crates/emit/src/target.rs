//! The targets: crates that can be generated from a model.

#[cfg(test)]
mod tests;

use crate::context::Context;
use crate::options::Options;
use crate::unit::Unit;
use crate::{client, manifest, model, server};

/// All targets, in the order of their dependencies. A new one is a folder like `model` and a row
/// here.
pub const TARGETS: &[Target] = &[
    Target {
        name: "model",
        manifest: manifest::model,
        files: model::files,
    },
    Target {
        name: "client",
        manifest: manifest::client,
        files: client::files,
    },
    Target {
        name: "server",
        manifest: manifest::server,
        files: server::files,
    },
];

/// A crate that can be generated from a model.
pub struct Target {
    /// Its name in [`Options::targets`] and in the name of its package.
    pub name: &'static str,
    manifest: fn(&Context<'_>) -> String,
    files: for<'a> fn(&'a Context<'a>) -> Vec<Unit<'a>>,
}

impl Target {
    /// Returns whether the options select the target. The model always is, since the others depend
    /// on it.
    pub(crate) fn is_selected(&self, options: &Options) -> bool {
        self.name == "model" || options.targets.iter().any(|name| name == self.name)
    }

    /// Returns the manifest and sources, by paths relative to the output folder.
    pub(crate) fn units<'a>(&self, context: &'a Context<'a>) -> Vec<Unit<'a>> {
        let folder = context.folder(self.name);
        let manifest = self.manifest;
        let mut units = vec![Unit::new(format!("{folder}/Cargo.toml"), move || {
            manifest(context).into()
        })];
        for unit in (self.files)(context) {
            units.push(Unit {
                path: format!("{folder}/src/{}", unit.path),
                ..unit
            });
        }
        units
    }
}
