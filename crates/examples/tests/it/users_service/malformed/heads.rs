//! Malformed or unsupported methods, headers and tokens.

use super::{CANARY, Case, Expected, head, token};
use crate::users_service::MEMBER;
use crate::users_service::raw::request;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = methods();
    cases.extend(tokens());
    cases.extend(media_types());
    cases.extend(broken_heads());
    cases
}

/// Methods that a path does not support, known or not.
fn methods() -> Vec<Case> {
    let user = format!("/v1.0/users/{MEMBER}");
    let manager = format!("{user}/manager");
    let mut cases = Vec::new();
    for (path, methods) in [
        (
            "/v1.0/users",
            &[
                "PUT",
                "PATCH",
                "DELETE",
                "TRACE",
                "get",
                "GETS",
                "M-SEARCH",
                "!#$%&'*+-.^_`|~",
            ][..],
        ),
        (
            &user,
            &["POST", "PUT", "TRACE", "patch", "DELETE1", "PROPFIND"],
        ),
        (&manager, &["POST", "PUT", "DELETE", "PATCH", "QUERY"]),
        ("/v1.0/me", &["POST", "PUT", "DELETE", "PATCH", "X"]),
        ("/v1.0/openapi.json", &["POST", "DELETE"]),
    ] {
        for method in methods {
            let line = format!("{method} {path}");
            let request = request(&line, &token(), "");
            cases.push(Case::new(line, request, Expected::Status(405)));
        }
    }
    cases
}

/// Missing tokens, invalid tokens, and tokens in other locations.
fn tokens() -> Vec<Case> {
    let canary = format!("{CANARY}-token");
    let values = [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Bearer {canary}"),
        format!("Bearer  {canary}"),
        format!("Bearer {} x", token()),
        format!("Bearer x {}", token()),
        format!("Bearer {}", token().to_uppercase()),
        format!("Bearer \"{}\"", token()),
        format!("Bearer={}", token()),
        format!("Bearer,{}", token()),
        format!("Basic {canary}"),
        format!("Basic {}", token()),
        format!("Digest username=\"{canary}\""),
        token(),
        format!("{} Bearer", token()),
        format!("Token {}", token()),
        format!("Bearer {}", "x".repeat(8000)),
        "Bearer \u{fc}".to_owned(),
        "Bearer null".to_owned(),
    ];
    let mut cases = Vec::new();
    for value in values {
        let line = "GET /v1.0/users HTTP/1.1\r\nhost: localhost\r\nconnection: close";
        let request = format!("{line}\r\nauthorization: {value}\r\n\r\n");
        cases.push(Case::new(
            format!("authorization: {value:?}"),
            request,
            Expected::Status(401),
        ));
    }
    for (name, request) in [
        (
            "no token",
            "GET /v1.0/me HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n".to_owned(),
        ),
        (
            "a token in the query",
            format!(
                "GET /v1.0/me?access_token={} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
                token()
            ),
        ),
        (
            "a token in a cookie",
            format!(
                "GET /v1.0/me HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: token={}\r\n\r\n",
                token()
            ),
        ),
        (
            "no token and a body",
            format!(
                "POST /v1.0/users HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 6\r\n\r\n{CANARY}"
            ),
        ),
    ] {
        cases.push(Case::new(name, request, Expected::Status(401)));
    }
    cases
}

/// Bodies in undeclared media types, and `Accept` headers without a documented media type.
fn media_types() -> Vec<Case> {
    let types = [
        "text/plain",
        "text/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "application/jsonx",
        "application",
        "application/",
        "/json",
        "json",
        "*/*",
        "",
        "application/merge-patch+json",
        "application/json-patch+json",
        "text/plain, application/json",
        "\u{fc}/json",
        "application/ json",
    ];
    let mut cases = Vec::new();
    for (index, media_type) in types.into_iter().enumerate() {
        let headers = format!("content-type: {media_type}\r\ncontent-length: 2\r\n");
        let request = request("POST /v1.0/users", &token(), &headers) + "{}";
        let name = format!("{index}: content-type: {media_type:?}");
        cases.push(Case::new(name, request, Expected::Status(415)));
    }
    let untyped = request("POST /v1.0/users", &token(), "content-length: 2\r\n") + "{}";
    cases.push(Case::new("no content-type", untyped, Expected::Status(415)));
    for coding in ["gzip", "br", "deflate", "x", "identity, gzip"] {
        let coded = format!(
            "content-encoding: {coding}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n"
        );
        let request = request("POST /v1.0/users", &token(), &coded) + "{}";
        cases.push(Case::new(
            format!("content-encoding: {coding}"),
            request,
            Expected::Status(415),
        ));
    }
    for accept in [
        "text/html",
        "application/xml",
        "image/*",
        "text/plain;q=1",
        "application/json;q=0",
        "*/*;q=0",
        "application/jsonx",
        "application/vnd.x+json",
    ] {
        let request = request(
            "GET /v1.0/users",
            &token(),
            &format!("accept: {accept}\r\n"),
        );
        cases.push(Case::new(
            format!("accept: {accept:?}"),
            request,
            Expected::Status(406),
        ));
    }
    cases
}

/// Heads that are not HTTP.
fn broken_heads() -> Vec<Case> {
    let line = "GET /v1.0/users HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n";
    let headers = [
        "no colon",
        ": value",
        " folded: x",
        "a b: c",
        "a\0: c",
        "a: b\0c",
        "a\u{7f}: b",
        "(a): b",
        "a : b",
        "content-length: x",
        "content-length: -1",
        "content-length: 1, 2",
        "content-length: 1\r\ncontent-length: 2",
        "content-length: 99999999999999999999",
        "content-length: 0x10",
        "transfer-encoding: x",
    ];
    let mut cases = Vec::new();
    for header in headers {
        let request = format!("{line}{header}\r\n\r\n");
        cases.push(Case::new(format!("{header:?}"), request, Expected::Refused));
    }
    let many = "x: y\r\n".repeat(5000);
    let long = format!("x: {}\r\n", "y".repeat(1 << 20));
    let name = format!("{}: y\r\n", "x".repeat(70_000));
    for (case, headers) in [
        ("5,000 headers", many),
        ("a header of a megabyte", long),
        ("a long name", name),
    ] {
        cases.push(Case::new(
            case,
            format!("{line}{headers}\r\n"),
            Expected::Refused,
        ));
    }
    for line in [
        "",
        "GET",
        "GET /",
        "GET / HTTP/1.1 x",
        "GET  / HTTP/1.1",
        "GET / HTTP/9.9",
        "GET / HTTP/1.10",
        "GET / http/1.1",
        "GET / FTP/1.1",
        "GET /\u{fc} HTTP/1.1",
        "GET /a b HTTP/1.1",
        "G\0T / HTTP/1.1",
        "G(T / HTTP/1.1",
        " GET / HTTP/1.1",
        "HTTP/1.1 200 OK",
        "GET \\ HTTP/1.1",
        "GET  HTTP/1.1",
        "GET v1.0/users HTTP/1.1",
        "PRI * HTTP/2.0",
        "\u{16}\u{3}\u{1}",
        "\u{4}\u{1}",
        "hello",
    ] {
        let request = format!("{line}\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        cases.push(Case::new(format!("{line:?}"), request, Expected::Refused));
    }
    let method = format!(
        "{} / HTTP/1.1\r\nconnection: close\r\n\r\n",
        "M".repeat(100_000)
    );
    cases.push(Case::new("a long method", method, Expected::Refused));
    let cut = head("POST /v1.0/users", 2);
    for at in [1, 4, 20, cut.len() - 3, cut.len() - 1] {
        cases.push(Case::new(
            format!("a head cut at {at}"),
            &cut[..at],
            Expected::Refused,
        ));
    }
    cases
}
