//! Servers, and the version that the first of them is.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// The head of a document with these servers and paths.
fn head(servers: &str, paths: &str) -> String {
    let info = "info: { title: ' Test ', version: ' 7 ' }";
    let case = Case::of(format!(
        "openapi: 3.0.3\n{info}\n{servers}\npaths: {paths}\n"
    ));
    check(&case.showing(&[Part::Head]))
}

#[test]
fn a_version_is_the_last_word_of_the_path_or_else_the_documents() {
    assert_snapshot!(head("servers: [{ url: 'https://a.example/api/v2/' }]", "{}"), @r#"
    api test: "Test", version "7"
    version v2
    server V2 https://a.example/api/v2/, base path "/api/v2"
    security none
    "#);
    assert_snapshot!(head("servers: [{ url: 'https://a.example/-/' }]", "{}"), @r#"
    api test: "Test", version "7"
    version 7
    server A https://a.example/-/, base path "/-"
    security none
    "#);
    assert_snapshot!(head("", "{}"), @r#"
    api test: "Test", version "7"
    version 7
    security none
    "#);
}

#[test]
fn servers_are_called_by_path_or_host_or_by_nothing() {
    assert_snapshot!(head("servers: [{ url: 'https://www.a.example' }, { url: 'https://a.example' }, { url: 'http://127.0.0.1:80' }, { url: '{scheme}://host/x?y#z', variables: { scheme: { default: https } } }]", "{}"), @r#"
    api test: "Test", version "7"
    version 7
    server A https://www.a.example, base path ""
    server SERVER https://a.example, base path ""
    server SERVER_2 http://127.0.0.1:80, base path ""
    server X {scheme}://host/x?y#z, base path "/x", scheme = "https"
    security none
    "#);
}

#[test]
fn variables_come_in_the_order_of_the_url_and_need_no_quotes() {
    assert_snapshot!(head("servers: [{ url: 'https://a.example:{port}/{base}/{base}', variables: { base: { default: v1 }, port: { default: 443, enum: [443, 80] }, unused: { default: a } } }]", "{}"), @r#"
    api test: "Test", version "7"
    version v1
    server V1 https://a.example:{port}/{base}/{base}, base path "/v1/v1", port = "443", base = "v1", unused = "a"
    security none
    "#);
}

#[test]
fn the_first_server_of_all_operations_is_the_apis() {
    let operation = |server: &str| {
        format!(
            "{{ operationId: o{}, servers: [{{ url: '{server}' }}], responses: {{ '204': {{ description: D }} }} }}",
            server.len()
        )
    };
    let (one, other) = (
        operation("https://a.example/v1"),
        operation("https://b.example"),
    );
    assert_snapshot!(head("", &format!("{{ /a: {{ get: {one} }}, /b: {{ servers: [{{ url: 'https://a.example/v1' }}], get: {{ operationId: b, responses: {{ '204': {{ description: D }} }} }} }} }}")), @r#"
    api test: "Test", version "7"
    version v1
    server V1 https://a.example/v1, base path "/v1"
    security none
    tag "" -> Root in root
    "#);
    assert_snapshot!(head("", &format!("{{ /a: {{ get: {one}, post: {other} }} }}")), @r#"
    api test: "Test", version "7"
    version 7
    security none
    tag "" -> Root in root
    "#);
    assert_snapshot!(head("", &format!("{{ /a: {{ get: {one}, post: {{ operationId: p, responses: {{ '204': {{ description: D }} }} }} }} }}")), @r#"
    api test: "Test", version "7"
    version 7
    security none
    tag "" -> Root in root
    "#);
}

#[test]
fn a_server_of_an_operations_own_is_told_where_no_request_can_go_there() {
    let paths = "{ /a: { get: { operationId: a, servers: [{ url: 'ftp://a' }], responses: { '204': { description: D } } }, post: { operationId: b, servers: [{ url: 'http://a' }], responses: { '204': { description: D } } }, put: { operationId: c, servers: [{ url: ../up }], responses: { '204': { description: D } } } } }";
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: /api/v1 }}]\npaths: {paths}\n"
    );
    assert_snapshot!(check(&Case::of(text).showing(&[Part::Operations])), @r"
    op a GET /a -> root.a, AOperation, A, idempotent
      204 NoContent: nothing, success

    op b POST /a -> root.b, B, B
      at http://a
      204 NoContent: nothing, success

    op c PUT /a -> root.c, C, C, idempotent
      at /up
      204 NoContent: nothing, success

    ---
    warning not-expressed 4: a server of its own must be a path, or an `https` URL whose variables have defaults; the operation is called at the API's
    warning not-expressed 4: a server of its own is `http`, which the client calls on this machine only; elsewhere it refuses the operation, unless it was given a base URL
    note renamed 4: the request is `AOperation`, since `A` is reserved or taken
    ");
}
