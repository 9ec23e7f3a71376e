//! Broken parts of a document: they stop the run, or are left out with what depends on them.

use crate::place::{Place, Ran};
use serde_json::Value;

/// One operation for each way to be broken, and some that are sound.
const DOCUMENT: &str = include_str!("keep_going.yaml");

const CODEGEN: [&str; 7] = [
    "codegen",
    "--openapi",
    "broken.yaml",
    "--out",
    "out",
    "--runtime",
    "vendor",
];

fn run(more: &[&str]) -> (Place, Ran) {
    let place = Place::new();
    place.write("broken.yaml", DOCUMENT);
    let ran = place.json(&[&CODEGEN[..], more].concat());
    (place, ran)
}

/// The messages, one a line: severity, code, place, text.
fn said(ran: &Ran) -> String {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let line = |one: &Value| {
        let [severity, code, line, column, message] =
            ["severity", "code", "line", "column", "message"].map(|key| text(&one[key]));
        format!("{severity} {code} {line}:{column} {message}")
    };
    let objects = ran.objects();
    let lines: Vec<String> = objects[..objects.len() - 1].iter().map(line).collect();
    lines.join("\n")
}

#[test]
fn what_is_broken_stops_the_run() {
    let (place, ran) = run(&[]);
    assert_eq!(ran.code, 2);
    assert!(!place.path("out").exists());
    insta::assert_snapshot!("broken_stops", said(&ran));
}

#[test]
fn what_depends_on_it_is_left_out_with_a_warning_at_its_place() {
    let (place, ran) = run(&["--keep-going"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert_eq!(ran.errors(), [] as [Value; 0]);
    insta::assert_snapshot!("broken_is_left_out", said(&ran));
    insta::assert_snapshot!("broken_api", place.read("out/api.txt"));
}

#[test]
fn what_is_broken_and_not_selected_is_no_matter() {
    for operation in ["beside-lost-body", "GET /body"] {
        let (_, ran) = run(&["--include-operation", operation]);
        assert_eq!((ran.code, said(&ran).as_str()), (0, ""), "{}", ran.stdout);
    }
    let (_, ran) = run(&["--include-operation", "GET /path/{id}"]);
    assert_eq!((ran.code, ran.errors().len()), (2, 1), "{}", ran.stdout);
}

/// Nobody could answer for its callers, so it is not generated; nothing else is wrong with it.
#[test]
fn an_operation_whose_scheme_is_not_declared_is_left_out() {
    let (place, ran) = run(&["--include-operation", "lost-scheme"]);
    assert_eq!((ran.code, ran.errors().len()), (0, 0), "{}", ran.stdout);
    assert!(!place.read("out/api.txt").contains("lost-scheme"));
}

#[test]
fn what_is_left_compiles() {
    let (place, ran) = run(&["--keep-going"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    place.cargo("out", &["check"]);
}
