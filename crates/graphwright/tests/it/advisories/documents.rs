//! Documents that made readers run out of time, memory or stack. Large ones go through
//! `cargo xtask fuzz --target bombs`; here are small ones that no limit of time is needed for.

use super::is_refused;
use crate::injection::{Made, from_document};
use camino::Utf8PathBuf;
use graphwright::cli::CodegenArgs;
use serde_json::{Map, Value, json};
use std::iter;

fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Result<Made, Vec<String>> {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    let document = json!({
        "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": {},
        "components": { "schemas": schemas },
    });
    from_document(document.to_string())
}

fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// js-yaml, saphyr, serde-yaml, pyyaml: aliases of aliases.
#[test]
fn js_yaml_652_saphyr_109_aliases() {
    let level = |level: usize| {
        format!(
            "a{level}: &a{level} [{}]\n",
            vec![format!("*a{}", level - 1); 9].join(", ")
        )
    };
    let bomb: String = iter::once("a0: &a0 [x]\n".to_owned())
        .chain((1..40).map(level))
        .collect();
    is_refused(from_yaml(&bomb), "input-too-large");
    is_refused(from_yaml("a: &a [*a]\n"), "api.yaml:1: ");
    is_refused(from_yaml("a: &a { <<: *a }\n"), "api.yaml:1: ");
}

/// js-yaml: 2,170 levels.
#[test]
fn js_yaml_739_depth() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        is_refused(
            from_yaml(&format!(
                "a: {}{}",
                open.repeat(20_000),
                close.repeat(20_000)
            )),
            "input-too-large",
        );
    }
    is_refused(
        from_document(format!("{{\"a\":{}", "[".repeat(20_000))),
        "input-too-large",
    );
}

/// gnostic-models, pulumi, typespec: references that lead to themselves.
#[test]
fn gnostic_models_27_pulumi_5228_typespec_136_rings() {
    is_refused(schemas([("A".to_owned(), to("A"))]), "api.json:1: ");
    is_refused(
        schemas([("A".to_owned(), to("B")), ("B".to_owned(), to("A"))]),
        "api.json:1: ",
    );
    // Types that hold themselves are ordinary.
    let list = json!({ "type": "object", "properties": { "next": to("A"), "all": { "type": "array", "items": to("A") } } });
    schemas([("A".to_owned(), list)]).expect("a recursive type");
    for holder in ["allOf", "oneOf", "anyOf"] {
        let ring = json!({ holder: [to("A"), { "type": "object", "properties": { "a": {} } }] });
        // Whether it is refused is its own matter; it ends.
        let _ = schemas([("A".to_owned(), ring)]);
    }
}

/// A reference to a reference, a hundred thousand times.
#[test]
fn references_in_a_long_row() {
    let links = (0..20_000).map(|n| (format!("S{n}"), to(&format!("S{}", n + 1))));
    let row = links.chain([("S20000".to_owned(), json!({ "type": "string" }))]);
    let _ = schemas(row);
}

/// Each level is all of the next one twice: two to the power of forty.
#[test]
fn diamonds_of_all_of() {
    for holder in ["allOf", "oneOf", "anyOf"] {
        let level = |n: usize| {
            let next = to(&format!("S{}", n + 1));
            (
                format!("S{n}"),
                json!({ holder: [next, next, { "properties": { format!("p{n}"): {} } }] }),
            )
        };
        let last = (
            "S40".to_owned(),
            json!({ "type": "object", "properties": { "end": {} } }),
        );
        let made = schemas((0..40).map(level).chain([last])).expect("it is generated");
        let items: usize = made.counts.values().sum();
        assert!(items < 40_000, "{holder}: {items}");
    }
}

/// msgraph-sdk-go: enums with thousands of members.
#[test]
fn msgraph_sdk_go_129_large_enums() {
    let members: Vec<String> = (0..5_000).map(|n| format!("member-{n}")).collect();
    let made = schemas([("S".to_owned(), json!({ "type": "string", "enum": members }))])
        .expect("it is generated");
    assert!(made.literals.contains("member-4999"));
}

/// Names that are one name once their signs are gone, as often as a table of names can bear.
#[test]
fn names_that_are_one() {
    let members: Vec<String> = (0..2_000).map(|n| "-".repeat(n)).collect();
    let made = schemas([("S".to_owned(), json!({ "type": "string", "enum": members }))])
        .expect("it is generated");
    assert!(made.literals.contains(&"-".repeat(1_999)));
}

/// A key that stands twice means one thing to one reader and another to the next.
#[test]
fn keys_that_stand_twice() {
    is_refused(
        from_yaml(&format!("openapi: 3.0.3\n{}", "a: 1\n".repeat(2_000))),
        "duplicate-key",
    );
    is_refused(
        from_document(format!("{{\"a\":1{}}}", ",\"a\":1".repeat(2_000))),
        "duplicate-key",
    );
}

fn from_yaml(text: &str) -> Result<Made, Vec<String>> {
    let files =
        graphwright::files::Memory([(Utf8PathBuf::from("api.yaml"), text.to_owned())].into());
    let args = CodegenArgs {
        openapi: Some("api.yaml".into()),
        ..CodegenArgs::default()
    };
    crate::injection::made(&files, &args)
}
