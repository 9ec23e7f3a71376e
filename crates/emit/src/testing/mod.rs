//! The tools of this crate's tests: small models built by hand, and the printed files that they become.

mod api;
mod items;
mod twins;

pub(crate) use api::*;
pub(crate) use twins::twins;

use crate::{Options, Runtime, emit};
use graphwright_ir::Api;

/// The options of a client and a server beside each other.
pub(crate) fn options() -> Options {
    Options {
        folder: "{target}".into(),
        runtime: Runtime::Path("../crates".into()),
        targets: vec!["client".into(), "server".into()],
        workspace: false,
        features_per_tag: false,
        command: "cargo xtask codegen".into(),
    }
}

/// Returns the text of one file. Every source of the whole output must be Rust.
pub(crate) fn check(api: &Api, path: &str) -> String {
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

/// Like [`check`], with the items alone that begin with one of these texts.
pub(crate) fn check_items(api: &Api, path: &str, beginnings: &[&str]) -> String {
    items::pick(&check(api, path), beginnings)
}
