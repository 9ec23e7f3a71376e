//! Another API than the project's own: with an API key, and a list that is counted. Its client
//! authenticates and pages by configuration alone, seen from a consumer that is built and run.

use crate::place::Place;
use std::path::Path;

/// The settings for this API's own ways.
const CONFIG: &str = r#"
[api]
name = "wells"

[output]
targets = ["model", "client"]

[paging]
offset = { parameter = "offset", limit = "limit" }
items = "results"
total = "count"
"#;

/// The consumer, which needs a client without an HTTP stack.
const MANIFEST: &str = r#"
[package]
name = "driver"
edition = "2024"

[dependencies]
wells-client = { path = "../out/client", default-features = false }

[profile.dev]
debug = 0

[workspace]
"#;

/// Generates a client from a document, and runs a consumer of it that makes a call, of a path,
/// with the key in a header.
fn check((name, document): (&str, &str), call: &str, path: &str, header: &str) {
    let place = Place::new();
    place.write("codegen.toml", CONFIG);
    place.write(name, document);
    let args = [
        "codegen",
        "--config",
        "codegen.toml",
        "--openapi",
        name,
        "--out",
        "out",
    ];
    let made = place.json(&args);
    assert_eq!(made.code, 0, "{}", made.stdout);

    let driver = include_str!("driver.rs");
    let driver = driver
        .replace("CALL", call)
        .replace("PATH", path)
        .replace("HEADER", header);
    place.write("driver/src/main.rs", driver);
    place.write("driver/Cargo.toml", MANIFEST);
    place.write("driver/Cargo.lock", place.read("out/Cargo.lock"));
    place.cargo("driver", &["run", "--quiet", "--offline"]);
}

#[test]
fn a_document_with_a_key_and_offsets() {
    let document = include_str!("wells.yaml");
    check(
        ("wells.yaml", document),
        "wells().list()",
        "/wells/",
        "X-Key",
    );
}

/// The same of a document that nobody in the project wrote; it is not part of the project.
#[test]
fn a_document_from_outside_with_a_key_and_offsets() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let document = corpus.join("apis/apis-guru/native30/gov.bc.ca__gwells.json");
    let Ok(document) = std::fs::read_to_string(&document) else {
        println!("skipped: there is no {}", document.display());
        return;
    };
    let path = "/aquifer-codes/demand/";
    check(
        ("gwells.json", &document),
        "aquifer_codes().demand_list()",
        path,
        "JWT",
    );
}
