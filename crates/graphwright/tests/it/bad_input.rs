//! Defects of inputs, which are reported where they are, with exit code 2, before anything is
//! written, within a second and 256 MB.

use crate::place::{PETS, Place};
use std::time::{Duration, Instant};

/// Runs `codegen` over a document, and shows the errors as a snapshot of that name.
fn check(name: &str, document: impl AsRef<[u8]>) {
    let place = Place::new();
    place.write("input.yaml", document);
    check_in(name, &place, &["--openapi", "input.yaml", "--out", "out"]);
}

fn check_in(name: &str, place: &Place, args: &[&str]) {
    let before = place.files("");
    let started = Instant::now();
    let ran = place.json_within(256 * 1024, &[&["codegen"], args].concat());
    assert!(
        started.elapsed() < Duration::from_secs(1),
        "{name} took {:?}",
        started.elapsed()
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (2, ""), "{name}");
    let errors = ran.errors();
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(name, lines.join("\n"));
    let summary = ran.summary();
    assert!(
        !errors.is_empty() && summary["errors"] == errors.len(),
        "{name}: {summary}"
    );
    assert_eq!(
        (&summary["files"], &summary["written"]),
        (&0.into(), &0.into()),
        "{name}"
    );
    assert!(place.files("") == before, "{name}: something was written");
}

/// The small document with a part of it replaced.
fn pets_with(part: &str, other: &str) -> String {
    assert!(PETS.contains(part), "{part}");
    PETS.replacen(part, other, 1)
}

#[test]
fn the_document_as_delivered() {
    let document = include_str!("../../../source/tests/fixtures/users.as-delivered.yaml");
    check("as_delivered", document);
    let place = Place::new();
    place.write("input.yaml", document);
    let ran = place.run(&["codegen", "--openapi", "input.yaml", "--out", "out"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    let (message, summary) = ran.stderr.trim_end().rsplit_once('\n').expect("two parts");
    assert!(
        summary.starts_with("stopped, 1 error; nothing was written"),
        "{summary}"
    );
    insta::assert_snapshot!("as_delivered_for_people", message);
}

#[test]
fn not_yaml() {
    check("not_yaml", "openapi: [3.0.3\ninfo: }");
}

#[test]
fn not_json() {
    let place = Place::new();
    place.write("input.json", "{\n  \"openapi\": \"3.0.3\",\n}\n");
    check_in(
        "not_json",
        &place,
        &["--openapi", "input.json", "--out", "out"],
    );
}

#[test]
fn not_openapi() {
    check("not_openapi", "name: a list of things\nthings: [1, 2, 3]\n");
}

#[test]
fn swagger_2() {
    check(
        "swagger_2",
        "swagger: \"2.0\"\ninfo: { title: Old, version: \"1\" }\npaths: {}\n",
    );
}

#[test]
fn not_utf8() {
    check("not_utf8", b"openapi: 3.0.3\n\xff\xfe\n");
}

#[test]
fn empty_file() {
    check("empty_file", "");
}

#[test]
fn missing_file() {
    check_in(
        "missing_file",
        &Place::new(),
        &["--openapi", "input.yaml", "--out", "out"],
    );
}

#[test]
fn directory() {
    let place = Place::new();
    place.write("input.yaml/file", "");
    check_in(
        "directory",
        &place,
        &["--openapi", "input.yaml", "--out", "out"],
    );
}

#[test]
fn unresolvable_ref() {
    check(
        "unresolvable_ref",
        pets_with("#/components/schemas/Pet", "#/components/schemas/Pat"),
    );
}

#[test]
fn what_is_broken_can_be_left_out() {
    let place = Place::new();
    place.write(
        "input.yaml",
        pets_with("#/components/schemas/Pet", "#/components/schemas/Pat"),
    );
    let args = [
        "codegen",
        "--openapi",
        "input.yaml",
        "--out",
        "out",
        "--runtime",
        "vendor",
        "--keep-going",
    ];
    let ran = place.json(&args);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let broken = &ran.objects()[0];
    assert_eq!(
        (&broken["severity"], &broken["code"]),
        (&"warning".into(), &"unresolved-ref".into())
    );
    assert!(
        place.read("out/report.md").contains("unresolved-ref"),
        "a loss is in the report"
    );
    place.write("input.yaml", "openapi: [3.0.3\ninfo: }");
    assert_eq!(
        place.json(&args).code,
        2,
        "nothing is left of a document that cannot be read"
    );
}

#[test]
fn ref_out_of_the_folder() {
    check(
        "ref_out_of_the_folder",
        pets_with("#/components/schemas/Pet", "../../etc/passwd"),
    );
}

#[test]
fn ref_cycle() {
    let cycle = "  schemas:\n    A: { $ref: \"#/components/schemas/B\" }\n    B: { $ref: \"#/components/schemas/A\" }\n";
    check("ref_cycle", pets_with("  schemas:\n", cycle));
}

#[test]
fn duplicate_key() {
    check(
        "duplicate_key",
        pets_with(
            "        name: { type: string }\n",
            "        name: {}\n        name: {}\n",
        ),
    );
}

#[test]
fn undeclared_path_parameter() {
    check(
        "undeclared_path_parameter",
        pets_with("- name: petId", "- name: petid"),
    );
}

#[test]
fn wrong_type_in_a_keyword() {
    check(
        "wrong_type_in_a_keyword",
        pets_with("required: [name]", "required: name"),
    );
}

#[test]
fn several_mistakes_at_once() {
    let document =
        pets_with("required: [name]", "required: name").replace("tags: [Pets]", "tags: Pets");
    check("several_mistakes_at_once", document);
}

#[test]
fn alias_bomb() {
    let level = |level: usize| {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        format!("a{level}: &a{level} [{aliases}]\n")
    };
    let bomb: Vec<String> = (1..30).map(level).collect();
    let document = format!("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n{}", bomb.concat());
    check("alias_bomb", document);
}

#[test]
fn nested_brackets() {
    check("nested_brackets", "[".repeat(100_000));
    let place = Place::new();
    place.write("input.yaml", format!("a: {}", "{a: ".repeat(100_000)));
    check_in(
        "nested_braces",
        &place,
        &["--openapi", "input.yaml", "--out", "out"],
    );
    place.write("input.json", format!("{{\"a\": {}", "[".repeat(100_000)));
    check_in(
        "nested_brackets_json",
        &place,
        &["--openapi", "input.json", "--out", "out"],
    );
}

#[test]
fn fixup_that_does_not_apply() {
    let place = Place::with_pets();
    place.write("codegen.toml", "[api]\nopenapi = \"pets.yaml\"\nfixups = \"fixups.toml\"\n[output]\nruntime = \"vendor\"\n");
    place.write(
        "fixups.toml",
        "[[fixup]]\nname = \"no-such-place\"\nbecause = \"the test wants it\"\nsource = \"here\"\n\n[[fixup.steps]]\nremove = \"#/paths/~1cats\"\n",
    );
    check_in(
        "fixup_that_does_not_apply",
        &place,
        &["--config", "codegen.toml"],
    );
}

#[test]
fn folder_that_is_not_ours() {
    let place = Place::with_pets();
    place.write("out/precious.txt", "mine");
    check_in(
        "folder_that_is_not_ours",
        &place,
        &["--openapi", "pets.yaml", "--out", "out"],
    );
}

#[test]
fn folder_that_is_a_file() {
    let place = Place::with_pets();
    place.write("out", "mine");
    check_in(
        "folder_that_is_a_file",
        &place,
        &["--openapi", "pets.yaml", "--out", "out"],
    );
}

#[test]
fn folder_where_a_workspace_looks_for_members() {
    let place = Place::with_pets();
    place.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/pets\"]\n",
    );
    let args = [
        "--openapi",
        "pets.yaml",
        "--out",
        "crates/cats",
        "--name",
        "cats",
    ];
    // The path of the other manifest is this place's, and differs from run to run.
    let ran = place.json(&[&["codegen"], &args[..]].concat());
    assert_eq!(
        (ran.code, &ran.objects()[0]["code"]),
        (2, &"output-in-workspace".into())
    );
    let ran = place.json(&["codegen", "--openapi", "pets.yaml", "--out", "crates/pets"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}
