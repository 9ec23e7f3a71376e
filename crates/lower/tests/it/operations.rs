//! Operations: ids, answers, and what is left out of them.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// The answers of an operation.
fn answers(responses: &str) -> String {
    let path = format!("/a: {{ get: {{ operationId: get, responses: {responses} }} }}");
    let schemas = "T: { type: object, properties: { a: { type: string } } }";
    let shown = check(&Case::paths(&path, schemas));
    let lines = shown.lines().filter(|line| !line.starts_with("op "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn statuses_come_before_their_classes_and_the_default_is_last() {
    assert_snapshot!(answers("{ default: { description: D }, 4XX: { description: D }, '404': { description: D }, 2xx: { description: D }, '201': { description: D }, '599': { description: D } }"), @r"
    201 Created: nothing, success
    404 NotFound: nothing
    599 Status599: nothing
    2XX Success: nothing, success
    4XX ClientError: nothing
    default Default: nothing
    ");
}

#[test]
fn success_is_the_lowest_documented_class_of_2_and_3() {
    assert_snapshot!(answers("{ '302': { description: D }, '200': { description: D }, 2XX: { description: D } }"), @r"
    200 Ok: nothing, success
    302 Found: nothing
    2XX Success: nothing, success
    ");
    assert_snapshot!(answers("{ '101': { description: D }, '301': { description: D }, '400': { description: D }, default: { description: D } }"), @r"
    101 SwitchingProtocols: nothing
    301 MovedPermanently: nothing, success
    400 BadRequest: nothing
    default Default: nothing
    ");
    assert_snapshot!(answers("{ '400': { description: D }, default: { description: D } }"), @r"
    400 BadRequest: nothing
    default Default: nothing, success
    ");
    assert_snapshot!(answers("{ '400': { description: D } }"), @"  400 BadRequest: nothing");
}

#[test]
fn headers_have_no_case_and_the_contents_is_none() {
    assert_snapshot!(answers("{ '204': { description: D, headers: { content-TYPE: { schema: { type: string } }, ETag: {}, X-RateLimit: { required: true, schema: { type: integer } }, x-ratelimit: { schema: { type: integer } } } } }"), @"
    204 NoContent: nothing, success
      header ETag -> etag: String, optional
      header X-RateLimit -> x_ratelimit: I64, required
      header x-ratelimit -> x_ratelimit_2: I64, optional
    ");
}

#[test]
fn responses_that_never_have_a_body_have_no_content() {
    let content = "content: { application/json: { schema: { $ref: '#/components/schemas/T' } } }";
    let answer = |status: &str| format!("'{status}': {{ description: D, {content} }}");
    assert_snapshot!(answers(&format!("{{ {}, {}, {} }}", answer("200"), answer("204"), answer("304"))), @"
      200 Ok: application/json -> Json T, success
      204 NoContent: nothing, success
      304 NotModified: nothing

    ---
    warning not-expressed 4: nothing is generated from `content` here
    warning not-expressed 4: nothing is generated from `content` here
    ");
    let head = format!(
        "/a: {{ head: {{ operationId: head, responses: {{ {} }} }} }}",
        answer("200")
    );
    let schemas = "T: { type: object, properties: { a: { type: string } } }";
    assert_snapshot!(check(&Case::paths(&head, schemas)), @"
    op head HEAD /a -> root.head, Head, HEAD, idempotent
      200 Ok: nothing, success
    ");
}

#[test]
fn only_the_first_success_is_the_response_and_failures_are_called_by_their_status() {
    let inline = |status: &str| {
        format!(
            "'{status}': {{ description: D, content: {{ application/json: {{ schema: {{ type: object, properties: {{ a: {{ type: string }} }} }} }} }} }}"
        )
    };
    let path = format!(
        "/a: {{ get: {{ operationId: get, responses: {{ {}, {}, {}, {} }} }} }}",
        inline("200"),
        inline("201"),
        inline("404"),
        inline("420"),
    );
    let shown = check(&Case::paths(&path, ""));
    assert_snapshot!(shown, @r"
    op get GET /a -> root.get, Get, GET, idempotent
      200 Ok: application/json -> Json GetResponse, success
      201 Created: application/json -> Json GetCreated, success
      404 NotFound: application/json -> Json GetNotFound
      420 Status420: application/json -> Json GetStatus420
    ");
}

#[test]
fn links_callbacks_and_webhooks_are_told_unless_they_are_empty() {
    let text = "
openapi: 3.1.0
info: { title: Test, version: '1' }
webhooks: { made: { post: { responses: { '204': { description: D } } } } }
paths:
  /a: { get: { operationId: a, callbacks: { done: { '{$request.query.url}': { post: { responses: { '204': { description: D } } } } } }, responses: { '204': { description: D, links: { next: { operationId: a } } } } } }
  /b: { get: { operationId: b, callbacks: {}, responses: { '204': { description: D, links: {} } } } }
";
    assert_snapshot!(check(&Case::of(text).showing(&[])), @r"
    ---
    warning not-expressed 6: nothing is generated from `links` here
    warning not-expressed 6: nothing is generated from `callbacks` here
    warning not-expressed 4: webhooks are not generated
    note renamed 6: the request is `AOperation`, since `A` is reserved or taken
    ");
}

#[test]
fn an_id_that_is_taken_or_empty_gives_way_to_method_and_path() {
    let paths = "
        /a: { get: { operationId: a, responses: { '204': { description: D } } }, post: { operationId: a, responses: { '204': { description: D } } } }
        /b: { get: { operationId: ' ', responses: { '204': { description: D } } } }
    ";
    assert_snapshot!(check(&Case::paths(paths, "")), @r"
    op a GET /a -> root.a, AOperation, A, idempotent
      204 NoContent: nothing, success

    op POST /a POST /a -> root.post_a, PostA, POST_A
      204 NoContent: nothing, success

    op GET /b GET /b -> root.get_b, GetB, GET_B, idempotent
      204 NoContent: nothing, success

    ---
    warning operation-id 4: another operation is called `a` too; this one is called `POST /a`
    warning operation-id 5: there is no `operationId`; the operation is called `GET /b`
    note renamed 4: the request is `AOperation`, since `A` is reserved or taken
    ");
}

#[test]
fn what_leads_nowhere_leaves_its_operation_out() {
    let paths = "
        /a: { get: { operationId: a, requestBody: { $ref: '#/components/requestBodies/Gone' }, responses: { '204': { description: D } } } }
        /b: { get: { operationId: b, responses: { '404': { $ref: '#/components/responses/Gone' } } } }
        /c: { $ref: '#/paths/~1gone' }
        /d: { get: { operationId: d, responses: { '204': { description: D } } } }
    ";
    assert_snapshot!(check(&Case::paths(paths, "")), @r"
    op d GET /d -> root.d, DOperation, D, idempotent
      204 NoContent: nothing, success

    ---
    warning skipped 4: `GET /a` is left out: it could not be read
    warning skipped 5: `GET /b` is left out: it could not be read
    warning skipped 6: `/c` is left out: its `$ref` leads to nothing
    note renamed 7: the request is `DOperation`, since `D` is reserved or taken
    ");
}

#[test]
fn a_group_is_the_first_tag_and_the_rest_is_the_root() {
    let text = "
openapi: 3.0.3
info: { title: Test, version: '1' }
tags: [{ name: b, description: Described. }]
paths:
  /a: { get: { operationId: a, tags: [b, c], responses: { '204': { description: D } } } }
  /b: { get: { operationId: b, tags: [], responses: { '204': { description: D } } } }
  /c: { get: { operationId: c, tags: [c], responses: { '204': { description: D } } } }
";
    assert_snapshot!(check(&Case::of(text).showing(&[Part::Head])), @r#"
    api test: "Test", version "1"
    version 1
    security none
    tag "b" -> B in b
    tag "" -> Root in root
    tag "c" -> C in c

    ---
    note renamed 6: the request is `AOperation`, since `A` is reserved or taken
    note renamed 7: the request is `BOperation`, since `B` is reserved or taken
    note renamed 8: the request is `COperation`, since `C` is reserved or taken
    "#);
}

#[test]
fn a_body_that_operations_share_is_called_like_its_component() {
    let text = "
openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /a: { post: { operationId: a, requestBody: { $ref: '#/components/requestBodies/Given' }, responses: { '200': { $ref: '#/components/responses/Got' } } } }
  /b: { post: { operationId: b, requestBody: { $ref: '#/components/requestBodies/Given' }, responses: { '200': { $ref: '#/components/responses/Got' } } } }
components:
  requestBodies: { Given: { content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } }
  responses: { Got: { description: D, content: { application/json: { schema: { type: array, items: { type: object, properties: { b: { type: string } } } } } } } }
";
    assert_snapshot!(check(&Case::of(text).showing(&[Part::Types, Part::Operations])), @r"
    struct Given in given (GIVEN): create
      a: String, optional
      * -> additional: kept

    struct Got[] -> GotItem in got_item (GOT_ITEM): read
      b: String, optional
      * -> additional: kept

    op a POST /a -> root.a, AOperation, A
      body: application/json -> Json Given, optional
      200 Ok: application/json -> Json List<GotItem>, success

    op b POST /b -> root.b, B, B
      body: application/json -> Json Given, optional
      200 Ok: application/json -> Json List<GotItem>, success

    ---
    note renamed 5: the request is `AOperation`, since `A` is reserved or taken
    ");
}

#[test]
fn an_id_may_not_be_one_that_was_made() {
    let paths = "
        /a: { get: { responses: { '204': { description: D } } } }
        /b: { get: { operationId: GET /a, responses: { '204': { description: D } } } }
    ";
    assert_snapshot!(check(&Case::paths(paths, "")), @r"
    op GET /a GET /a -> root.get_a, GetA, GET_A, idempotent
      204 NoContent: nothing, success

    op GET /b GET /b -> root.get_b, GetB, GET_B, idempotent
      204 NoContent: nothing, success

    ---
    warning operation-id 4: there is no `operationId`; the operation is called `GET /a`
    warning operation-id 5: another operation is called `GET /a` too; this one is called `GET /b`
    ");
}
