//! Entity documents: where they are read from, and what they are called then.

use crate::place::{CODEGEN, Place, STAFF};
use std::collections::BTreeSet;

/// A table that says of `name` that it is of a type.
pub(crate) fn pet(ty: &str) -> String {
    format!(
        "#Pet resource\n\n##Overview\n\n| | |\n| :-- | :-- |\n\
         | _Resource type_ | `EntityType` |\n| _Full name_ | `Zoo.Pet` |\n\
         | _Versions_ | `beta` |\n\n###Resource paths\n\n```\n/pets/<Pet.name>\n```\n\n\
         ###Properties\n\n| Name | Type | Versions | Nullable |\n| :-- | :-- | :-- | :-- |\n\
         | `name` | `{ty}` | `beta` | `false` |\n"
    )
}

/// A place with `pets.yaml`, and that table in the folder `tables`.
pub(crate) fn zoo(ty: &str) -> Place {
    let place = Place::with_pets();
    place.write("tables/zoo/Pet.md", pet(ty));
    place.write("tables/notes.txt", "no table");
    place.write(
        "codegen.toml",
        "[api]\nopenapi = \"pets.yaml\"\nentities = [\"tables\"]\n\n\
         [entity.\"Zoo.Pet\"]\nschemas = [\"Pet\"]\n",
    );
    place
}

#[test]
fn every_markdown_file_of_a_folder_is_read() {
    let ran = zoo("Edm.Int32").json(&["codegen", "--config", "codegen.toml", "--out", "x"]);
    let conflict = ran
        .errors()
        .into_iter()
        .find(|error| error["code"] == "type-conflict");
    let conflict = conflict.expect(&ran.stdout);
    assert_eq!(
        (&conflict["file"], &conflict["line"], &conflict["column"]),
        (&"tables/zoo/Pet.md".into(), &21.into(), &13.into()),
        "{conflict}"
    );
}

#[test]
fn what_a_table_calls_nullable_is_published_as_nullable() {
    let place = zoo("Edm.String");
    let table = pet("Edm.String").replace("| `beta` | `false` |", "| `beta` | `true` |");
    place.write("tables/zoo/Pet.md", table);
    let ran = place.json(&["codegen", "--config", "codegen.toml", "--out", "x"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let published: serde_json::Value = serde_json::from_str(&place.read("x/openapi.json")).unwrap();
    let name = &published["components"]["schemas"]["Pet"]["properties"]["name"];
    assert_eq!(name["nullable"], true, "{name}");
}

#[test]
fn a_folder_without_entity_documents_is_an_error() {
    let place = zoo("Edm.String");
    place.write(
        "codegen.toml",
        "[api]\nopenapi = \"pets.yaml\"\nentities = [\"none\"]\n",
    );
    place.write("none/notes.txt", "no table");
    let ran = place.json(&["codegen", "--config", "codegen.toml", "--out", "x"]);
    let errors = ran.errors();
    assert_eq!(
        (&errors[0]["code"], &errors[0]["file"]),
        (&"input-empty".into(), &"none".into())
    );
    assert_eq!((ran.code, errors.len()), (2, 1));
}

/// Other documents of the family, where they are at hand; they are not part of the project.
#[test]
fn every_document_of_2015_is_lowered() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/corpus/entity-docs-2015"
    );
    if !std::path::Path::new(folder).exists() {
        println!("skipped: there is no {folder}");
        return;
    }
    let place = Place::with_pets();
    for (documents, errors) in [("exact-format-2015-09", 0), ("alpha-variants", 1)] {
        let config = format!("[api]\nopenapi = 'pets.yaml'\nentities = ['{folder}/{documents}']\n");
        place.write("codegen.toml", config);
        let ran = place.json(&["codegen", "--config", "codegen.toml", "--out", "x"]);
        // What cannot be read is told with its place.
        assert_eq!(ran.errors().is_empty(), errors == 0, "{documents}");
        assert!(
            ran.errors().iter().all(|error| error["line"].is_u64()),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn entities_of_the_command_line_are_named_without_their_folder() {
    let place = zoo("Edm.String");
    let folder = place.path("tables");
    let folder = folder.to_str().expect("a path in UTF-8");
    place.write("Pet.md", pet("Edm.String"));
    for (entities, input) in [
        (folder, "zoo/Pet.md"),
        ("tables", "zoo/Pet.md"),
        ("tables/zoo", "Pet.md"),
        ("tables/zoo/Pet.md", "Pet.md"),
        ("Pet.md", "Pet.md"),
    ] {
        let ran = place.json(&[&CODEGEN[..], &["--entities", entities]].concat());
        assert_eq!(ran.code, 0, "{entities}: {}", ran.stdout);
        let report = place.read("out/report.json");
        let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
        assert_eq!(report["inputs"], serde_json::json!(["pets.yaml", input]));
        let made = place.files("out");
        let told = |text: &Vec<u8>| String::from_utf8_lossy(text).contains(folder);
        assert!(
            !made.values().any(told),
            "{entities}: a path of the machine"
        );
    }
}

#[test]
fn entities_of_the_command_line_replace_those_of_the_configuration() {
    let place = zoo("Edm.Int32");
    place.write("fine/Pet.md", pet("Edm.String"));
    place.write(
        "fine/more/Toy.md",
        pet("Edm.String").replace("Zoo.Pet", "Zoo.Toy"),
    );
    let codegen = [
        "codegen",
        "--config",
        "codegen.toml",
        "--out",
        "x",
        "--runtime",
        "vendor",
    ];
    assert_eq!(
        place.run(&codegen).code,
        2,
        "the type contradicts the document"
    );
    let flags = ["--entities", "fine/Pet.md", "--entities", "fine/more"];
    let ran = place.json(&[&codegen[..], &flags].concat());
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let ran = place.json(&[&codegen[..], &flags, &["--check", "--name", "other"]].concat());
    let help = ran.errors()[0]["help"].as_str().expect("a help").to_owned();
    assert!(
        help.contains("--entities fine/Pet.md --entities fine/more "),
        "{help}"
    );
}

#[test]
fn entities_that_are_not_there_are_an_error() {
    let place = Place::with_pets();
    let ran = place.json(&[&CODEGEN[..], &["--entities", "none.md"]].concat());
    let errors = ran.errors();
    assert_eq!(
        (&errors[0]["code"], &errors[0]["file"]),
        (&"input-unreadable".into(), &"none.md".into())
    );
    assert_eq!((ran.code, errors.len()), (2, 1));
}

/// The Rust names of a model, as `api.txt` has them.
fn names(api: &str) -> BTreeSet<String> {
    let word = |line: &str, index: usize| line.split(' ').nth(index).map(str::to_owned);
    let is_type = |line: &&str| {
        ["struct ", "enum ", "union ", "alias "]
            .iter()
            .any(|kind| line.starts_with(kind))
    };
    api.lines()
        .filter(is_type)
        .filter_map(|line| word(line, 1))
        .collect()
}

/// A selection changes no name, of the document or of a table.
#[test]
fn names_do_not_depend_on_what_is_left_out() {
    let place = Place::new();
    let select = |out: &str, flags: &[&str]| {
        let args = ["codegen", "--config", STAFF, "--out", out];
        place.json(&[&args[..], &["--runtime", "vendor"], flags].concat())
    };
    assert_eq!(select("all", &[]).code, 0);
    let all = names(&place.read("all/api.txt"));
    // Of the document, of a table, of a later version of a path that the document has too.
    for operation in ["get-person", "assign-badge", "list-person-events"] {
        let ran = select(operation, &["--include-operation", operation]);
        assert_eq!(
            (ran.code, &ran.summary()["operations"]),
            (0, &1.into()),
            "{}",
            ran.stdout
        );
        let some = names(&place.read(&format!("{operation}/api.txt")));
        assert!(some.is_subset(&all), "{operation}: {:?}", &some - &all);
        assert!(
            (2..all.len()).contains(&some.len()),
            "{operation}: {some:?}"
        );
    }
}
