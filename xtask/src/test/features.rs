//! Crates with one choice of features at a time: a build of the whole workspace turns on every
//! feature that any member asks for, and so hides what does not compile without it.

use super::{Context, Done};
use anyhow::{Context as _, Result};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::path::Path;

/// Runs the tests of each crate that has features, with none of them and with each. Generated crates
/// have no tests, and a runner that is sent there reports a run of none: they are only compiled.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    for (package, flags) in choices(&context.root.join("crates"))? {
        let package = ["--package".to_owned(), package];
        context.test(&[&package[..], &flags].concat())?;
    }
    for (package, flags) in generated(context.root)? {
        let mut check = cargo(context.root);
        check.args(["check", "--all-targets", "--package", &package]);
        cargo::run(check.args(flags))?;
    }
    Ok(Done::Ok)
}

/// A package, and the flags that choose its features.
type Choice = (String, Vec<String>);

/// The generated crates, each with every choice of features.
pub(super) fn generated(root: &Path) -> Result<Vec<Choice>> {
    choices(&root.join("generated"))
}

/// Every crate in a folder that has features, with none and with each.
fn choices(folder: &Path) -> Result<Vec<Choice>> {
    let mut manifests = Vec::new();
    for entry in fs::read_dir(folder)? {
        let manifest = entry?.path().join("Cargo.toml");
        if manifest.exists() {
            manifests.push(manifest);
        }
    }
    manifests.sort();
    let mut choices = Vec::new();
    for manifest in manifests {
        let table: toml::Table = fs::read_to_string(&manifest)?.parse()?;
        let package = table.get("package");
        // The feature of such a crate is for `cargo fuzz`, which also brings what it is linked with.
        let fuzzed = package.and_then(|package| package.get("metadata")?.get("cargo-fuzz"));
        if fuzzed.is_some() {
            continue;
        }
        let name = package.and_then(|package| package.get("name")?.as_str());
        let name = name.with_context(|| format!("{} has no package", manifest.display()))?;
        let features = table
            .get("features")
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(toml::Table::keys);
        let features: Vec<&String> = features.filter(|feature| *feature != "default").collect();
        if !features.is_empty() {
            choices.push((name.to_owned(), vec!["--no-default-features".to_owned()]));
        }
        for feature in features {
            let flags = ["--no-default-features", "--features", feature]
                .map(str::to_owned)
                .to_vec();
            choices.push((name.to_owned(), flags));
        }
    }
    Ok(choices)
}
