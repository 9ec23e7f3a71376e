//! Generating some operations of a document: what is left is what they need, and nothing is said of
//! the rest.

use crate::place::{Place, Ran};
use serde_json::Value;
use std::path::Path;

/// Pets and shops, which share an enumeration and a type; shops have more wrong with them than pets.
const DOCUMENT: &str = include_str!("selection.yaml");

const CODEGEN: [&str; 7] = [
    "codegen",
    "--openapi",
    "shops.yaml",
    "--out",
    "out",
    "--runtime",
    "vendor",
];

fn place() -> Place {
    let place = Place::new();
    place.write("shops.yaml", DOCUMENT);
    place
}

/// Generates what the flags select.
fn select(flags: &[&str]) -> (Place, Ran) {
    let place = place();
    let ran = place.json(&[&CODEGEN[..], flags].concat());
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    (place, ran)
}

/// The messages: code, place, text and help.
fn said(ran: &Ran) -> Vec<String> {
    let mut objects = ran.objects();
    objects.pop();
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let shown = |one: &Value| {
        let [code, message, help] = ["code", "message", "help"].map(|key| text(&one[key]));
        let place = ["file", "line", "column"]
            .map(|key| text(&one[key]))
            .join(":");
        format!("{code} {place} {message} ({help})")
    };
    objects.iter().map(shown).collect()
}

/// Every `$ref` of a document leads somewhere.
fn assert_whole(document: &Value) {
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        if let Some(target) = value.get("$ref").and_then(Value::as_str) {
            let target = target.strip_prefix('#').expect(target);
            assert!(document.pointer(target).is_some(), "{target}");
        }
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values()),
            _ => {}
        }
    }
}

#[test]
fn what_is_selected_and_what_it_needs_is_generated() {
    let (place, ran) = select(&["--include-tag", "pets"]);
    insta::assert_snapshot!("pets_alone", place.read("out/api.txt"));
    assert_eq!(said(&ran), [] as [&str; 0]);
    let summary = ran.summary();
    assert_eq!(
        (
            &summary["operations"],
            &summary["skipped"],
            &summary["types"]
        ),
        (&2.into(), &0.into(), &4.into())
    );
    assert!(place.path("out/client/src/pets.rs").exists());
    assert!(!place.path("out/client/src/shops.rs").exists());
    assert!(!place.path("out/model/src/shop.rs").exists());
}

#[test]
fn a_tag_a_path_and_an_id_select_alike() {
    let api = |flags: &[&str]| select(flags).0.read("out/api.txt");
    let one = api(&["--include-operation", "get-pet"]);
    assert_eq!(api(&["--include-path", "/pets/*"]), one);
    assert_eq!(api(&["--include-operation", "GET /pets/{id}"]), one);
    let both = [
        "--include-path",
        "/pets/*",
        "--include-operation",
        "list-pets",
    ];
    assert_eq!(api(&both), api(&["--include-tag", "pets"]));
    let all = ["--include-tag", "pets", "--include-tag", "other"];
    assert_eq!(api(&["--include-path", "/pets/**"]), api(&all));
}

#[test]
fn the_published_document_is_what_is_served() {
    let (place, _) = select(&["--include-operation", "get-pet"]);
    let document: Value = serde_json::from_str(&place.read("out/openapi.json")).expect("JSON");
    assert_whole(&document);
    insta::assert_snapshot!("published", format!("{document:#}"));
}

#[test]
fn a_configuration_selects_and_a_flag_replaces_its_list() {
    let place = place();
    let config = "[api]\nopenapi = \"shops.yaml\"\n[output]\nruntime = \"vendor\"\n[select]\ntags = [\"pets\"]\n";
    place.write("codegen.toml", config);
    let args = ["codegen", "--config", "codegen.toml"];
    let ran = place.json(&args);
    assert_eq!(
        (ran.code, &ran.summary()["operations"]),
        (0, &2.into()),
        "{}",
        ran.stdout
    );
    assert_eq!(place.json(&[&args[..], &["--check"]].concat()).code, 0);

    let flag = ["--include-tag", "other"];
    let ran = place.json(&[&args[..], &flag].concat());
    assert_eq!(
        (ran.code, &ran.summary()["operations"]),
        (0, &1.into()),
        "{}",
        ran.stdout
    );
    // A flag of another kind adds to it.
    let flag = ["--include-operation", "other"];
    let ran = place.json(&[&args[..], &flag].concat());
    assert_eq!(
        (ran.code, &ran.summary()["operations"]),
        (0, &3.into()),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_selects_nothing_is_refused_where_it_stands() {
    let place = place();
    let config = "[api]\nopenapi = \"shops.yaml\"\n[output]\nruntime = \"vendor\"\n[select]\ntags = [\"pets\", \"pest\"]\npaths = [\"/cats/**\"]\n";
    place.write("codegen.toml", config);
    let ran = place.json(&[
        "codegen",
        "--config",
        "codegen.toml",
        "--include-operation",
        "get-pets",
    ]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        said(&ran),
        [
            "config-invalid codegen.toml:6:17 no operation has the tag `pest` (did you mean `pets`?)",
            "config-invalid codegen.toml:7:10 no operation has a path that matches `/cats/**` (null)",
            "usage null:null:null no operation has the id `get-pets` (did you mean `get-pet`?)",
        ]
    );
    assert!(!place.path("generated").exists());
}

#[test]
fn a_stale_folder_is_mended_by_the_command_that_is_shown() {
    let (place, _) = select(&["--include-path", "/pets/**", "--include-tag", "pets"]);
    let flags = [
        "--include-path",
        "/shops/*",
        "--include-tag",
        "pets",
        "--check",
    ];
    let ran = place.run(&[&CODEGEN[..], &flags].concat());
    // Shops are broken: to see a difference without an error, what is selected must be sound.
    assert_eq!(ran.code, 2);
    let flags = ["--include-path", "/pets/*", "--check"];
    let ran = place.run(&[&CODEGEN[..], &flags].concat());
    assert_eq!(ran.code, 1);
    let shown = "codegen --openapi shops.yaml --out out --runtime vendor --include-path '/pets/*'";
    assert!(ran.stderr.contains(shown), "{}", ran.stderr);
}

/// A document as large as they come, of which one tag is a hundredth.
#[test]
fn one_tag_of_a_large_document() {
    let document = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/corpus/suites/progenitor/api.github.com.json"
    );
    if !Path::new(document).exists() {
        eprintln!("skipped: {document} is not there");
        return;
    }
    let place = Place::new();
    let args = [
        "codegen",
        "--openapi",
        document,
        "--out",
        "out",
        "--runtime",
        "vendor",
    ];
    let ran = place.json(&[&args[..], &["--include-tag", "gists"]].concat());
    assert_eq!(
        (ran.code, &ran.summary()["operations"]),
        (0, &20.into()),
        "{}",
        ran.stdout
    );
    let published: Value = serde_json::from_str(&place.read("out/openapi.json")).expect("JSON");
    assert_whole(&published);
    assert_eq!(
        published["components"]["schemas"]
            .as_object()
            .map(serde_json::Map::len),
        Some(11)
    );
}
