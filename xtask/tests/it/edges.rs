//! The rules about what a crate may know: which crates of the workspace it depends on, and which libraries
//! would let it decide what another crate decides.

use crate::files;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use toml::Table;

/// The crates of the workspace that each crate may depend on.
const EDGES: &[(&str, &[&str])] = &[
    ("cargo", &[]),
    ("source", &[]),
    ("ir", &[]),
    ("lower", &["source", "ir"]),
    ("tables", &["source", "ir", "lower"]),
    ("emit", &["ir"]),
    ("graphwright", &["source", "ir", "lower", "tables", "emit"]),
    ("wire", &[]),
    ("client", &["wire"]),
    ("oauth", &["client"]),
    ("server", &["wire"]),
    ("examples", &["users-client", "users-server"]),
    ("measure", &["users-client", "users-server"]),
    ("fuzz", &["graphwright", "emit", "source"]),
    (
        "lab",
        &["graphwright", "cargo", "emit", "fuzz", "ir", "source"],
    ),
];

/// Libraries that a crate must do without, and the crate that has the decision.
const BARRED: &[(&str, &[&str], &str)] = &[
    (
        "ir",
        &["openapiv3", "quote", "proc-macro2", "syn", "serde_json"],
        "the model is plain data",
    ),
    (
        "lower",
        &["quote", "proc-macro2", "prettyplease", "openapiv3"],
        "tokens are emit's",
    ),
    (
        "emit",
        &["openapiv3", "heck", "serde_yaml"],
        "names are lower's",
    ),
    (
        "wire",
        &["http", "hyper", "axum", "reqwest", "tokio"],
        "HTTP is client's and server's",
    ),
];

/// The names of the normal dependencies of a crate, on every platform.
fn dependencies(name: &str) -> BTreeSet<String> {
    let manifest = files::root().join(format!("crates/{name}/Cargo.toml"));
    let text = fs::read_to_string(&manifest).unwrap_or_else(|error| panic!("{name}: {error}"));
    let manifest: Table = text.parse().expect("TOML");
    let platforms = manifest.get("target").and_then(toml::Value::as_table);
    let platforms = platforms.into_iter().flat_map(Table::values);
    let tables = platforms
        .filter_map(toml::Value::as_table)
        .chain([&manifest]);
    let tables = tables.filter_map(|table| table.get("dependencies")?.as_table());
    tables.flat_map(Table::keys).cloned().collect()
}

#[test]
fn crates_depend_on_what_they_may_know() {
    let edges: BTreeMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let crates: Vec<String> = files::packages()
        .iter()
        .filter_map(|package| package.strip_prefix("crates/").map(str::to_owned))
        .collect();
    let listed: BTreeSet<&str> = edges.keys().copied().collect();
    assert_eq!(
        crates.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        listed
    );
    for name in &crates {
        let ours = dependencies(name);
        let ours = ours.iter().filter_map(|dependency| {
            let short = dependency.strip_prefix("graphwright-");
            let short = short.or_else(|| dependency.strip_prefix("graph-"));
            short.or_else(|| (dependency == "graphwright").then_some(dependency))
        });
        for dependency in ours {
            assert!(
                edges[name.as_str()].contains(&dependency),
                "`{name}` depends on `{dependency}`, which it must not know"
            );
        }
    }
}

#[test]
fn crates_do_without_the_libraries_of_others() {
    for (name, barred, reason) in BARRED {
        let dependencies = dependencies(name);
        for library in *barred {
            assert!(
                !dependencies.contains(*library),
                "`{name}` depends on `{library}`: {reason}"
            );
        }
    }
}

/// The stages of the generator: text in, text out.
const STAGES: [&str; 5] = ["source", "ir", "lower", "tables", "emit"];

/// Modules of the standard library that reach outside of the process.
const OUTSIDE: [&str; 4] = ["std::env", "std::fs", "std::net", "std::process"];

#[test]
fn stages_reach_nothing_outside() {
    let mut found = Vec::new();
    for file in STAGES.iter().flat_map(|stage| sources(stage)) {
        let module = OUTSIDE.iter().find(|module| file.text.contains(**module));
        found.extend(module.map(|module| format!("{}: {module}", file.path)));
    }
    assert!(
        found.is_empty(),
        "only `graphwright` may use:\n{}",
        found.join("\n")
    );
}

/// The code of a crate, but for its tests.
fn sources(name: &str) -> Vec<files::File> {
    let mut sources = files::below(&[&format!("crates/{name}/src")], "rs");
    sources.retain(|file| !file.path.contains("/tests"));
    sources
}

/// The stages are for every API: Microsoft Graph's own facts are inputs, in `spec/`.
#[test]
fn stages_know_no_api() {
    let mut found = Vec::new();
    for file in STAGES.iter().flat_map(|stage| sources(stage)) {
        let names = ["Microsoft.Graph", "microsoft.graph", "microsoft.com"];
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code.filter(|line| names.iter().any(|name| line.contains(name))) {
            found.push(format!("{}: {}", file.path, line.trim()));
        }
    }
    assert!(
        found.is_empty(),
        "belongs to `spec/`:\n{}",
        found.join("\n")
    );
}
