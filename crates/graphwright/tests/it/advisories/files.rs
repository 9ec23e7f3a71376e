//! Files where none should be, read or written.

use super::{is_harmless, is_refused};
use crate::injection::from_document;
use crate::place::Place;

/// Names that lead out of a folder, on some system.
const WAYS_OUT: [&str; 12] = [
    "../../pwn",
    "..\\..\\pwn",
    "/etc/passwd",
    "C:\\pwn",
    "\\\\host\\share",
    "%2e%2e%2fpwn",
    "..",
    ".",
    "con",
    "nul.txt",
    "a/../../pwn",
    "\u{2025}/pwn",
];

/// Every name that becomes a file's; that their paths are plain is looked at whatever is made.
fn become_files(word: &str) {
    for place in ["atSchema", "atGroup", "atOperation", "atUnion", "atMsEnum"] {
        is_harmless(place, word);
    }
}

/// openapi-python-client, swagger-codegen, Kiota: names of schemas and tags led out of the folder.
#[test]
fn cve_2020_15141_swagger_codegen_12611_kiota_7919_names() {
    WAYS_OUT.into_iter().for_each(become_files);
}

/// msgraph-sdk-python: paths longer than Windows has.
#[test]
fn msgraph_sdk_python_48_long_names() {
    become_files(&"Long".repeat(500));
}

/// openapi-generator: whoever made the configuration could have any folder emptied.
#[test]
fn cve_2024_35219_output_folder() {
    let place = Place::with_pets();
    place.write("precious/Cargo.toml", "[package]\n");
    let before = place.files("precious");
    let ran = place.json(&[
        "codegen",
        "--openapi",
        "pets.yaml",
        "--out",
        "precious",
        "--runtime",
        "vendor",
    ]);
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    assert!(place.files("precious") == before);
}

/// Kiota: the configuration of a workspace named places outside of it.
#[test]
fn ghsa_4rj6_vrwv_wr8m_configured_folder() {
    for folder in [
        "../{target}",
        "/tmp/{target}",
        "a/../../{target}",
        "{target}/..",
        "",
    ] {
        let place = Place::with_pets();
        let config = format!(
            "[api]\nopenapi = 'pets.yaml'\n[output]\ndir = 'out'\nfolder = '{folder}'\nruntime = 'vendor'\n"
        );
        place.write(
            "in/codegen.toml",
            config.replace("'pets.yaml'", "'../pets.yaml'"),
        );
        let ran = place.json(&["codegen", "--config", "in/codegen.toml"]);
        assert_eq!(ran.code, 2, "{folder}: {}", ran.stdout);
        assert_eq!(place.files("").len(), 2, "{folder}");
    }
}

/// swagger-parser (both), Kiota: references were fetched from networks and disks.
#[test]
fn ghsa_rg4h_fpcp_2qm8_swagger_parser_222_references() {
    for target in [
        "http://169.254.169.254/latest/meta-data",
        "https://evil.example/a.yaml",
        "//evil.example/a.yaml",
        "HTTPS://evil.example/a.yaml",
        "ftp://evil.example/a",
        "file:///etc/passwd",
        "/etc/passwd",
        "../../../../etc/passwd",
        "a/../../../etc/passwd",
        "..%2f..%2fetc/passwd",
        "\\\\evil.example\\share",
        "data:application/json,{}",
    ] {
        let schema = serde_json::json!({ "$ref": target });
        let document = serde_json::json!({
            "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": {},
            "components": { "schemas": { "S": schema } },
        });
        is_refused(from_document(document.to_string()), "api.json:1: ");
    }
}
