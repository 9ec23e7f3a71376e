//! Unknown paths, and invalid parameters.

use super::{CANARY, Case, Expected, token};
use crate::users_service::MEMBER;
use crate::users_service::raw::request;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = paths();
    cases.extend(parameters());
    cases
}

/// Paths without an operation, and malformed ones.
fn paths() -> Vec<Case> {
    let mut cases = Vec::new();
    for path in [
        "/",
        "/v1.0",
        "/v1.0/",
        "/v2.0/users",
        "/users",
        "/v1.0/user",
        "/v1.0/users/",
        "/v1.0//users",
        "//v1.0/users",
        "/v1.0/users//",
        "/v1.0/users/./manager",
        "/v1.0/users/../me/x",
        "/v1.0/users/..",
        "/v1.0/users/%2e%2e",
        "/v1.0/users/a/b",
        "/v1.0/users/a/manager/b",
        "/v1.0/users/a/manager/",
        "/v1.0/users//manager",
        "/v1.0/me/me",
        "/v1.0/users%2Fa%2Fmanager",
        "/v1.0/users;x=1",
        "/v1.0\\users",
        "/v1.0/%75sers/a/b",
        "/.env",
        "/v1.0/openapi.json/",
        "/v1.0/users/a%2Fb/c",
    ] {
        cases.push(get(path, 404));
    }
    // No user has such an id or name.
    for key in [
        "nobody",
        "%00",
        "%F0%9F%98%80",
        "a%2Fb",
        "%20",
        "-1",
        "null",
        "a@b@c",
        "x'%20or%20'1'='1",
        "%3Cscript%3E",
        "$(id)",
        "{userId}",
    ] {
        cases.push(get(&format!("/v1.0/users/{key}"), 404));
    }
    for path in ["%", "%zz", "%2", "%ff", "%c0%af", "%ed%a0%80", "a%/manager"] {
        cases.push(get(&format!("/v1.0/users/{path}"), 400));
    }
    cases
}

/// Parameters and options with invalid values.
fn parameters() -> Vec<Case> {
    let mut cases = Vec::new();
    for top in [
        "0",
        "-1",
        "1000",
        "9999999999",
        "99999999999999999999",
        "1.5",
        "1e3",
        "0x10",
        "abc",
        "",
        "%20",
        "1%20",
        "+1",
        "true",
        "null",
        "%00",
        "1,2",
        "%ff",
        "%",
    ] {
        cases.push(get(&format!("/v1.0/users?$top={top}"), 400));
    }
    for count in ["1", "TRUE", "yes", "", "null", "%ff", "true%00"] {
        cases.push(get(&format!("/v1.0/users?$count={count}"), 400));
    }
    for twice in [
        "$top=1&$top=2",
        "$top=1&%24top=1",
        "$count=true&$count=false",
    ] {
        cases.push(get(&format!("/v1.0/users?{twice}"), 400));
    }
    for path in ["/v1.0/users", &format!("/v1.0/users/{MEMBER}"), "/v1.0/me"] {
        for names in [
            "", ",", "id,", "shoeSize", "id,,mail", "ID", "*", "id%00", "id;mail", CANARY,
        ] {
            cases.push(get(&format!("{path}?$select={names}"), 400));
        }
        for option in [
            "$filter=a%20eq%201",
            "$expand=manager",
            "$skip=1",
            "$orderby=id",
            "$x",
            "%24search=a",
        ] {
            cases.push(get(&format!("{path}?{option}"), 400));
        }
    }
    for token in ["", "1", "AAAA", "%ff", "..", &"A".repeat(4_000)] {
        cases.push(get(&format!("/v1.0/users?$skiptoken={token}"), 400));
    }
    for long in ["/v1.0/users/", "/v1.0/users?$skiptoken=", "/v1.0/users?x="] {
        let rest = "A".repeat(20_000);
        cases.push(get(&format!("{long}{rest}"), 414));
    }
    let endless = format!("GET /v1.0/users?{}", "x".repeat(1 << 20));
    cases.push(Case::new(
        "an endless query",
        request(&endless, &token(), ""),
        Expected::Refused,
    ));
    cases
}

fn get(target: &str, status: u16) -> Case {
    let line = format!("GET {target}");
    let request = request(&line, &token(), "");
    Case::new(line, request, Expected::Status(status))
}
