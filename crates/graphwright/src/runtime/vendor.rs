//! Copies of the runtime crates that do not depend on the workspace of this project.

use graphwright_emit::FileSet;
use toml::{Table, Value};

/// The files of the runtime crates by their paths below `crates/`, embedded when this library is built.
const RUNTIMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtimes.rs"));

/// The manifest of the workspace that the runtime crates inherit from.
const WORKSPACE: &str = include_str!("../../../../Cargo.toml");

/// The licences of the copies.
const LICENSES: [(&str, &str); 2] = [
    ("LICENSE-APACHE", include_str!("../../../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../../../LICENSE-MIT")),
];

/// Adds the needed runtime crates under `runtime/`.
pub(super) fn copy(files: &mut FileSet, needs: impl Fn(&str) -> bool) {
    for (name, text) in LICENSES {
        files.insert(format!("runtime/{name}"), text.to_owned());
    }
    for (path, text) in RUNTIMES {
        match path.split_once('/') {
            Some((runtime, "Cargo.toml")) if needs(runtime) => {
                files.insert(format!("runtime/{path}"), manifest(text));
            }
            Some((runtime, _)) if needs(runtime) => {
                files.insert(format!("runtime/{path}"), (*text).to_owned());
            }
            _ => {}
        }
    }
}

/// The sections of a manifest that name files or crates which are not copied.
const LEFT_OUT: [&str; 5] = ["lints", "dev-dependencies", "test", "bench", "example"];

/// The manifest of a runtime crate with inherited values written out.
fn manifest(text: &str) -> String {
    let mut manifest = table(text);
    let workspace = table(WORKSPACE);
    let inherited = |section: &str| {
        workspace
            .get("workspace")
            .and_then(|workspace| workspace.get(section))
    };
    for section in LEFT_OUT {
        manifest.remove(section);
    }
    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        inherit_package(package, inherited("package"));
    }
    if let Some(Value::Table(dependencies)) = manifest.get_mut("dependencies") {
        for (name, dependency) in dependencies {
            inherit_dependency(name, dependency, inherited("dependencies"));
        }
    }
    // Tests are not copied, nor their dependencies.
    let untested =
        Table::from_iter(["test", "doctest"].map(|key| (key.to_owned(), Value::Boolean(false))));
    manifest.insert("lib".to_owned(), Value::Table(untested));
    // A manifest that was read as TOML can be written as TOML.
    let text = toml::to_string_pretty(&manifest).unwrap_or_default();
    format!(
        "# Copied by `graphwright codegen --runtime vendor`, with what was inherited written out. Do not edit.\n\n{text}"
    )
}

fn inherit_package(package: &mut Table, inherited: Option<&Value>) {
    for (key, value) in package {
        if asks_to_inherit(value)
            && let Some(given) = inherited.and_then(|inherited| inherited.get(key))
        {
            *value = given.clone();
        }
    }
}

/// Writes out `name.workspace = true`; other keys (such as features) are kept.
fn inherit_dependency(name: &str, dependency: &mut Value, inherited: Option<&Value>) {
    if !asks_to_inherit(dependency) {
        return;
    }
    let (Value::Table(own), Some(given)) = (
        dependency,
        inherited.and_then(|inherited| inherited.get(name)),
    ) else {
        return;
    };
    own.remove("workspace");
    match given {
        Value::Table(given) => {
            for (key, value) in given {
                own.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        version => {
            own.insert("version".to_owned(), version.clone());
        }
    }
    if let Some(Value::String(path)) = own.get_mut("path") {
        *path = path.replacen("crates/", "../", 1);
    }
}

fn asks_to_inherit(value: &Value) -> bool {
    value.get("workspace").and_then(Value::as_bool) == Some(true)
}

/// Parses a manifest of this project, which is valid because Cargo has read it.
fn table(text: &str) -> Table {
    text.parse().unwrap_or_default()
}
