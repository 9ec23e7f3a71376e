//! `cargo xtask corpus` on a small folder: every kind of file has its outcome, and a second run only does what is new.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GOOD: &str = r#"{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": {
    "/pets": {"get": {"operationId": "listPets", "responses": {"200": {"description": "All.",
        "content": {"application/json": {"schema": {"$ref": "SCHEMA"}}}}}}}},
    "components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}}}"#;

/// A folder with a valid document, a broken one, one of two files, and files that are not documents.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("in").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    write(
        "good.json",
        &GOOD.replace("SCHEMA", "#/components/schemas/Pet"),
    );
    write(
        "broken.yaml",
        "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: [\n",
    );
    write("multi/root.json", &GOOD.replace("SCHEMA", "parts/pet.yaml"));
    write(
        "multi/parts/pet.yaml",
        "type: object\nproperties:\n  age: {type: integer}\n",
    );
    write("other.json", r#"{"name": "no document"}"#);
    write("notes.md", "openapi: 3.0.0");
    write(
        "VALIDITY.tsv",
        "path\tversion\tvalid\ngood.json\t3.0.3\tvalid\nbroken.yaml\t\tINVALID\nmulti/root.json\t3.0.3\tvalid\n",
    );
    write(
        "DANGLING.tsv",
        "path\trefs\tdangling\nmulti/root.json\t1\t1\n",
    );
    folder
}

fn corpus(folder: &Path, flags: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lab"));
    command.arg("corpus").arg(folder.join("in"));
    command.arg("--out").arg(folder.join("out"));
    command.args(flags).output().expect("it runs")
}

/// Keeps what Cargo builds for another run of the tests: the dependencies of generated crates take a minute.
fn keep_target(folder: &Path) {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let target = folder.join("out/target");
    fs::create_dir_all(&kept).expect("it can be made");
    fs::create_dir_all(folder.join("out")).expect("it can be made");
    #[cfg(unix)]
    std::os::unix::fs::symlink(kept, target).expect("it can be linked");
    #[cfg(not(unix))]
    fs::create_dir_all(target).expect("it can be made");
}

/// The figures of the last run, and the number of lines of the results.
fn results(folder: &Path) -> (Value, usize) {
    let read = |file: &str| fs::read_to_string(folder.join("out").join(file)).expect("it is there");
    let report = serde_json::from_str(&read("corpus.json")).expect("JSON");
    (report, read("results.jsonl").lines().count())
}

#[test]
fn every_document_has_an_outcome_and_is_run_once() {
    let folder = folder();
    let output = corpus(folder.path(), &[]);
    assert!(output.status.success(), "{output:?}");
    let (report, lines) = results(folder.path());
    assert_eq!(lines, 3);
    let documents = report["documents"].as_array().expect("a list");
    let outcome = |document: &Value| {
        ["path", "outcome", "validity"].map(|key| document[key].as_str().unwrap_or("?").to_owned())
    };
    let outcomes: Vec<_> = documents.iter().map(outcome).collect();
    assert_eq!(
        outcomes,
        [
            ["broken.yaml", "refused", "invalid"],
            ["good.json", "generated", "valid"],
            ["multi/root.json", "generated", "dangling"],
        ]
    );
    assert_eq!(documents[0]["reason"]["file"], "broken.yaml");
    assert!(documents[0]["reason"]["line"].is_u64(), "{}", documents[0]);
    for generated in &documents[1..] {
        assert_eq!(generated["operations"], 1, "{generated}");
        assert_eq!(generated["generated"], 1, "{generated}");
        assert!(generated["lines"].as_u64() > Some(20), "{generated}");
    }
    let totals = &report["totals"];
    let counts = ["all", "valid", "whole"].map(|group| totals[group]["documents"].as_u64());
    assert_eq!(counts, [Some(3), Some(2), Some(1)]);
    assert_eq!(totals["all"]["located"], 1);
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(table.contains("generated"), "{table}");

    corpus(folder.path(), &[]);
    assert_eq!(results(folder.path()).1, 3, "nothing was new");
    fs::write(folder.path().join("in/broken.yaml"), "openapi: 3.0.0\n").expect("it can be written");
    corpus(folder.path(), &[]);
    assert_eq!(results(folder.path()).1, 4, "one document was new");
}

#[test]
fn files_that_are_not_documents_must_be_refused() {
    let folder = folder();
    let output = corpus(folder.path(), &["--every-file", "--only", "other.json"]);
    assert!(output.status.success(), "{output:?}");
    let (report, _) = results(folder.path());
    assert_eq!(report["documents"][0]["reason"]["code"], "not-openapi");
    assert_eq!(report["totals"]["all"]["located"], 1);
}

#[test]
fn output_is_compiled_once() {
    let folder = folder();
    keep_target(folder.path());
    for _ in 0..2 {
        let output = corpus(folder.path(), &["--check-compile", "--only", "*.json"]);
        assert!(output.status.success(), "{output:?}");
        let (report, _) = results(folder.path());
        for document in report["documents"].as_array().expect("a list") {
            assert_eq!(document["compiled"]["crates"], 3, "{document}");
            assert_eq!(document["compiled"]["errors"], 0, "{document}");
        }
        assert_eq!(report["totals"]["all"]["compiled"]["clean"], 2);
        let compiled = fs::read_to_string(folder.path().join("out/compiled.jsonl"));
        assert_eq!(compiled.expect("it is there").lines().count(), 2);
    }
    assert!(!folder.path().join("out/batch").exists());
}

#[test]
fn a_folder_without_documents_is_an_error() {
    let folder = folder();
    let output = corpus(folder.path(), &["--only", "*.toml"]);
    assert!(!output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("no documents"), "{errors}");
}
