//! The 3.0 dialect of what 3.1 says otherwise, and the way back from it.

use graphwright_source::{FileId, Limits, Place, SourceMap, openapi};
use serde_json::{Value, json};

fn read(document: &Value) -> openapi::Document {
    let mut map = SourceMap::new();
    let file = map.add("api.json", document.to_string());
    let read = openapi::read(&map, file, &[], &Limits::default());
    let errors: Vec<_> = read
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.document.unwrap()
}

fn document(schema: &Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "components": { "schemas": { "A": schema, "B": { "type": "object" } } },
    })
}

/// Compares the 3.0 dialect of a schema of 3.1, and sees that it is sound.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a literal reads better without a borrow"
)]
fn check(schema: Value, expected: Value) {
    let document = read(&document(&schema));
    assert_eq!(
        document.node("#/components/schemas/A"),
        Some(&expected),
        "{schema}"
    );
    assert!(document.is_sound("#/components/schemas/A"), "{schema}");
}

#[test]
fn extensions() {
    check(
        json!({ "type": "string", "x-nullable": true, "x-deprecated": true }),
        json!({ "type": "string", "nullable": true, "deprecated": true }),
    );
    check(
        json!({ "type": "string", "x-nullable": true, "nullable": false }),
        json!({ "type": "string", "x-nullable": true, "nullable": false }),
    );
    check(
        json!({ "type": "string", "x-extensible-enum": ["a"] }),
        json!({ "type": "string", "enum": ["a"], "x-graphwright-extensible": true }),
    );
    // Values beside a list of all values, or of another type than text, say nothing.
    for kept in [
        json!({ "type": "string", "enum": ["a"], "x-extensible-enum": ["b"] }),
        json!({ "type": "integer", "x-extensible-enum": [1] }),
        json!({ "type": "string", "x-extensible-enum": [] }),
    ] {
        check(kept.clone(), kept);
    }
}

#[test]
fn types() {
    check(json!({ "type": ["string"] }), json!({ "type": "string" }));
    check(
        json!({ "type": ["string", "null"] }),
        json!({ "type": "string", "nullable": true }),
    );
    check(
        json!({ "type": "string", "nullable": true }),
        json!({ "type": "string", "nullable": true }),
    );
    check(
        json!({ "type": ["string", "integer", "null"] }),
        json!({ "nullable": true, "x-graphwright-types": ["string", "integer"] }),
    );
    check(
        json!({ "type": "null" }),
        json!({ "nullable": true, "enum": [null], "x-graphwright-types": ["null"] }),
    );
}

#[test]
fn constants() {
    check(
        json!({ "const": "a" }),
        json!({ "enum": ["a"], "x-graphwright-const": true }),
    );
    check(
        json!({ "type": "string", "enum": ["a", 1, true] }),
        json!({ "type": "string", "enum": ["a", "1", "true"] }),
    );
    check(
        json!({ "type": "integer", "enum": ["1", 2.0, "x"] }),
        json!({ "type": "integer", "enum": [1, 2] }),
    );
}

#[test]
fn branches_that_say_or_null() {
    let reference = json!({ "$ref": "#/components/schemas/B" });
    check(
        json!({ "oneOf": [reference, { "type": "null" }] }),
        json!({ "allOf": [reference], "nullable": true }),
    );
    check(
        json!({ "anyOf": [{ "type": "null" }, reference] }),
        json!({ "allOf": [reference], "nullable": true }),
    );
    check(
        json!({ "oneOf": [{ "type": "string" }, { "type": "null" }, { "type": "integer" }] }),
        json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }], "nullable": true }),
    );
    check(
        json!({ "allOf": [reference], "anyOf": [{ "const": null }, { "title": "x" }] }),
        json!({ "allOf": [reference], "anyOf": [{ "title": "x" }], "nullable": true }),
    );
}

#[test]
fn bounds() {
    check(
        json!({ "exclusiveMinimum": 3 }),
        json!({ "exclusiveMinimum": true, "minimum": 3 }),
    );
    check(
        json!({ "exclusiveMaximum": 3, "maximum": 2 }),
        json!({ "maximum": 2 }),
    );
    check(
        json!({ "exclusiveMaximum": 3, "maximum": 4 }),
        json!({ "exclusiveMaximum": true, "maximum": 3 }),
    );
    check(
        json!({ "exclusiveMinimum": true, "minimum": 1 }),
        json!({ "exclusiveMinimum": true, "minimum": 1 }),
    );
}

#[test]
fn numbers() {
    check(
        json!({ "type": "string", "maxLength": 10.0 }),
        json!({ "type": "string", "maxLength": 10 }),
    );
    check(
        json!({ "type": "string", "maxLength": 1e30 }),
        json!({ "type": "string" }),
    );
    check(
        json!({ "type": "integer", "minimum": 1.0, "maximum": 2.5 }),
        json!({ "type": "integer", "minimum": 1, "maximum": 2 }),
    );
    check(
        json!({ "type": "integer", "maximum": u64::MAX }),
        json!({ "type": "integer", "x-graphwright-exact": { "maximum": "18446744073709551615" } }),
    );
    check(
        json!({ "type": "number", "minimum": -9_007_199_254_740_993_i64 }),
        json!({
            "type": "number",
            "minimum": -9_007_199_254_740_993_i64,
            "x-graphwright-exact": { "minimum": "-9007199254740993" },
        }),
    );
}

#[test]
fn keywords_of_31() {
    check(
        json!({ "type": "string", "examples": ["a", "b"] }),
        json!({ "type": "string", "example": "a" }),
    );
    check(
        json!({ "example": 1, "examples": [2] }),
        json!({ "example": 1 }),
    );
    check(json!({ "examples": [] }), json!({}));
    check(
        json!({ "prefixItems": [{ "type": ["string", "null"] }] }),
        json!({ "x-graphwright-prefix-items": [{ "type": "string", "nullable": true }] }),
    );
    check(
        json!({ "patternProperties": { "^a": { "const": 1 } } }),
        json!({ "x-graphwright-pattern-properties": { "^a": { "enum": [1], "x-graphwright-const": true } } }),
    );
    check(
        json!({ "contentEncoding": "base64", "contentMediaType": "image/png" }),
        json!({
            "format": "byte",
            "type": "string",
            "x-graphwright-content-media-type": "image/png",
            "x-graphwright-content-encoding": "base64",
        }),
    );
}

#[test]
fn flags_as_schemas() {
    check(
        json!({ "properties": { "a": true, "b": false } }),
        json!({ "properties": {
            "a": { "x-graphwright-anything": true },
            "b": { "not": {}, "x-graphwright-never": true },
        } }),
    );
    check(
        json!({ "additionalProperties": false }),
        json!({ "additionalProperties": false }),
    );
}

#[test]
fn siblings_of_references() {
    check(
        json!({ "$ref": "#/components/schemas/B", "description": "d", "x-a": 1 }),
        json!({
            "description": "d",
            "x-a": 1,
            "allOf": [{ "$ref": "#/components/schemas/B" }],
            "x-graphwright-ref-siblings": ["description"],
        }),
    );
    check(
        json!({ "$ref": "#/components/schemas/B" }),
        json!({ "$ref": "#/components/schemas/B" }),
    );
}

#[test]
fn keywords_of_another_type() {
    check(
        json!({ "type": "integer", "minLength": 2, "pattern": "a" }),
        json!({ "type": "integer" }),
    );
    check(
        json!({ "type": "object", "items": {}, "required": ["a"] }),
        json!({ "type": "object", "required": ["a"] }),
    );
    check(
        json!({ "minLength": 2, "minimum": 1 }),
        json!({ "minLength": 2, "minimum": 1 }),
    );
}

#[test]
fn own_extensions_are_not_taken_from_documents() {
    check(
        json!({ "x-graphwright-never": true, "x-other": 1 }),
        json!({ "x-other": 1 }),
    );
}

#[test]
fn definitions_become_components() {
    let document = read(&document(&json!({
        "$defs": {
            "C": { "$defs": { "B": { "type": "string" } }, "items": { "$ref": "#/components/schemas/A/$defs/C/$defs/B" } },
        },
        "items": { "$ref": "#/components/schemas/A/$defs/C" },
    })));
    assert_eq!(
        document.node("#/components/schemas/A"),
        Some(&json!({ "items": { "$ref": "#/components/schemas/C" } }))
    );
    assert_eq!(
        document.node("#/components/schemas/C"),
        Some(&json!({ "items": { "$ref": "#/components/schemas/C_B" } }))
    );
    assert_eq!(
        document.node("#/components/schemas/C_B"),
        Some(&json!({ "type": "string" }))
    );
    assert_eq!(
        place(&document, "#/components/schemas/C_B/type"),
        "#/components/schemas/A/$defs/C/$defs/B/type"
    );
}

#[test]
fn the_way_back() {
    let document = read(&document(&json!({
        "properties": {
            "a": { "anyOf": [{ "type": "null" }, { "const": 1 }] },
            "b": { "$ref": "#/components/schemas/B", "nullable": true },
            "c": { "prefixItems": [{ "exclusiveMinimum": 1 }] },
            "d": { "examples": [1] },
        },
    })));
    let a = "#/components/schemas/A/properties";
    let back = |pointer: &str| place(&document, &format!("{a}/{pointer}")).replace(a, "");
    assert_eq!(back("a/allOf/0/enum/0"), "/a/anyOf/1/const");
    assert_eq!(back("b/allOf/0/$ref"), "/b/$ref");
    assert_eq!(back("b/allOf/0"), "/b");
    assert_eq!(
        back("c/x-graphwright-prefix-items/0/minimum"),
        "/c/prefixItems/0/exclusiveMinimum"
    );
    assert_eq!(back("d/example"), "/d/examples/0");
    assert_eq!(back("d"), "/d");
}

#[test]
fn objects_that_are_no_schemas() {
    let document = read(&json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "webhooks": { "w": { "post": { "requestBody": { "content": { "application/json": { "schema": { "const": 1 } } } } } } },
        "components": { "securitySchemes": { "m": { "type": "mutualTLS" } } },
    }));
    assert_eq!(document.node("#/paths"), Some(&json!({})));
    let webhook = "#/x-graphwright-webhooks/w";
    let schema = format!("{webhook}/post/requestBody/content/application~1json/schema");
    assert_eq!(
        document.node(&schema),
        Some(&json!({ "enum": [1], "x-graphwright-const": true }))
    );
    assert_eq!(
        place(&document, &schema),
        "#/webhooks/w/post/requestBody/content/application~1json/schema"
    );
    let mutual =
        json!({ "type": "http", "scheme": "mutual-tls", "x-graphwright-mutual-tls": true });
    assert_eq!(
        document.node("#/components/securitySchemes/m"),
        Some(&mutual)
    );
}

#[test]
fn callbacks_that_are_references() {
    let document = read(&json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "get": { "responses": {}, "callbacks": {
            "r": { "$ref": "#/components/callbacks/c" },
            "i": { "{$request.body#/url}": { "post": { "responses": {} } } },
        } } } },
        "components": { "callbacks": { "c": { "{$url}": { "post": { "responses": {} } } } } },
    }));
    let refs = document.node("#/paths/~1a/get/x-graphwright-callback-refs");
    assert_eq!(refs, Some(&json!({ "r": "#/components/callbacks/c" })));
    let callbacks = document.node("#/paths/~1a/get/callbacks").unwrap();
    let names: Vec<&String> = callbacks.as_object().unwrap().keys().collect();
    assert_eq!(names, ["i"]);
}

#[test]
fn one_broken_node_leaves_the_rest() {
    let mut map = SourceMap::new();
    let file = map.add(
        "api.json",
        json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "paths": { "/a": {
                "get": { "responses": { "200": { "description": "d", "headers": 1 } } },
                "put": { "responses": {} },
            } },
            "components": { "schemas": {
                "A": { "properties": { "a": { "minLength": "x" } } },
                "A-b": { "type": "string" },
            } },
        })
        .to_string(),
    );
    let read = openapi::read(&map, file, &[], &Limits::default());
    assert_eq!(read.diagnostics.len(), 2);
    let document = read.document.unwrap();
    for (pointer, is_sound) in [
        ("#/paths/~1a/get", false),
        ("#/paths/~1a/get/responses/200", false),
        ("#/paths/~1a/put", true),
        ("#/paths/~1a/parameters", true),
        ("#/components/schemas/A", false),
        ("#/components/schemas/A-b", true),
    ] {
        assert_eq!(document.is_sound(pointer), is_sound, "{pointer}");
    }
}

fn place(document: &openapi::Document, pointer: &str) -> String {
    let origin = document.origin(pointer);
    assert_eq!(origin.file, FileId(0));
    match origin.place {
        Place::Value(pointer) => pointer,
        other => panic!("{other:?}"),
    }
}
