//! The report: its sections, and that people and programs read the same.

use crate::entities::zoo;
use crate::place::{CODEGEN, Place, STAFF};
use serde_json::Value;

/// The keys, in the order of the report.
const KEYS: [&str; 15] = [
    "inputs",
    "counts",
    "conflicts",
    "constant_columns",
    "renames",
    "partial_types",
    "unresolved",
    "untyped",
    "suppressed_operations",
    "added_operations",
    "versions",
    "shared_types",
    "fixups",
    "policies",
    "diagnostics",
];

/// The report of a run, for people and for programs.
fn report(place: &Place, args: &[&str]) -> (String, Value) {
    let ran = place.run(args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json = serde_json::from_str(&place.read("out/report.json")).expect("JSON");
    (place.read("out/report.md"), json)
}

/// The report of the staff API.
fn staff() -> (String, Value) {
    let place = Place::new();
    let args = [
        "codegen",
        "--config",
        STAFF,
        "--out",
        "out",
        "--runtime",
        "vendor",
    ];
    report(&place, &args)
}

fn rows<'r>(report: &'r Value, list: &str) -> &'r Vec<Value> {
    report[list].as_array().expect(list)
}

#[test]
fn what_the_merge_did_is_counted() {
    let (_, json) = staff();
    let check = |list: &str, count: usize| {
        assert_eq!(rows(&json, list).len(), count, "{list}: {:#}", json[list]);
    };
    check("conflicts", 1);
    check("constant_columns", 1);
    check("suppressed_operations", 2);
    check("added_operations", 2);
    check("policies", 2);
    let renames = |how: &str| {
        let renames = rows(&json, "renames").iter();
        let how = |row: &&Value| row["how"].as_str().is_some_and(|said| said.ends_with(how));
        renames.filter(how).count()
    };
    assert_eq!(renames("by the fixup `person-property-names`"), 3);
    assert_eq!(renames("by the case of the first letter"), 1);
    let gated = rows(&json, "versions")
        .iter()
        .filter(|row| row["feature"] == "alpha");
    assert_eq!(gated.count(), 1);
    assert_eq!(json["counts"]["suppressed"], 2);
    assert_eq!(json["counts"]["versions"]["v1.0"], 4);
    let policies = rows(&json, "policies").iter();
    assert_eq!(policies.filter(|row| row["check"] == "agrees").count(), 1);
}

#[test]
fn people_and_programs_read_the_same() {
    let (markdown, json) = staff();
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, KEYS);
    for (key, title) in [
        ("conflicts", "Conflicts"),
        ("renames", "Renames"),
        ("partial_types", "Hints and partial types"),
        ("suppressed_operations", "Suppressed operations"),
        ("added_operations", "Added operations"),
        ("versions", "Promotions and gates"),
        ("fixups", "Fixups"),
    ] {
        let heading = format!("## {title}: {}\n", rows(&json, key).len());
        assert!(markdown.contains(&heading), "{heading}");
    }
    let row = "| `POST /people/{personId}/manager` |";
    assert_eq!(markdown.matches(row).count(), 1, "{row}");
}

#[test]
fn a_place_is_an_input_and_what_stands_in_it() {
    let (_, json) = staff();
    let rows = rows(&json, "suppressed_operations");
    let manager = rows
        .iter()
        .find(|row| row["operation"] == "delete-person-manager");
    let manager = manager.expect("a row");
    let place = serde_json::json!({ "input": "tables/Person.md", "at": "manager" });
    assert_eq!(manager["row"], place, "{manager:#}");
}

#[test]
fn a_small_document_has_every_list_and_no_empty_section() {
    let (markdown, json) = report(&Place::with_pets(), &CODEGEN);
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, KEYS);
    assert!(
        KEYS[2..].iter().all(|key| rows(&json, key).is_empty()),
        "{json:#}"
    );
    assert!(!markdown.contains("## "), "{markdown}");
}

#[test]
fn a_fixup_that_is_off_says_so() {
    let place = zoo("Edm.String");
    place.write(
        "fixups.toml",
        "[[fixup]]\nname = \"off\"\nbecause = \"x\"\nsource = \"y\"\nenabled = false\n\
         [[fixup.steps]]\nadd = \"#/nowhere/at/all\"\nvalue = 1\n",
    );
    place.write(
        "codegen.toml",
        "[api]\nopenapi = \"pets.yaml\"\nfixups = \"fixups.toml\"\n",
    );
    let args = [
        "codegen",
        "--config",
        "codegen.toml",
        "--out",
        "out",
        "--runtime",
        "vendor",
    ];
    let (markdown, json) = report(&place, &args);
    assert_eq!(json["fixups"][0]["applied"], "off");
    assert!(markdown.contains("| `off` | off | x | y |"), "{markdown}");
}
