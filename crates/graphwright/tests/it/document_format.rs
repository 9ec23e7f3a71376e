//! The formats of the published document.

use crate::place::{CODEGEN, Place};
use serde_json::Value;

/// Generates the small document with more flags, and gives the exit code and the messages' codes.
fn generate(place: &Place, flags: &[&str]) -> (i32, Vec<String>) {
    let ran = place.json(&[&CODEGEN[..], flags].concat());
    let codes = ran
        .objects()
        .iter()
        .filter_map(|object| Some(object["code"].as_str()?.to_owned()))
        .collect();
    (ran.code, codes)
}

#[test]
fn both_formats_are_the_same_document() {
    let place = Place::with_pets();
    let (code, _) = generate(&place, &["--document", "both"]);
    assert_eq!(code, 0);
    let json: Value = serde_json::from_str(&place.read("out/openapi.json")).expect("JSON");
    let yaml: Value = serde_yaml::from_str(&place.read("out/openapi.yaml")).expect("YAML");
    assert_eq!(json, yaml);
    let keys = json.as_object().expect("an object").keys();
    assert!(keys.eq(yaml.as_object().expect("an object").keys()));
}

#[test]
fn a_format_that_is_no_longer_wanted_is_removed_and_checked() {
    let place = Place::with_pets();
    generate(&place, &["--document", "both"]);
    let (code, _) = generate(&place, &["--document", "both", "--check"]);
    assert_eq!(code, 0);
    place.write("out/openapi.yaml", "edited: true\n");
    let (code, codes) = generate(&place, &["--document", "both", "--check"]);
    assert_eq!(
        (code, codes.contains(&"output-edited".to_owned())),
        (1, true)
    );
    generate(&place, &["--document", "both"]);
    let (code, _) = generate(&place, &["--check"]);
    assert_eq!(code, 1);
    generate(&place, &[]);
    assert!(!place.path("out/openapi.yaml").exists());
}

#[test]
fn yaml_alone_is_for_outputs_without_a_server() {
    let place = Place::with_pets();
    let ran = place.json(&[&CODEGEN[..], &["--document", "yaml"]].concat());
    let errors = ran.errors();
    assert_eq!((ran.code, errors.len()), (2, 1));
    assert_eq!(errors[0]["code"], "usage");
    assert_eq!(
        errors[0]["message"],
        "the server crate embeds `openapi.json`, which would not be written"
    );
    let (code, _) = generate(&place, &["--document", "yaml", "--only", "client"]);
    assert_eq!(code, 0);
    let files = place.files("out");
    assert!(files.contains_key("openapi.yaml") && !files.contains_key("openapi.json"));
}

#[test]
fn the_configuration_asks_for_formats_too() {
    let place = Place::with_pets();
    let config = |format: &str| {
        format!(
            "[api]\nopenapi = \"pets.yaml\"\n[output]\ndir = \"out\"\nruntime = \"version=0.1.0\"\ndocument = \"{format}\"\n"
        )
    };
    let args = ["codegen", "--config", "codegen.toml"];
    place.write("codegen.toml", config("both"));
    assert_eq!(place.json(&args).code, 0);
    assert!(place.path("out/openapi.yaml").exists());
    for (format, message) in [
        (
            "yaml",
            "the server crate embeds `openapi.json`, which would not be written",
        ),
        (
            "xml",
            "`xml` is not a format of the document: write `json`, `yaml` or `both`",
        ),
    ] {
        place.write("codegen.toml", config(format));
        let errors = place.json(&args).errors();
        assert_eq!(
            (
                &errors[0]["code"],
                &errors[0]["message"],
                &errors[0]["line"]
            ),
            (&"config-invalid".into(), &message.into(), &6.into())
        );
    }
}
