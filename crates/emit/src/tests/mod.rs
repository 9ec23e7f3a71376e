//! Printed files against snapshots, one file per target and feature.

mod client;
mod key;
mod model;
mod paging;
mod policies;
mod server;
mod size;
mod support;
mod versions;

use crate::{Options, Runtime, emit};
use graphwright_ir::Api;

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

/// The text of one file of a model. Every source of the whole output must be Rust.
fn check(api: &Api, path: &str) -> String {
    let files = emit(api, &options());
    for (path, text) in files.iter().filter(|(path, _)| path.contains("/src/")) {
        let parsed = syn::parse_file(text);
        assert!(
            parsed.is_ok(),
            "{path}: {}\n{text}",
            parsed.err().map_or_else(String::new, |e| e.to_string())
        );
        assert!(!text.contains("compile_error"), "{path}: {text}");
    }
    files
        .get(path)
        .unwrap_or_else(|| panic!("no {path} in {:?}", files.keys()))
        .clone()
}
