//! Documents that are made to cost: long chains, wide choices, many equal names.

use crate::case::{Case, check};
use std::time::{Duration, Instant};

/// The number of schemas in each document.
const MANY: usize = 1_500;

/// The time that a walk of every schema may take; linear ones take a second or two, on a busy machine
/// ten.
const LONGEST: Duration = Duration::from_secs(30);

/// A document with schemas that are made from their numbers.
fn document(schema: impl Fn(usize) -> String) -> String {
    let schemas: Vec<String> = (0..MANY)
        .map(|n| format!("\"S{n}\":{}", schema(n)))
        .collect();
    let schemas = schemas.join(",");
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

fn reference(n: usize) -> String {
    format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, n % MANY)
}

/// Lowers a document on a small stack, within a time that only a linear walk keeps.
fn survives(text: &str) -> String {
    let text = text.to_owned();
    let begun = Instant::now();
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let run = thread
        .spawn(move || check(&Case::of(text.as_str())))
        .expect("a thread starts");
    let model = run.join().expect("no panic, no overflow");
    assert!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
    model
}

#[test]
fn a_long_chain_of_choices() {
    survives(&document(|n| {
        let next = reference((n + 1).min(MANY - 1));
        format!(r#"{{"oneOf":[{next},{next},{{"type":"string"}}]}}"#)
    }));
}

#[test]
fn a_long_chain_of_all_of() {
    let model = survives(&document(|n| {
        let next = reference((n + 1).min(MANY - 1));
        format!(r#"{{"allOf":[{next},{{"properties":{{"p{n}":{{"type":"string"}}}}}}]}}"#)
    }));
    assert!(model.contains("nested too deeply"));
}

#[test]
fn choices_that_multiply() {
    let model = survives(&document(|n| {
        let (next, other) = (
            reference((n + 1).min(MANY - 1)),
            reference((n + 2).min(MANY - 1)),
        );
        format!(
            r#"{{"properties":{{"p{n}":{{"type":"string"}}}},"oneOf":[{next},{other}],"anyOf":[{next},{other}]}}"#
        )
    }));
    assert!(model.contains("too many"));
}

#[test]
fn objects_that_are_all_of_shared_ones() {
    survives(&document(|n| {
        let (next, other) = (
            reference((n + 1).min(MANY - 1)),
            reference((n + 2).min(MANY - 1)),
        );
        format!(r#"{{"properties":{{"p{n}":{{"type":"string"}}}},"allOf":[{next},{other}]}}"#)
    }));
}

#[test]
fn a_wide_choice_that_nothing_tells() {
    let model = survives(&document(|n| {
        let members: Vec<_> = (0..MANY)
            .map(|m| format!(r#"{{"properties":{{"p":{{"type":"string","maxLength":{m}}}}}}}"#))
            .collect();
        let members = members.join(",");
        if n == 0 {
            format!(r#"{{"oneOf":[{members}]}}"#)
        } else {
            "{}".to_owned()
        }
    }));
    assert!(model.contains("ambiguous-choice"));
}

#[test]
fn lists_of_one_another() {
    survives(&document(|n| {
        let (one, other) = (reference(n & !1), reference(n | 1));
        format!(
            r#"{{"oneOf":[{{"type":"array","items":{one}}},{{"type":"array","items":{other}}}]}}"#
        )
    }));
}

#[test]
fn a_long_chain_of_references_into_schemas() {
    let model = survives(&document(|n| {
        let next = format!(
            r##"{{"$ref":"#/components/schemas/S{}/items"}}"##,
            (n + 1) % MANY
        );
        format!(r#"{{"type":"array","items":{{"type":"array","items":{next}}}}}"#)
    }));
    assert!(model.contains("kept as JSON"));
}

#[test]
fn a_ring_of_objects_is_boxed_once() {
    let model = survives(&document(|n| {
        format!(
            r#"{{"type":"object","properties":{{"next":{}}}}}"#,
            reference(n + 1)
        )
    }));
    assert_eq!(model.matches("Box<").count(), 1);
}

#[test]
fn a_ring_of_aliases_ends() {
    let model = survives(&document(|n| {
        format!(r#"{{"type":"array","items":{}}}"#, reference(n + 1))
    }));
    assert_eq!(model.matches("untyped S").count(), 1);
}

#[test]
fn many_inline_schemas_of_one_name() {
    let model = survives(&document(|_| {
        r#"{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string"}}}}}"#.to_owned()
    }));
    assert!(model.contains("S1499A"));
}
