//! A build without the feature `tables`: whoever asks for tables is told that it has none.

use crate::place::{CODEGEN, Place};

const WAY_OUT: &str = "this build of graphwright has no tables: build it with the feature `tables`";

/// Runs the program on a configuration beside the pets; gives back the first message with its line.
fn told(config: &str) -> (String, u64, String) {
    let place = Place::with_pets();
    place.write("codegen.toml", config);
    place.write(
        "fixups.toml",
        "[[fixup]]\nname = 'a'\nbecause = 'b'\nsource = 's'\n\
         [[fixup.steps]]\npromote = ['name']\ntable = 'Zoo.Pet'\n",
    );
    let ran = place.json(&["codegen", "--config", "codegen.toml", "--out", "out"]);
    let errors = ran.errors();
    let last = errors.last().expect(&ran.stdout);
    assert_eq!(last["help"], WAY_OUT, "{}", ran.stdout);
    (
        last["code"].as_str().unwrap_or_default().to_owned(),
        last["line"].as_u64().unwrap_or_default(),
        last["message"].as_str().unwrap_or_default().to_owned(),
    )
}

#[test]
fn keys_about_tables_are_unknown() {
    let api = "[api]\nopenapi = \"pets.yaml\"\n";
    for key in ["entities", "policies", "concepts", "versions"] {
        let (code, line, message) = told(&format!("{api}{key} = [\"a\"]\n"));
        assert_eq!((code.as_str(), line), ("config-unknown-key", 3));
        assert_eq!(message, format!("unknown setting `{key}` in `[api]`"));
    }
    let (code, line, message) = told(&format!("{api}[entity.\"Zoo.Pet\"]\nschemas = [\"Pet\"]\n"));
    assert_eq!((code.as_str(), line), ("config-unknown-key", 3));
    assert_eq!(message, "unknown setting `entity`");
}

#[test]
fn steps_about_tables_are_unknown() {
    let (code, line, _) = told("[api]\nopenapi = \"pets.yaml\"\nfixups = \"fixups.toml\"\n");
    assert_eq!((code.as_str(), line), ("fixup-syntax", 5));
}

#[test]
fn the_flag_is_refused() {
    let place = Place::with_pets();
    let ran = place.json(&[&CODEGEN[..], &["--entities", "pets.md"]].concat());
    let errors = ran.errors();
    assert_eq!((errors.len(), &errors[0]["code"]), (1, &"usage".into()));
    assert_eq!(errors[0]["help"], WAY_OUT);
}
