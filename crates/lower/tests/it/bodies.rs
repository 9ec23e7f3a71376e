//! Bodies in their media types: how each is read, and which share a type.

use crate::case::{Case, check, lowered};
use insta::assert_snapshot;

const THING: &str = "
    Thing: { type: object, properties: { a: { type: string } } }
    Text: { type: string }
";

/// The bodies of a request with this content, and what is said of it.
fn sent(content: &str) -> String {
    let operation = format!(
        "{{ operationId: send, requestBody: {{ content: {content} }}, responses: {{ '204': {{ description: Done }} }} }}"
    );
    bodies(&format!("/a: {{ post: {operation} }}"))
}

/// The answers with this content, and what is said of it.
fn answered(content: &str) -> String {
    let answer = format!("{{ description: D, content: {content} }}");
    bodies(&format!(
        "/a: {{ get: {{ operationId: get, responses: {{ '200': {answer} }} }} }}"
    ))
}

fn bodies(paths: &str) -> String {
    let shown = check(&Case::paths(paths, THING));
    let lines = shown.lines().map(str::trim).filter(|line| {
        let is_other = ["op ", "204 ", "---"]
            .iter()
            .any(|start| line.starts_with(start));
        !is_other && !line.is_empty()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn requests_begin_with_json_and_answers_stay_in_order() {
    let content = "{ text/plain: {}, application/vnd.a+json: { schema: { $ref: '#/components/schemas/Thing' } }, application/json;charset=utf-8: { schema: { $ref: '#/components/schemas/Thing' } } }";
    assert_snapshot!(sent(content), @r"
    body: application/json;charset=utf-8 -> Json Thing, optional
    body: application/vnd.a+json -> VndAJson Thing, optional
    body: text/plain -> Text as Text String, optional
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
    assert_snapshot!(answered(content), @"200 Ok: text/plain -> Text as Text String or application/vnd.a+json -> VndAJson Thing or application/json;charset=utf-8 -> Json Thing, success");
}

#[test]
fn equal_schemas_are_one_type_and_others_are_not() {
    let content = "{ application/json: { schema: { type: object, properties: { a: { type: string } } } }, application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } } }, application/merge-patch+json: { schema: { type: object, properties: { b: { type: string } } } } }";
    assert_snapshot!(sent(content), @r"
    body: application/json -> Json SendOperationBody, optional
    body: application/merge-patch+json -> MergePatchJson SendOperationBody2, optional
    body: application/x-www-form-urlencoded -> Form as Form SendOperationBody, optional
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    note renamed 4: the type is `SendOperationBody2`, since `SendOperationBody` is reserved or taken
    ");
}

#[test]
fn any_media_type_is_json_where_the_schema_says_more_than_bytes() {
    assert_snapshot!(answered("{ '*/*': { schema: { $ref: '#/components/schemas/Thing' } } }"), @r"
    200 Ok: */* -> Json Thing, success
    note guessed 4: any media type is allowed here; JSON is written and read
    ");
    assert_snapshot!(answered("{ '*/*': { schema: { $ref: '#/components/schemas/Text' } } }"), @"200 Ok: */* -> Bytes as Bytes Bytes, success");
    assert_snapshot!(answered("{ '*/*': {} }"), @"200 Ok: */* -> Bytes as Bytes Bytes, success");
    assert_snapshot!(answered("{ 'image/*': { schema: { $ref: '#/components/schemas/Thing' } } }"), @r"
    200 Ok: image/* -> Bytes as Bytes Bytes, success
    warning not-expressed 7: the schema of a body that is not JSON or a form is not used; the body is as it came
    ");
}

#[test]
fn binary_json_and_forms_that_are_no_objects_are_bytes() {
    assert_snapshot!(answered("{ application/json: { schema: { type: string, format: binary } } }"), @"200 Ok: application/json -> Json as Bytes Bytes, success");
    assert_snapshot!(sent("{ multipart/form-data: { schema: { $ref: '#/components/schemas/Text' } } }"), @r"
    body: multipart/form-data -> FormData as Bytes Bytes, optional
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
    assert_snapshot!(sent("{ multipart/form-data: {} }"), @r"
    body: multipart/form-data -> Multipart as Multipart Json, optional
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn the_schema_of_text_and_bytes_is_not_used() {
    assert_snapshot!(answered("{ application/xml: { schema: { $ref: '#/components/schemas/Thing' } }, text/csv: { schema: { type: array, items: { type: string } } } }"), @r"
    200 Ok: application/xml -> Xml as Bytes Bytes or text/csv -> Csv as Text String, success
    warning not-expressed 7: the schema of a body that is not JSON or a form is not used; the body is as it came
    warning not-expressed 4: the schema of a body that is not JSON or a form is not used; the body is as it came
    ");
    assert_snapshot!(answered("{ text/csv: { schema: { type: string } } }"), @"200 Ok: text/csv -> Csv as Text String, success");
}

#[test]
fn media_types_are_told_by_their_essence_whatever_their_case() {
    assert_snapshot!(sent("{ application/vnd.a+json: { schema: { $ref: '#/components/schemas/Thing' } }, Application/JSON: { schema: { $ref: '#/components/schemas/Thing' } }, TEXT/Plain; charset=utf-8: {}, Multipart/Form-Data: { schema: { $ref: '#/components/schemas/Thing' } } }"), @r"
    body: Application/JSON -> Json Thing, optional
    body: application/vnd.a+json -> VndAJson Thing, optional
    body: TEXT/Plain; charset=utf-8 -> Text as Text String, optional
    body: Multipart/Form-Data -> Multipart as Multipart Thing, optional
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn an_event_with_other_members_than_an_events_is_data_itself() {
    assert_snapshot!(answered("{ text/event-stream: { schema: { type: object, properties: { data: { type: string } } } } }"), @"200 Ok: text/event-stream -> EventStream as EventStream GetResponse, success");
    assert_snapshot!(answered("{ text/event-stream: { schema: { type: object, properties: { data: { $ref: '#/components/schemas/Thing' }, more: { type: string } } } } }"), @"200 Ok: text/event-stream -> EventStream as EventStream GetResponse, success");
    assert_snapshot!(answered("{ text/event-stream: { schema: { type: object, properties: { data: { $ref: '#/components/schemas/Thing' }, id: { type: string } } } } }"), @"200 Ok: text/event-stream -> EventStream as EventStream Thing, success");
}

#[test]
fn text_and_bytes_that_are_described_say_so() {
    let described = |content: &str| {
        let paths = format!(
            "/a: {{ get: {{ operationId: get, responses: {{ '200': {{ description: D, content: {content} }} }} }} }}"
        );
        let (_, lowered) = lowered(&Case::paths(&paths, THING));
        lowered.api.operations[0].responses[0].content[0].described
    };
    assert!(described(
        "{ application/xml: { schema: { $ref: '#/components/schemas/Thing' } } }"
    ));
    assert!(described(
        "{ text/csv: { schema: { type: array, items: { type: string } } } }"
    ));
    assert!(!described(
        "{ text/csv: { schema: { $ref: '#/components/schemas/Text' } } }"
    ));
    assert!(!described(
        "{ application/json: { schema: { $ref: '#/components/schemas/Thing' } } }"
    ));
}
