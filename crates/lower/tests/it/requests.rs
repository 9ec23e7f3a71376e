//! The marks that tell the requests of operations with one method and path apart.

use crate::case::{Case, check};
use insta::assert_snapshot;

/// Operations at `/x#1`, `/x#2` and so on, with this inside, by what they are recognised.
fn told(operations: &[&str]) -> String {
    let paths: Vec<String> = (operations.iter().enumerate())
        .map(|(index, inside)| {
            let number = index + 1;
            format!("'/x#{number}': {{ post: {{ operationId: o{number}, {inside} responses: {{ '204': {{ description: D }} }} }} }}")
        })
        .collect();
    let shown = check(&Case::paths(&paths.join("\n"), ""));
    let lines = shown.lines().filter(|line| {
        let is_detail = ["  query", "  header", "  body", "  cookie", "  204"]
            .iter()
            .any(|start| line.starts_with(start));
        !is_detail && !line.is_empty()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn parameter(name: &str, place: &str, schema: &str) -> String {
    format!("parameters: [{{ name: {name}, in: {place}, required: true, schema: {schema} }}],")
}

#[test]
fn constants_may_be_numbers_and_booleans_but_not_of_cookies() {
    let one = parameter("v", "query", "{ type: integer, enum: [1] }");
    let two = parameter("v", "query", "{ type: boolean, enum: [true] }");
    assert_snapshot!(told(&[&one, &two]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
      if query v=1
    op o2 POST /x#2 -> root.o2, O2, O2
      if query v=true
    ---
    warning not-expressed 5: the other boolean is not refused, since one alone is no type
    ");
    let one = parameter("v", "cookie", "{ type: string, enum: [a] }");
    let two = parameter("v", "cookie", "{ type: string, enum: [b] }");
    assert_snapshot!(told(&[&one, &two]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
}

#[test]
fn a_parameter_with_several_values_tells_by_being_there() {
    let several = parameter("v", "query", "{ type: string, enum: [a, b] }");
    assert_snapshot!(told(&[&several, ""]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
      if query v
    op o2 POST /x#2 -> root.o2, O2, O2
    ");
}

#[test]
fn a_parameter_that_may_be_absent_tells_nothing() {
    let optional = "parameters: [{ name: v, in: query, schema: { type: string, enum: [a] } }],";
    assert_snapshot!(told(&[optional, ""]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
}

#[test]
fn headers_are_told_whatever_their_case() {
    let one = parameter("X-Do", "header", "{ type: string, enum: [a] }");
    let two = parameter("x-do", "header", "{ type: string, enum: [a] }");
    assert_snapshot!(told(&[&one, &two]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
}

#[test]
fn media_types_tell_only_where_no_body_fits_two() {
    let body = |content: &str| format!("requestBody: {{ content: {content} }},");
    let json = body("{ application/json: {} }");
    assert_snapshot!(told(&[&json, &body("{ text/plain: {}, image/png: {} }")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
      if body application/json
    op o2 POST /x#2 -> root.o2, O2, O2
      if body text/plain or image/png
    ");
    assert_snapshot!(told(&[&json, &body("{ application/*: {} }")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
    assert_snapshot!(told(&[&json, &body("{ '*/*': {} }")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
    assert_snapshot!(told(&[&json, &body("{ APPLICATION/json;v=1: {} }")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
}

#[test]
fn later_kinds_are_asked_only_where_earlier_ones_leave_operations_alike() {
    let a = parameter("do", "query", "{ type: string, enum: [a] }");
    let b = "parameters: [{ name: do, in: query, required: true, schema: { type: string, enum: [b] } }, { name: extra, in: query, required: true, schema: { type: string } }],";
    let c = parameter("do", "query", "{ type: string, enum: [b] }");
    assert_snapshot!(told(&[&a, b, &c]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
      if query do=a
    op o2 POST /x#2 -> root.o2, O2, O2
      if query do=b
      if query extra
    op o3 POST /x#3 -> root.o3, O3, O3
      if query do=b
    ");
}

#[test]
fn members_of_a_form_tell_where_it_is_the_only_body() {
    let form = |value: &str| {
        format!(
            "application/x-www-form-urlencoded: {{ schema: {{ type: object, required: [do], properties: {{ do: {{ type: string, enum: [{value}] }} }} }} }}"
        )
    };
    let only = |value: &str| format!("requestBody: {{ content: {{ {} }} }},", form(value));
    assert_snapshot!(told(&[&only("a"), &only("b")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
      if field do=a
    op o2 POST /x#2 -> root.o2, O2, O2
      if field do=b
    ");
    let both = |value: &str| {
        format!(
            "requestBody: {{ content: {{ {}, text/plain: {{}} }} }},",
            form(value)
        )
    };
    assert_snapshot!(told(&[&both("a"), &both("b")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    note renamed 4: the type is `O1Body2`, since `O1Body` is reserved or taken
    note renamed 5: the type is `O2Body2`, since `O2Body` is reserved or taken
    ");
}

#[test]
fn parameters_of_the_path_are_the_same_whatever_they_are_called() {
    let paths = "
        /a/{x}: { get: { operationId: first, parameters: [{ name: x, in: path, required: true, schema: { type: string } }], responses: { '204': { description: D } } } }
        /a/{y}: { get: { operationId: second, parameters: [{ name: y, in: path, required: true, schema: { type: string } }], responses: { '204': { description: D } } } }
        /a/{z}/: { get: { operationId: third, parameters: [{ name: z, in: path, required: true, schema: { type: string } }], responses: { '204': { description: D } } } }
    ";
    assert_snapshot!(check(&Case::paths(paths, "")), @r"
    op first GET /a/{x} -> root.first, First, FIRST, idempotent
      path x: String, required
      204 NoContent: nothing, success

    op second GET /a/{y} -> root.second, Second, SECOND, idempotent, never asked
      path y: String, required
      204 NoContent: nothing, success

    op third GET /a/{z}/ -> root.third, Third, THIRD, idempotent
      path z: String, required
      204 NoContent: nothing, success

    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `first`, which is `GET /a/{y}` too: the generated server asks `first` for all of them
    ");
}

#[test]
fn operations_below_another_path_of_the_server_are_others() {
    let at = |server: &str| format!("servers: [{{ url: '{server}' }}],");
    assert_snapshot!(told(&["", &at("/v2"), &at("/v2/")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2
      at /v2
    op o3 POST /x#3 -> root.o3, O3, O3, never asked
      at /v2
    ---
    warning not-expressed 6: nothing tells the requests of this operation from those of `o2`, which is `POST /x` too: the generated server asks `o2` for all of them
    ");
    assert_snapshot!(told(&["", &at("https://other.example")]), @r"
    op o1 POST /x#1 -> root.o1, O1, O1
    op o2 POST /x#2 -> root.o2, O2, O2, never asked
      at https://other.example
    ---
    warning not-expressed 5: nothing tells the requests of this operation from those of `o1`, which is `POST /x` too: the generated server asks `o1` for all of them
    ");
}
