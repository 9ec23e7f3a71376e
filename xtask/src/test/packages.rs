//! The packages of the workspace, and which tests show the output of which package.

use anyhow::{Context as _, Result, bail, ensure};
use graphwright_cargo::cargo;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The name of a package.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package(pub(super) String);

/// A package to be tested by itself.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) package: Package,
    /// The packages whose snapshots or loopback tests show what the package does.
    pub(super) fed: Vec<Package>,
    /// `true` if `generated/` depends on it.
    pub(super) generates: bool,
}

/// The package with the tests over real sockets.
const LOOPBACK: &str = "graphwright-examples";

/// The library that makes the generated crates.
const GENERATOR: &str = "graphwright";

/// Tests that take snapshots depend on this.
const SNAPSHOTS: &str = "insta";

/// The laboratory and its parts: they sweep, and show nothing of a single package.
const SWEEPS: [&str; 3] = ["graphwright-fuzz", "graphwright-lab", "graphwright-measure"];

impl Scope {
    /// The scope of a package by its name, or by the name of its folder.
    pub(super) fn find(root: &Path, name: &str) -> Result<Self> {
        let dependencies = dependencies(root)?;
        let spellings = ["", "graphwright-", "graph-"].map(|prefix| format!("{prefix}{name}"));
        let known = spellings
            .iter()
            .find(|name| dependencies.contains_key(*name));
        let Some(package) = known else {
            let names: Vec<&str> = dependencies.keys().map(String::as_str).collect();
            bail!(
                "there is no package `{name}`: there are {}",
                names.join(", ")
            );
        };
        let fed = dependencies.keys().filter(|other| {
            let shows = other.as_str() == LOOPBACK
                || dependencies[*other].iter().any(|name| name == SNAPSHOTS);
            shows
                && *other != package
                && !SWEEPS.contains(&other.as_str())
                && reaches(&dependencies, other, package)
        });
        Ok(Self {
            package: Package(package.clone()),
            fed: fed.cloned().map(Package).collect(),
            generates: package == GENERATOR || reaches(&dependencies, GENERATOR, package),
        })
    }
}

/// The names of the dependencies of each package of the workspace, of every kind.
fn dependencies(root: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let mut metadata = cargo(root);
    let output = metadata
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let name = |value: &Value| value["name"].as_str().map(str::to_owned);
    let packages = metadata["packages"].as_array().context("no packages")?;
    let packages = packages.iter().filter_map(|package| {
        let dependencies = package["dependencies"].as_array()?;
        Some((
            name(package)?,
            dependencies.iter().filter_map(name).collect(),
        ))
    });
    Ok(packages.collect())
}

/// Returns whether a package depends on another, directly or not.
fn reaches(dependencies: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen = Vec::new();
    while let Some(package) = open.pop() {
        for next in dependencies.get(package).into_iter().flatten() {
            if next == to {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.push(next);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use std::path::Path;

    /// The package, the packages that it feeds, and whether it decides what is generated.
    fn check(name: &str, fed: &[&str], generates: bool) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let scope = Scope::find(&root, name).expect("a package");
        let found: Vec<&str> = scope.fed.iter().map(|package| package.0.as_str()).collect();
        assert_eq!(
            (found.as_slice(), scope.generates),
            (fed, generates),
            "{name}"
        );
    }

    #[test]
    fn a_package_feeds_snapshots_and_loopback_tests() {
        check("emit", &["graphwright"], true);
        check(
            "graphwright-lower",
            &["graphwright", "graphwright-emit", "graphwright-tables"],
            true,
        );
        check("graphwright", &[], true);
        check("client", &["graphwright-examples"], false);
        check("users-client", &["graphwright-examples"], false);
        check("lab", &[], false);
    }

    #[test]
    fn an_unknown_package_is_refused_with_the_known_ones() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let error = Scope::find(&root, "emitt").expect_err("no package");
        assert!(error.to_string().contains("graphwright-emit"), "{error}");
    }
}
