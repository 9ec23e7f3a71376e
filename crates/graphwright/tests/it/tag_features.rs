//! Groups of operations behind features of their own.

use crate::place::{Place, Ran};
use std::fmt::Write;

/// A document of which two tags are sound.
const DOCUMENT: &str = include_str!("selection.yaml");

/// Generates the sound part of the document into `out`.
fn generated() -> Place {
    let place = Place::new();
    place.write("shops.yaml", DOCUMENT);
    let ran = codegen(&place, "shops.yaml", &["--include-path", "/pets/**"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    place
}

fn codegen(place: &Place, document: &str, more: &[&str]) -> Ran {
    let args = [
        "codegen",
        "--openapi",
        document,
        "--out",
        "out",
        "--runtime",
        "vendor",
    ];
    place.json(&[&args[..], &["--features-per-tag"], more].concat())
}

/// The lines of a generated file that have to do with features.
fn lines(place: &Place, path: &str, words: &[&str]) -> Vec<String> {
    let text = place.read(path);
    let lines = text
        .lines()
        .filter(|line| words.iter().any(|word| line.contains(word)));
    lines.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_group_is_behind_its_feature_and_all_are_on_by_default() {
    let place = generated();
    let manifest = |target: &str| {
        lines(
            &place,
            &format!("out/{target}/Cargo.toml"),
            &["tag", "default ="],
        )
    };
    assert_eq!(
        manifest("client"),
        [
            "default = [\"reqwest\", \"decompress\", \"all-tags\"]",
            "all-tags = [\"tag-pets\", \"tag-other\"]",
            "tag-pets = []",
            "tag-other = []",
        ]
    );
    assert_eq!(
        manifest("server"),
        [
            "default = [\"all-tags\"]",
            "all-tags = [\"tag-pets\", \"tag-other\"]",
            "tag-pets = []",
            "tag-other = []",
        ]
    );
    assert_eq!(manifest("model"), [] as [&str; 0]);
    assert_eq!(
        lines(
            &place,
            "out/server/src/lib.rs",
            &["feature =", "mod ", " server::"]
        ),
        [
            "mod server;",
            "#[cfg(feature = \"tag-other\")]",
            "pub mod other;",
            "#[cfg(feature = \"tag-pets\")]",
            "pub mod pets;",
            "pub use server::{OPENAPI, server};",
            "#[cfg(feature = \"all-tags\")]",
            "pub use server::router;",
            "#[cfg(feature = \"tag-other\")]",
            "#[cfg(feature = \"tag-pets\")]",
        ]
    );
}

#[test]
fn a_crate_has_so_many_features_and_no_more() {
    let place = Place::new();
    for (tags, code) in [(300, 0), (301, 2)] {
        let mut document =
            "openapi: 3.0.3\ninfo: { title: T, version: \"1\" }\npaths:\n".to_owned();
        for tag in 0..tags {
            let operation = format!(
                "tags: [t{tag}], operationId: o{tag}, responses: {{ \"204\": {{ description: D }} }}"
            );
            writeln!(document, "  /p{tag}: {{ get: {{ {operation} }} }}").expect("a line");
        }
        place.write("many.yaml", document);
        let ran = codegen(&place, "many.yaml", &[]);
        assert_eq!(ran.code, code, "{tags}: {}", ran.stdout);
        let errors = ran.errors();
        let said: Vec<_> = errors
            .iter()
            .filter_map(|error| error["message"].as_str())
            .collect();
        let expected = ["301 tags would be 301 features, and a crate has at most 300"];
        assert_eq!(said, if code == 0 { &[][..] } else { &expected });
    }
    assert_eq!(
        codegen(&place, "many.yaml", &["--include-tag", "t7"]).code,
        0
    );

    let config =
        "[api]\nopenapi = \"many.yaml\"\n[output]\nruntime = \"vendor\"\nfeatures-per-tag = true\n";
    place.write("codegen.toml", config);
    let ran = place.json(&["codegen", "--config", "codegen.toml"]);
    let error = &ran.errors()[0];
    assert_eq!(
        (&error["code"], &error["line"]),
        (&"config-invalid".into(), &5.into())
    );
}

/// Every choice of one group compiles by itself, without a warning.
#[test]
fn one_group_alone_compiles() {
    let place = generated();
    for features in ["", "tag-pets", "tag-other", "all-tags"] {
        for package in ["api-client", "api-server"] {
            let args = ["check", "--package", package, "--no-default-features"];
            place.cargo("out", &[&args[..], &["--features", features]].concat());
        }
    }
    place.cargo("out", &["check"]);
    for features in ["tag-pets", "all-tags"] {
        let args = [
            "doc",
            "--no-deps",
            "--package",
            "api-server",
            "--package",
            "api-client",
        ];
        place.cargo(
            "out",
            &[
                &args[..],
                &["--no-default-features", "--features", features],
            ]
            .concat(),
        );
    }
}
