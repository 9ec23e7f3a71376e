//! Entity documents: where they are read from, and what `explain` says of a property.

use crate::place::Place;

/// The configuration of this project.
const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/codegen.toml");

/// A table that says of `name` that it is of a type.
fn pet(ty: &str) -> String {
    format!(
        "#Pet resource\n\n##Overview\n\n| | |\n| :-- | :-- |\n\
         | _Resource type_ | `EntityType` |\n| _Full name_ | `Zoo.Pet` |\n\
         | _Versions_ | `beta` |\n\n###Resource paths\n\n```\n/pets/<Pet.name>\n```\n\n\
         ###Properties\n\n| Name | Type | Versions | Nullable |\n| :-- | :-- | :-- | :-- |\n\
         | `name` | `{ty}` | `beta` | `false` |\n"
    )
}

fn zoo(ty: &str) -> Place {
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
fn explain_names_every_candidate_and_its_place() {
    let place = Place::new();
    let ran = place.json(&["explain", "User.mobilePhone", "--config", CONFIG]);
    let explained = &ran.objects()[0];
    assert_eq!(explained["rust"], "User::mobile_phone", "{}", ran.stdout);
    let facts = explained["facts"].as_array().expect("a list");
    let mut opened = 0;
    for fact in facts.iter().filter(|fact| fact["facet"] == "name") {
        let path = fact["file"].as_str().expect("a path");
        let text = std::fs::read_to_string(path).expect(path);
        let number = |key: &str| usize::try_from(fact[key].as_u64().expect(key)).expect(key) - 1;
        let line = text.lines().nth(number("line")).expect("the line");
        let at: String = line.chars().skip(number("column")).collect();
        let name = match fact["layer"].as_str() {
            // The fixup says which row it renames, and to what on a line of its own.
            Some("fixup") => "\"mobile\"",
            _ => fact["value"].as_str().expect("a name"),
        };
        assert!(at.starts_with(name), "{fact}: {line}");
        opened += 1;
    }
    assert_eq!(opened, 3, "{explained}");
    assert_eq!(facts[2]["fixup"], "user-property-names");
}

#[test]
fn explain_knows_names_of_rust_and_suggests_others() {
    let place = Place::new();
    let ran = place.run(&["explain", "User.mobile_phone", "--config", CONFIG]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (name, help) in [
        ("User.mobilPhone", "did you mean `User.mobilePhone`?"),
        ("Usr.mobilePhone", "did you mean `User.mobilePhone`?"),
    ] {
        let ran = place.json(&["explain", name, "--config", CONFIG]);
        assert_eq!(
            (ran.code, &ran.objects()[0]["help"]),
            (2, &help.into()),
            "{}",
            ran.stdout
        );
    }
}
