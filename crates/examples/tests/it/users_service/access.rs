//! Permissions by scopes, by ownership and by roles.

use super::program::Program;
use super::raw::{ask, request};
use super::{ADMINISTRATOR, HELPDESK, MEMBER, READER};
use serde_json::json;

/// Sends a request by a caller, and returns the status.
fn status(program: &Program, caller: &str, line: &str, body: &serde_json::Value) -> u16 {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let headers = format!(
        "content-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    let mut text = request(line, &Program::token(caller), &headers);
    text.push_str(&body);
    let answer = ask(program.address(), &text);
    if answer.status >= 400 {
        let error = &answer.json()["error"];
        assert!(
            error["code"].is_string() && error["message"].is_string(),
            "{answer:?}"
        );
    }
    answer.status
}

fn user(alias: &str) -> serde_json::Value {
    json!({
        "accountEnabled": true,
        "displayName": alias,
        "mailNickname": alias,
        "userPrincipalName": format!("{alias}@contoso.com"),
        "passwordProfile": { "password": "xWwvJ]6NMw+bWH-d" },
    })
}

/// Every operation without a token, with scopes for other operations, by a user about itself and
/// about another user, by a reader of all users, and by an application.
#[test]
fn every_operation_by_every_caller() {
    let program = Program::start();
    let none = json!(null);
    let title = json!({ "jobTitle": "x" });
    let (own, other) = (format!("/users/{MEMBER}"), format!("/users/{READER}"));
    let callers = ["nobody", "member", "reader", "application"];
    let check = |method: &str, path: &str, body: &serde_json::Value, expected: [u16; 4]| {
        let line = format!("{method} /v1.0{path}");
        let statuses = callers.map(|caller| status(&program, caller, &line, body));
        assert_eq!(statuses, expected, "{line} by {callers:?}");
    };
    check("GET", "/users", &none, [401, 403, 200, 200]);
    check("GET", "/me", &none, [401, 200, 200, 403]);
    for (path, by_member) in [(&own, true), (&other, false)] {
        let ok = |status| if by_member { status } else { 403 };
        let manager = format!("{path}/manager");
        let groups = format!("{path}/memberOf");
        check("GET", path, &none, [401, ok(200), 200, 200]);
        check("GET", &manager, &none, [401, ok(200), 200, 200]);
        check("GET", &groups, &none, [401, ok(200), 200, 200]);
        check("PATCH", path, &title, [401, ok(204), 403, 204]);
    }
    check("POST", "/users", &user("new"), [401, 403, 403, 201]);
    // A caller with access to itself only does not learn which other users exist.
    check("GET", "/users/nobody", &none, [401, 403, 404, 404]);
    check("DELETE", &other, &none, [401, 403, 403, 204]);
    check("DELETE", &own, &none, [401, 403, 403, 204]);
}

/// The effects of the matrices; their cells are tested with the model.
#[test]
fn roles_limit_callers_with_the_scopes() {
    let program = Program::start();
    let patch = |caller: &str, target: &str, body: &serde_json::Value| {
        status(
            &program,
            caller,
            &format!("PATCH /v1.0/users/{target}"),
            body,
        )
    };
    let password = json!({ "passwordProfile": { "password": "0ther-Pa55word" } });
    let phone = json!({ "mobilePhone": "+1 555 0100" });
    let name = json!({ "userPrincipalName": "x@contoso.com" });
    let disabled = json!({ "accountEnabled": false });
    let title = json!({ "jobTitle": "x" });
    let both = json!({ "jobTitle": "x", "mobilePhone": "+1 555 0100" });
    for (caller, target, body, expected) in [
        // A Helpdesk Admin may reset passwords, which includes phone numbers, and nothing else.
        ("helpdesk", MEMBER, &password, 204),
        ("helpdesk", MEMBER, &phone, 204),
        ("helpdesk", MEMBER, &name, 403),
        ("helpdesk", MEMBER, &disabled, 403),
        ("helpdesk", MEMBER, &title, 403),
        ("helpdesk", MEMBER, &both, 403),
        ("helpdesk", HELPDESK, &password, 204),
        ("helpdesk", ADMINISTRATOR, &password, 403),
        // A User Admin may do both, except for users with higher roles.
        ("application", MEMBER, &password, 204),
        ("application", MEMBER, &disabled, 204),
        ("application", HELPDESK, &name, 204),
        ("application", ADMINISTRATOR, &password, 403),
        ("application", ADMINISTRATOR, &title, 403),
        // A user without roles may change its own ordinary properties.
        ("member", MEMBER, &title, 204),
        ("member", MEMBER, &password, 403),
        ("member", MEMBER, &both, 403),
        // The last Global Admin may not reset its own password.
        ("administrator", MEMBER, &both, 204),
        ("administrator", ADMINISTRATOR, &title, 204),
        ("administrator", ADMINISTRATOR, &password, 403),
    ] {
        assert_eq!(
            patch(caller, target, body),
            expected,
            "{caller}, {target}, {body}"
        );
    }
    let delete = |caller: &str, target: &str| {
        status(
            &program,
            caller,
            &format!("DELETE /v1.0/users/{target}"),
            &json!(null),
        )
    };
    assert_eq!(delete("helpdesk", MEMBER), 403);
    assert_eq!(delete("application", ADMINISTRATOR), 403);
    assert_eq!(delete("administrator", ADMINISTRATOR), 403);
    assert_eq!(delete("application", HELPDESK), 204);
    assert_eq!(
        status(&program, "helpdesk", "POST /v1.0/users", &user("new")),
        403
    );
}
