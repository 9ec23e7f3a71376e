//! The contract against the sources of the runtimes, and against the names that lowering gives.

use super::{Dependency, Item, client, runtime, server, wire};
use crate::{Options, Runtime, emit};
use graphwright_lower::{Config, lower};
use graphwright_source::{Limits, SourceMap, openapi};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use syn::{ItemUse, UseTree, Visibility};

#[test]
fn every_item_is_in_its_runtime() {
    for item in [wire::ALL, client::ALL, server::ALL, runtime::ALL].concat() {
        let runtimes: &[&str] = match item.of {
            Dependency::Wire => &["wire"],
            Dependency::Client => &["client"],
            Dependency::Server => &["server"],
            Dependency::Runtime => &["client", "server"],
            Dependency::Std | Dependency::Serde => &[],
        };
        for name in runtimes {
            let missing = missing_name(&sources(name), item.path);
            assert_eq!(missing, None, "`{}` of {name}", item.path);
        }
    }
}

/// The folder of a runtime's sources.
fn sources(runtime: &str) -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    crates.join(runtime).join("src")
}

/// The first segment of a path that is not public in the module before it.
fn missing_name(sources: &Path, path: &str) -> Option<String> {
    let mut file = sources.join("lib.rs");
    for segment in path.split("::").filter(|segment| *segment != "self") {
        let text = std::fs::read_to_string(&file).expect("a module of the runtime");
        if !public_names(&text).contains(segment) {
            return Some(segment.to_owned());
        }
        let alone = sources.join(format!("{segment}.rs"));
        file = if alone.exists() {
            alone
        } else {
            sources.join(segment).join("mod.rs")
        };
    }
    None
}

/// The names that a module declares or exports for everyone.
fn public_names(text: &str) -> BTreeSet<String> {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let mut names = BTreeSet::new();
    for item in syn::parse_file(text).expect("a runtime is Rust").items {
        let (visibility, name) = match &item {
            syn::Item::Use(ItemUse { vis, tree, .. }) if is_public(vis) => {
                exported(tree, &mut names);
                continue;
            }
            syn::Item::Mod(item) => (&item.vis, &item.ident),
            syn::Item::Struct(item) => (&item.vis, &item.ident),
            syn::Item::Enum(item) => (&item.vis, &item.ident),
            syn::Item::Trait(item) => (&item.vis, &item.ident),
            syn::Item::Fn(item) => (&item.vis, &item.sig.ident),
            syn::Item::Type(item) => (&item.vis, &item.ident),
            _ => continue,
        };
        if is_public(visibility) {
            names.insert(name.to_string());
        }
    }
    names
}

/// Adds the names that a `use` gives.
fn exported(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => exported(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| exported(tree, names)),
        UseTree::Name(name) => _ = names.insert(name.ident.to_string()),
        UseTree::Rename(rename) => _ = names.insert(rename.rename.to_string()),
        UseTree::Glob(_) => {}
    }
}

/// Lowering reserves words for generated code without knowing this list. A document in which a
/// type, a group of operations and an operation have the name of each item shows whether they agree.
#[test]
fn a_document_may_use_the_name_of_every_item() {
    let names: BTreeSet<&str> = [super::stdlib::ALL, super::serde::ALL]
        .into_iter()
        .chain([wire::ALL, client::ALL, server::ALL, runtime::ALL])
        .flatten()
        .flat_map(short_names)
        .collect();
    for (path, text) in emit(&document(&names), &options()) {
        if path.contains("/src/") {
            assert_eq!(repeated_name(&text), None, "{path}:\n{text}");
        }
    }
}

/// The names that a file may import for an item: its own, and that of a module.
fn short_names(item: &Item) -> impl Iterator<Item = &'static str> {
    item.path.split("::").filter(|segment| *segment != "self")
}

fn document(names: &BTreeSet<&str>) -> graphwright_ir::Api {
    let mut paths = String::new();
    let mut schemas = String::new();
    for name in names {
        _ = write!(
            paths,
            "  /{name}:
    post:
      operationId: {name}
      tags: [{name}]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}
      responses:
        '200': {{description: Ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}
        '404': {{description: No, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}
"
        );
        _ = write!(
            schemas,
            "    {name}:
      type: object
      required: [id]
      properties: {{id: {{type: string}}, at: {{type: string, format: date-time}}}}
"
        );
    }
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: Names, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    );
    let mut map = SourceMap::new();
    let file = map.add("names.yaml", text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    let config = Config {
        name: "names".into(),
        inputs: vec!["names.yaml".into()],
        ..Config::default()
    };
    lower(&read.document.expect("a document"), &config).api
}

fn options() -> Options {
    Options {
        folder: "{target}".into(),
        runtime: Runtime::Path("../crates".into()),
        targets: vec!["client".into(), "server".into()],
        workspace: false,
        features_per_tag: false,
        command: "cargo xtask codegen".into(),
    }
}

/// A type or trait that a file imports or declares twice.
fn repeated_name(text: &str) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut repeated = None;
    for item in syn::parse_file(text).expect("generated code is Rust").items {
        let mut names = BTreeSet::new();
        match &item {
            syn::Item::Use(item) => exported(&item.tree, &mut names),
            syn::Item::Struct(item) => _ = names.insert(item.ident.to_string()),
            syn::Item::Enum(item) => _ = names.insert(item.ident.to_string()),
            syn::Item::Trait(item) => _ = names.insert(item.ident.to_string()),
            syn::Item::Type(item) => _ = names.insert(item.ident.to_string()),
            _ => {}
        }
        // Functions and modules have lower case, and do not meet in one namespace.
        names.retain(|name| name.starts_with(char::is_uppercase));
        for name in names {
            if !seen.insert(name.clone()) {
                repeated = Some(name);
            }
        }
    }
    repeated
}
