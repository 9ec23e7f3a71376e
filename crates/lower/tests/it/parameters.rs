//! Parameters and path templates.

use crate::case::{Case, check};
use insta::assert_snapshot;

/// An operation `get` at a path with these parameters, and what is said of it.
fn operation(path: &str, parameters: &str) -> String {
    let path = format!(
        "{path}: {{ get: {{ operationId: get, parameters: [{parameters}], responses: {{ '204': {{ description: Done }} }} }} }}"
    );
    let shown = check(&Case::paths(
        &path,
        "T: { type: object, properties: { a: { type: string } } }",
    ));
    shown.replace("\n  204 NoContent: nothing, success", "")
}

#[test]
fn styles_are_those_of_their_place_unless_they_say_otherwise() {
    assert_snapshot!(operation("/a/{p}", "
        { name: p, in: path, required: true, schema: { type: array, items: { type: string } } },
        { name: q, in: query, schema: { type: array, items: { type: string } } },
        { name: h, in: header, schema: { type: array, items: { type: string } } },
        { name: c, in: cookie, schema: { type: string } },
        { name: spaced, in: query, style: spaceDelimited, schema: { type: array, items: { type: string } } },
        { name: flat, in: query, explode: false, schema: { type: array, items: { type: string } } },
        { name: wide, in: header, explode: true, schema: { type: array, items: { type: string } } }"), @r"
    op get GET /a/{p} -> root.get, Get, GET, idempotent
      path p: List<String>, required
      query q: List<String>, optional
      header h: List<String>, optional
      cookie c: String, optional
      query spaced: List<String>, optional, SpaceDelimited
      query flat: List<String>, optional, Form
      header wide: List<String>, optional, Simple exploded
    ");
    assert_snapshot!(operation("/{label}/{matrix}", "
        { name: matrix, in: path, required: true, style: matrix, schema: { type: string } },
        { name: label, in: path, required: true, style: label, explode: true, schema: { type: string } }"), @r"
    op get GET /{label}/{matrix} -> root.get, Get, GET, idempotent
      path label: String, required, Label exploded
      path matrix: String, required, Matrix
    ");
}

#[test]
fn a_path_may_mix_text_and_parameters_and_have_one_twice() {
    assert_snapshot!(operation("'/a{x}-{y}.json/{x}'", "
        { name: y, in: path, required: true, schema: { type: integer } },
        { name: x, in: path, schema: { type: string } }"), @r"
    op get GET /a{x}-{y}.json/{x} -> root.get, Get, GET, idempotent
      path x: String, required
      path y: I64, required
    ");
}

#[test]
fn a_path_that_cannot_be_filled_leaves_its_operation_out() {
    assert_snapshot!(operation("'/a/{x'", ""), @r"
    ---
    warning skipped 4: `GET /a/{x` is left out: the braces of its path do not match
    ");
    assert_snapshot!(operation("'/a/x}'", ""), @r"
    ---
    warning skipped 4: `GET /a/x}` is left out: the braces of its path do not match
    ");
}

#[test]
fn a_path_parameter_that_nothing_declares_is_text() {
    assert_snapshot!(operation("'/a/{x}'", "{ name: x, in: query, schema: { type: string } }"), @r"
    op get GET /a/{x} -> root.get, Get, GET, idempotent
      path x: String, required
      query x -> x_query: String, optional

    ---
    note renamed 4: the parameter is `x_query`, since `x` is reserved or taken
    ");
}

#[test]
fn headers_that_a_request_has_by_itself_are_no_parameters_whatever_their_case() {
    assert_snapshot!(operation("/a", "
        { name: ACCEPT, in: header, schema: { type: string } },
        { name: Content-type, in: header, schema: { type: string } },
        { name: authorization, in: header, schema: { type: string } },
        { name: Accept, in: query, schema: { type: string } },
        { name: Accept-Language, in: header, schema: { type: string } }"), @r"
    op get GET /a -> root.get, Get, GET, idempotent
      query Accept -> accept: String, optional
      header Accept-Language -> accept_language: String, optional

    ---
    note not-expressed 5: the header `ACCEPT` is set by the body, the answer or the security scheme
    note not-expressed 6: the header `Content-type` is set by the body, the answer or the security scheme
    note not-expressed 7: the header `authorization` is set by the body, the answer or the security scheme
    ");
}

#[test]
fn the_operations_parameter_takes_the_place_of_its_paths() {
    let paths = "
        /a:
          parameters:
            - { name: first, in: query, schema: { type: string } }
            - { name: second, in: query, schema: { type: string } }
            - { name: first, in: header, schema: { type: boolean } }
          get:
            operationId: get
            parameters:
              - { name: third, in: query, schema: { type: string } }
              - { name: first, in: query, required: true, schema: { type: integer } }
            responses: { '204': { description: Done } }
    ";
    assert_snapshot!(check(&Case::paths(paths, "")), @r"
    op get GET /a -> root.get, Get, GET, idempotent
      query first: I64, required
      query second: String, optional
      header first -> first_header: Bool, optional
      query third: String, optional
      204 NoContent: nothing, success

    ---
    note renamed 8: the parameter is `first_header`, since `first` is reserved or taken
    ");
}

#[test]
fn the_same_name_in_two_places_gets_the_place_behind_it() {
    assert_snapshot!(operation("/a/{id}", "
        { name: id, in: cookie, schema: { type: string } },
        { name: id, in: query, schema: { type: string } },
        { name: id, in: path, required: true, schema: { type: string } }"), @r"
    op get GET /a/{id} -> root.get, Get, GET, idempotent
      path id: String, required
      cookie id -> id_cookie: String, optional
      query id -> id_query: String, optional

    ---
    note renamed 5: the parameter is `id_cookie`, since `id` is reserved or taken
    note renamed 6: the parameter is `id_query`, since `id` is reserved or taken
    ");
}

#[test]
fn content_is_read_by_its_media_type() {
    assert_snapshot!(operation("/a", "
        { name: json, in: query, content: { application/json: { schema: { $ref: '#/components/schemas/T' } } } },
        { name: text, in: query, content: { text/plain: { schema: { type: string } } } },
        { name: none, in: query, content: { application/json: {} } }"), @r"
    op get GET /a -> root.get, Get, GET, idempotent
      query json: T, optional, as Json
      query text: String, optional, as Text
      query none: Json, optional, as Json
    ");
}

#[test]
fn a_reference_that_leads_nowhere_leaves_the_operation_out() {
    assert_snapshot!(operation("/a", "{ $ref: '#/components/parameters/Gone' }"), @r"
    ---
    warning skipped 4: `GET /a` is left out: it could not be read
    ");
}
