//! The components that extend a base, and the uses of it that count.

use super::Families;
use serde_json::{Value, json};

const BASE: &str = "#/components/schemas/Base";

/// The keys of the components that extend `Base`, where a response refers to `used`.
fn extending(used: &str, schemas: &Value) -> Vec<String> {
    let document = json!({
        "paths": { "/a": { "get": { "schema": { "$ref": used } } } },
        "components": { "schemas": schemas },
    });
    let found = Families::of(Some(&document)).extending(BASE);
    let key = |at: &String| at.rsplit('/').next().unwrap_or_default().to_owned();
    found.iter().map(key).collect()
}

fn all_of(base: &str) -> Value {
    json!({ "allOf": [{ "$ref": format!("#/components/schemas/{base}") }, { "type": "object" }] })
}

#[test]
fn extensions_of_extensions_come_in_document_order() {
    let schemas =
        json!({ "Leaf": all_of("Sub"), "Base": {}, "Sub": all_of("Base"), "Other": all_of("Sub") });
    assert_eq!(extending(BASE, &schemas), ["Leaf", "Sub", "Other"]);
}

#[test]
fn a_base_that_is_only_extended_has_none() {
    let schemas = json!({ "Base": {}, "Sub": all_of("Base") });
    assert!(extending("#/components/schemas/Sub", &schemas).is_empty());
}

#[test]
fn any_other_reference_is_a_use() {
    for user in [
        json!({ "$ref": BASE }),
        json!({ "properties": { "a": { "items": { "$ref": BASE } } } }),
        json!({ "allOf": [{ "oneOf": [{ "$ref": BASE }] }] }),
        json!({ "oneOf": [{ "$ref": BASE }] }),
    ] {
        let schemas = json!({ "Base": {}, "Sub": all_of("Base"), "User": user });
        assert_eq!(extending("", &schemas), ["Sub"], "{user}");
    }
}

#[test]
fn a_use_may_stand_in_another_section_of_the_components() {
    let document = json!({
        "components": {
            "schemas": { "Base": {}, "Sub": all_of("Base") },
            "responses": { "Got": { "schema": { "$ref": BASE } } },
        },
    });
    assert_eq!(Families::of(Some(&document)).extending(BASE).len(), 1);
}

#[test]
fn a_circle_of_extensions_ends() {
    let schemas = json!({ "Base": all_of("Sub"), "Sub": all_of("Base") });
    assert_eq!(extending(BASE, &schemas), ["Sub"]);
}

#[test]
fn no_document_has_no_families() {
    assert!(Families::of(None).extending(BASE).is_empty());
}
