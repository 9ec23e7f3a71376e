//! The facts about properties and operations, and the places that they came from.

use crate::case::{Case, lowered};
use graphwright_ir::{Fact, TypeKind};
use insta::assert_snapshot;

/// Facts in lines: facet, value, rule, place.
fn lines(facts: &[Fact]) -> String {
    let line = |fact: &Fact| {
        let (facet, rule) = (fact.facet, fact.rule);
        format!(
            "{facet:?} {:?} by {rule:?} at {}",
            fact.value, fact.origin.at
        )
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The facts about the first property of the first schema.
fn of_property(schemas: &str) -> String {
    let (_, lowered) = lowered(&Case::schemas(schemas));
    let TypeKind::Struct(body) = &lowered.api.types[0].kind else {
        panic!("{:?}", lowered.api.types[0]);
    };
    lines(&body.fields[0].provenance)
}

/// The facts about the only operation.
fn of_operation(paths: &str) -> String {
    let (_, lowered) = lowered(&Case::paths(paths, ""));
    lines(&lowered.api.operations[0].provenance)
}

#[test]
fn what_a_property_says_stands_at_its_keyword() {
    assert_snapshot!(of_property("
        T: { type: object, required: [b, a], properties: { a: { type: string, format: uuid, nullable: false, readOnly: true, description: Words. } } }
    "), @r#"
    Name "a" by OpenapiSchema at #/components/schemas/T/properties/a
    Type "string:uuid" by OpenapiSchema at #/components/schemas/T/properties/a
    Presence "required" by OpenapiSchema at #/components/schemas/T/required/1
    Nullable "false" by OpenapiSchema at #/components/schemas/T/properties/a/nullable
    Access "read only" by OpenapiSchema at #/components/schemas/T/properties/a/readOnly
    Versions "all" by OpenapiDefault at #/components/schemas/T/properties/a
    Docs "Words." by OpenapiSchema at #/components/schemas/T/properties/a/description
    "#);
}

#[test]
fn what_a_property_leaves_out_is_openapis_default() {
    assert_snapshot!(of_property("
        T: { type: object, properties: { a: { type: array, items: { $ref: '#/components/schemas/T' }, readOnly: true, writeOnly: true } } }
    "), @r#"
    Name "a" by OpenapiSchema at #/components/schemas/T/properties/a
    Type "array of T" by OpenapiSchema at #/components/schemas/T/properties/a
    Presence "optional" by OpenapiDefault at #/components/schemas/T/properties/a
    Nullable "false" by OpenapiDefault at #/components/schemas/T/properties/a
    Access "read and write" by OpenapiDefault at #/components/schemas/T/properties/a
    Versions "all" by OpenapiDefault at #/components/schemas/T/properties/a
    Docs "" by OpenapiDefault at #/components/schemas/T/properties/a
    "#);
}

#[test]
fn the_first_list_that_requires_a_property_says_so() {
    let facts = of_property(
        "
        T: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [a] }], required: [a] }
        Base: { type: object, properties: { a: { enum: [x] } } }
    ",
    );
    let presence: Vec<_> = facts.lines().take(3).collect();
    assert_snapshot!(presence.join("\n"), @r#"
    Name "a" by OpenapiSchema at #/components/schemas/Base/properties/a
    Type "any enum" by OpenapiSchema at #/components/schemas/Base/properties/a
    Presence "required" by OpenapiSchema at #/components/schemas/T/allOf/1/required/0
    "#);
}

#[test]
fn an_operation_has_a_fact_for_each_facet() {
    assert_snapshot!(of_operation("
        /a: { post: { operationId: a, summary: Does it., requestBody: { content: { text/plain: {}, application/json: {} } }, responses: { '404': { description: D }, '201': { description: D } } } }
    "), @r#"
    Name "a" by OpenapiOperation at #/paths/~1a/post/operationId
    Versions "all" by OpenapiOperation at #/paths/~1a/post
    Docs "Does it." by OpenapiOperation at #/paths/~1a/post/summary
    Path "POST /a" by OpenapiOperation at #/paths/~1a/post
    Body "application/json, text/plain" by OpenapiOperation at #/paths/~1a/post/requestBody
    Answers "201, 404" by OpenapiOperation at #/paths/~1a/post/responses
    Security "none" by OpenapiOperation at #/security
    "#);
    assert_snapshot!(of_operation("/a: { get: { responses: {} , security: [] } }"), @r#"
    Name "GET /a" by OpenapiOperation at #/paths/~1a/get
    Versions "all" by OpenapiOperation at #/paths/~1a/get
    Docs "" by OpenapiOperation at #/paths/~1a/get
    Path "GET /a" by OpenapiOperation at #/paths/~1a/get
    Body "none" by OpenapiOperation at #/paths/~1a/get
    Answers "none" by OpenapiOperation at #/paths/~1a/get/responses
    Security "none" by OpenapiOperation at #/paths/~1a/get/security
    "#);
}
