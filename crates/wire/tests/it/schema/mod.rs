//! The validator: all violations of a value in one pass.
#![allow(
    clippy::items_after_statements,
    reason = "a schema is declared next to the values that it checks"
)]

mod nesting;
mod text;
mod values;

use graphwright_wire::Schema;
use graphwright_wire::json::{Value, json};
use graphwright_wire::schema::Mode::{self, Request, Response};

/// Checks a value. Each line of `expected` is a violation: pointer, code and message.
#[track_caller]
fn check(schema: &Schema, mode: Mode, value: &Value, expected: &[&str]) {
    let lines: Vec<_> = schema
        .check(value, mode)
        .iter()
        .map(|violation| format!("[{}] {violation}", violation.code))
        .collect();
    assert_eq!(lines, expected, "{value}");
}

static PASSWORD: Schema = Schema::object()
    .properties(&[("password", Schema::string().min_length(8))])
    .secret();

static USER: Schema = Schema::object()
    .properties(&[
        ("id", Schema::string().format("uuid").read_only()),
        ("name", Schema::string().min_length(1).max_length(8)),
        ("nick", Schema::string().nullable()),
        (
            "age",
            Schema::integer()
                .format("int32")
                .minimum(0)
                .exclusive_maximum(150),
        ),
        ("type", Schema::reference(&USER_TYPE)),
        (
            "phones",
            Schema::array(&Schema::string().pattern(r"^\+?\d+$")).max_items(3),
        ),
        ("profile", Schema::reference(&PASSWORD).write_only()),
        ("manager", Schema::reference(&USER)),
    ])
    .required(&["id", "name", "profile"])
    .additional(false);

static USER_TYPE: Schema = Schema::string().one_of(&["Member", "Guest"]);

#[test]
fn valid_values_pass() {
    let sent = json!({
        "name": "Adele", "nick": null, "age": 149, "type": "Guest", "phones": ["+12", "3"],
        "profile": { "password": "12345678" },
        "manager": { "name": "Bo", "profile": {} }
    });
    check(&USER, Request, &sent, &[]);
    let received = json!({ "id": "87d349ed-44d7-43e1-9a83-5f2406dee5bd", "name": "Adele" });
    check(&USER, Response, &received, &[]);
}

#[test]
fn all_violations_are_reported_at_once() {
    let value = json!({
        "name": "", "nick": 7, "age": -1, "type": "guest", "phones": ["+1", "x", 2, "4"],
        "profile": { "password": "123" }, "a/b~c": 1,
        "manager": { "name": "far too long", "age": 4_294_967_296_u64 }
    });
    check(
        &USER,
        Request,
        &value,
        &[
            "[min-length] /name: must have at least 1 character, has 0",
            "[type] /nick: must be a string, not a number",
            "[minimum] /age: must be at least 0",
            r#"[enum] /type: must be one of "Member", "Guest""#,
            "[max-items] /phones: must have at most 3 items, has 4",
            r"[pattern] /phones/1: must match the pattern `^\+?\d+$`",
            "[type] /phones/2: must be a string, not a number",
            "[min-length] /profile/password: must have at least 8 characters",
            "[unknown-property] /a~1b~0c: is not a known property",
            "[max-length] /manager/name: must have at most 8 characters, has 12",
            "[maximum] /manager/age: must be less than 150",
            "[format] /manager/age: must be a 32-bit integer",
            "[required] /manager/profile: is required",
        ],
    );
}

#[test]
fn a_response_may_have_more_than_its_document() {
    let value = json!({ "id": "x", "name": "A", "type": "Service", "more": 1 });
    check(&USER, Response, &value, &["[format] /id: must be a UUID"]);
}

#[test]
fn each_side_sends_its_own_properties() {
    // A property that only the server sets is not checked in a request.
    check(
        &USER,
        Request,
        &json!({ "id": 7, "name": "A", "profile": {} }),
        &[],
    );
    check(
        &USER,
        Response,
        &json!({ "name": "A", "profile": {} }),
        &[
            "[write-only] /profile: must not be in a response",
            "[required] /id: is required",
        ],
    );
}

#[test]
fn messages_keep_secrets() {
    static SECRET: Schema = Schema::string().secret().max_length(3);
    check(
        &SECRET,
        Request,
        &json!(12345),
        &["[type] must be a string"],
    );
    check(
        &SECRET,
        Request,
        &json!("hunter2"),
        &["[max-length] must have at most 3 characters"],
    );
    check(
        &PASSWORD,
        Request,
        &json!({ "password": 1 }),
        &["[type] /password: must be a string"],
    );
}
