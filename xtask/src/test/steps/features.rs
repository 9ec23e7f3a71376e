//! Crates with one choice of features at a time: a build of the whole workspace turns on every
//! feature that any member asks for, and so hides what does not compile without it.

use crate::test::context::{Context, Done};
use anyhow::{Context as _, Result};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::path::Path;

/// The choices of features that change what a program does, and not only what it has. The step "tests" runs
/// everything with all features that the workspace asks for.
const TESTED: [(&str, &str); 2] = [
    // No HTTP stack: callers of blocking methods park.
    ("graphwright-client", "blocking,mock"),
    // The service and its callers know every version.
    ("graphwright-examples", "alpha"),
];

/// A build of the driver without tables: everything of it is linted and documented, and the tests of its messages
/// run. The others are about what does not depend on tables.
const WITHOUT_TABLES: [&str; 3] = ["--package", "graphwright", "--no-default-features"];

/// Compiles each crate that has features, with none of them and with each, and runs the tests where the
/// choice changes what happens.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    let mut choices = choices(&context.root.join("crates"))?;
    choices.extend(generated(context.root)?);
    for choice in choices {
        let mut check = cargo(context.root);
        check.args(["check", "--all-targets"]);
        cargo::run(check.args(choice.flags()))?;
    }
    for (package, features) in TESTED {
        let choice = Choice {
            package: package.to_owned(),
            features: Some(features.to_owned()),
        };
        context.run_tests(&choice.flags())?;
    }
    without_tables(context)?;
    Ok(Done::Ok)
}

fn without_tables(context: &mut Context<'_>) -> Result<()> {
    let mut clippy = cargo(context.root);
    clippy.arg("clippy").args(WITHOUT_TABLES);
    cargo::run(clippy.args(["--all-targets", "--", "-D", "warnings"]))?;
    let mut doc = cargo(context.root);
    doc.args(["doc", "--no-deps"]).args(WITHOUT_TABLES);
    cargo::run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    let tests = ["--test", "it", "no_tables"];
    let flags = WITHOUT_TABLES.into_iter().chain(tests);
    let skipped = context.tally.skipped;
    context.run_tests(&flags.map(str::to_owned).collect::<Vec<_>>())?;
    // The other tests of the program are left out on purpose: the step "tests" runs them.
    context.tally.skipped = skipped;
    Ok(())
}

/// Lints the generated crates with every choice of features.
pub(super) fn lint_generated(context: &mut Context<'_>) -> Result<Done> {
    for choice in generated(context.root)? {
        let mut clippy = cargo(context.root);
        clippy.arg("clippy").args(choice.flags());
        cargo::run(clippy.args(["--", "-D", "warnings"]))?;
    }
    Ok(Done::Ok)
}

/// Builds the documentation of all crates, and of the generated ones with each choice of features: a link from
/// an item that is always there to one that only a feature has is an error.
pub(super) fn document(context: &mut Context<'_>) -> Result<Done> {
    let choices = generated(context.root)?;
    let choices = choices.iter().map(Choice::flags);
    for flags in [vec!["--workspace".to_owned()]].into_iter().chain(choices) {
        let mut doc = cargo(context.root);
        doc.args(["doc", "--no-deps"]).args(flags);
        cargo::run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    Ok(Done::Ok)
}

/// A package with a choice of its features.
struct Choice {
    package: String,
    /// The features that are turned on, if any.
    features: Option<String>,
}

impl Choice {
    /// The flags of Cargo that choose it.
    fn flags(&self) -> Vec<String> {
        let package = ["--package", &self.package, "--no-default-features"];
        let features = self.features.iter();
        let features = features.flat_map(|names| ["--features", names]);
        package
            .into_iter()
            .chain(features)
            .map(str::to_owned)
            .collect()
    }
}

/// The generated crates, each with every choice of features.
fn generated(root: &Path) -> Result<Vec<Choice>> {
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
        let is_fuzzed = package.is_some_and(|package| {
            package
                .get("metadata")
                .and_then(|metadata| metadata.get("cargo-fuzz"))
                .is_some()
        });
        if is_fuzzed {
            continue;
        }
        let name = package.and_then(|package| package.get("name")?.as_str());
        let name = name.with_context(|| format!("{} has no package", manifest.display()))?;
        choices.extend(choices_of(name, &table));
    }
    Ok(choices)
}

/// The choices of one package; none where it has no features.
fn choices_of(name: &str, manifest: &toml::Table) -> Vec<Choice> {
    let features = manifest.get("features").and_then(toml::Value::as_table);
    let features = features.into_iter().flat_map(toml::Table::keys);
    let features: Vec<&String> = features.filter(|feature| *feature != "default").collect();
    let none = (!features.is_empty()).then_some(None);
    let each = features.into_iter().cloned().map(Some);
    let choices = none.into_iter().chain(each);
    choices
        .map(|features| Choice {
            package: name.to_owned(),
            features,
        })
        .collect()
}
