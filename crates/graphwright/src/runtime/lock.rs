//! The lock file of a generated workspace: the packages that the runtime crates are tested with, and the generated
//! ones.
//!
//! The dependencies of a registry package in a lock file depend on the features of the whole workspace, and
//! `--locked` accepts only the exact text, so a part of this project's `Cargo.lock` is not enough. Hence one file for
//! each set of runtime crates; `cargo xtask lock` makes them.

use graphwright_emit::FileSet;
use toml::{Table, Value};

/// The lock file of a workspace with a model only.
const MODEL: &str = include_str!("locks/model.lock");
const CLIENT: &str = include_str!("locks/client.lock");
const SERVER: &str = include_str!("locks/server.lock");
const BOTH: &str = include_str!("locks/both.lock");

/// The first line of each package.
const PACKAGE: &str = "[[package]]\n";

/// Returns the lock file for the packages whose manifests are among the files, and for the runtimes that they need.
pub(super) fn write(files: &FileSet, needs: impl Fn(&str) -> bool) -> String {
    let lock = match (needs("client"), needs("server")) {
        (false, false) => MODEL,
        (true, false) => CLIENT,
        (false, true) => SERVER,
        (true, true) => BOTH,
    };
    let mut blocks: Vec<String> = lock
        .trim_end()
        .split(PACKAGE)
        .map(|block| block.trim_end().to_owned())
        .collect();
    let head = blocks.remove(0);
    for package in files
        .iter()
        .filter(|(path, _)| path.ends_with("/Cargo.toml"))
        .filter_map(|(_, text)| block(text))
    {
        // Cargo sorts by name and compares the file as text.
        let place = blocks.partition_point(|other| name(other) < name(&package));
        blocks.insert(place, package);
    }
    let blocks: Vec<String> = blocks
        .iter()
        .map(|block| format!("{PACKAGE}{block}\n"))
        .collect();
    format!("{head}\n\n{}", blocks.join("\n"))
}

fn name(block: &str) -> &str {
    block
        .lines()
        .find_map(|line| line.strip_prefix("name = \""))
        .map_or("", |rest| rest.trim_end_matches('"'))
}

/// A generated package as a block of a lock file; `None` for a manifest without a package.
fn block(manifest: &str) -> Option<String> {
    let manifest: Table = manifest.parse().ok()?;
    let package = manifest.get("package")?;
    let text = |key: &str| package.get(key).and_then(Value::as_str);
    let mut dependencies: Vec<&str> = tables(&manifest)
        .flat_map(Table::keys)
        .map(String::as_str)
        .collect();
    dependencies.sort_unstable();
    dependencies.dedup();
    let lines: Vec<String> = dependencies
        .iter()
        .map(|name| format!(" \"{name}\",\n"))
        .collect();
    let lines = lines.concat();
    Some(format!(
        "name = \"{}\"\nversion = \"{}\"\ndependencies = [\n{lines}]",
        text("name")?,
        text("version")?
    ))
}

fn tables(manifest: &Table) -> impl Iterator<Item = &Table> {
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    sections
        .into_iter()
        .filter_map(|section| manifest.get(section)?.as_table())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const OURS: &str = include_str!("../../../../Cargo.lock");

    /// The packages of a lock file by name, version and checksum.
    fn packages(lock: &str) -> BTreeSet<(String, String, String)> {
        let lock: Table = lock.parse().unwrap();
        let text = |package: &Value, key: &str| {
            package
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let packages = lock["package"].as_array().unwrap().iter();
        packages
            .map(|package| {
                (
                    text(package, "name"),
                    text(package, "version"),
                    text(package, "checksum"),
                )
            })
            .collect()
    }

    #[test]
    fn every_locked_package_is_one_that_we_test_with() {
        let ours = packages(OURS);
        for (name, lock) in [
            ("model", MODEL),
            ("client", CLIENT),
            ("server", SERVER),
            ("both", BOTH),
        ] {
            let foreign: Vec<_> = packages(lock).difference(&ours).cloned().collect();
            assert!(
                foreign.is_empty(),
                "{name}.lock is old, run `cargo xtask lock`: {foreign:?}"
            );
        }
    }

    #[test]
    fn generated_packages_stand_where_cargo_puts_them() {
        let manifest = "[package]\nname = \"graph-model\"\nversion = \"0.1.0\"\n[dependencies]\nserde = \"1\"\ngraphwright-wire = \"0.1\"\n";
        let files = FileSet::from([("model/Cargo.toml".to_owned(), manifest.to_owned())]);
        let lock = write(&files, |_| false);
        let block = "[[package]]\nname = \"graph-model\"\nversion = \"0.1.0\"\ndependencies = [\n \"graphwright-wire\",\n \"serde\",\n]\n";
        assert!(lock.contains(&format!("\n{block}\n")), "{lock}");
        let names: Vec<&str> = lock.split(PACKAGE).skip(1).map(name).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert_eq!(lock.replacen(&format!("{block}\n"), "", 1), MODEL);
    }
}
