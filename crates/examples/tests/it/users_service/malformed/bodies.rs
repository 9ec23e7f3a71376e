//! Bodies that are not JSON, or violate their schema.

use super::{CANARY, Case, Expected, with_body};
use crate::users_service::MEMBER;
use serde_json::{Value, json};

pub(super) fn cases() -> Vec<Case> {
    let patch = format!("PATCH /v1.0/users/{MEMBER}");
    let mut cases = Vec::new();
    for line in ["POST /v1.0/users", &patch] {
        for (name, body) in invalid_json() {
            let request = with_body(line, &body);
            cases.push(Case::new(
                format!("{line} with {name}"),
                request,
                Expected::Status(400),
            ));
        }
    }
    let wrong = wrong_creations()
        .into_iter()
        .map(|body| ("POST /v1.0/users", body));
    let wrong = wrong.chain(
        wrong_updates()
            .into_iter()
            .map(|body| (patch.as_str(), body)),
    );
    for (line, body) in wrong {
        let body = body.to_string();
        let request = with_body(line, body.as_bytes());
        cases.push(Case::new(
            format!("{line} with {body}"),
            request,
            Expected::Status(400),
        ));
    }
    cases
}

/// Texts that are not a JSON object.
const NO_JSON: &[&str] = &[
    " ",
    "\n\n",
    "{",
    "}",
    "[",
    "]",
    "{]",
    "[}",
    "\"",
    "nul",
    "tru",
    "True",
    "NULL",
    "undefined",
    "NaN",
    "Infinity",
    "-",
    "+1",
    "01",
    ".5",
    "1.",
    "1e",
    "0x10",
    "1_000",
    "1e999",
    "--1",
    "'a'",
    "{'a': 1}",
    "{a: 1}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\" 1}",
    "{\"a\": 1,}",
    "{,}",
    "{\"a\": 1 \"b\": 2}",
    "{1: 2}",
    "{null: 1}",
    "[1,]",
    "{} {}",
    "{}x",
    "{}\0",
    "\0",
    "// x\n{}",
    "/* x */ {}",
    "{}#",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\ud800\"",
    "\"a\nb\"",
    "\"\t\"",
    "{\"a\": \"\u{1}\"}",
    "\u{feff}{}",
    "<user/>",
    "displayName=x&surname=y",
    "null",
    "true",
    "0",
    "\"text\"",
    "[]",
    "[{}]",
    "{\"displayName\": \"x\", \"displayName\": \"y\"}",
    "{\"additional\": {\"x\": 1, \"x\": 2}}",
];

/// Bytes that are not a JSON object, each with a name.
fn invalid_json() -> Vec<(String, Vec<u8>)> {
    let texts = NO_JSON.iter();
    let texts = texts.map(|text| (format!("{text:?}"), text.as_bytes().to_vec()));
    let object = b"{\"displayName\": \"x\"}";
    let wide = |bytes: [bool; 2]| -> Vec<u8> {
        let pair = |byte: &u8| bytes.map(|there| if there { *byte } else { 0 });
        object.iter().flat_map(pair).collect()
    };
    let quoted = |bytes: &[u8]| [b"{\"displayName\": \"", bytes, b"\"}"].concat();
    let deep = |open: &str, close: &str, depth| {
        [open.repeat(depth), close.repeat(depth)]
            .concat()
            .into_bytes()
    };
    let others = [
        ("UTF-16 with the high byte first", wide([false, true])),
        ("UTF-16 with the low byte first", wide([true, false])),
        ("Latin-1", quoted(b"J\xf6rg")),
        ("an overlong slash", quoted(b"\xc0\xaf")),
        ("half a surrogate in UTF-8", quoted(b"\xed\xa0\x80")),
        ("a character beyond Unicode", quoted(b"\xf4\x90\x80\x80")),
        ("half a character", quoted(b"\xe2\x82")),
        ("a stray continuation", quoted(b"\x80")),
        ("0xff", b"\xff\xfe\xfd".to_vec()),
        ("lists 200 deep", deep("[", "]", 200)),
        ("lists 100,000 deep", deep("[", "]", 100_000)),
        ("100,000 lists that do not end", deep("[", "", 100_000)),
        ("objects 500 deep", deep("{\"a\":", "", 500)),
        (
            "a compressed body that does not say so",
            b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec(),
        ),
        (
            "a password that is not text",
            format!("{{\"passwordProfile\": {{\"password\": {CANARY}}}}}").into(),
        ),
        (
            "a password that does not end",
            format!("{{\"passwordProfile\": {{\"password\": \"{CANARY}").into(),
        ),
    ];
    let others = others.map(|(name, body)| (name.to_owned(), body));
    texts.chain(others).collect()
}

fn creation() -> Value {
    json!({
        "accountEnabled": true,
        "displayName": "x",
        "mailNickname": "x",
        "userPrincipalName": "x@contoso.com",
        "passwordProfile": { "password": CANARY },
    })
}

/// Bodies that lack a property, or have one of the wrong type or format.
fn wrong_creations() -> Vec<Value> {
    let whole = creation();
    let with = |name: &str, value: Value| {
        let mut body = whole.clone();
        body[name] = value;
        body
    };
    let mut bodies = Vec::new();
    let required = whole.as_object().expect("it is an object").keys();
    for name in required.clone() {
        let mut body = whole.clone();
        body.as_object_mut().expect("it is an object").remove(name);
        bodies.push(body);
        bodies.push(with(name, Value::Null));
    }
    let optional = [
        "givenName",
        "surname",
        "jobTitle",
        "department",
        "usageLocation",
    ];
    for name in required.map(String::as_str).chain(optional) {
        let values = [
            json!(7),
            json!("text"),
            json!(false),
            json!(["x"]),
            json!({ "x": [] }),
        ];
        let right = |value: &Value| match name {
            "accountEnabled" => value.is_boolean(),
            "passwordProfile" | "userPrincipalName" => false,
            _ => value.is_string(),
        };
        let values = values.into_iter().filter(|value| !right(value));
        bodies.extend(values.map(|value| with(name, value)));
    }
    let names = [
        "",
        "@",
        "x",
        "x@",
        "@contoso.com",
        "a b@contoso.com",
        "a@b@c",
        "\u{e4}@contoso.com",
        "a/b@contoso.com",
        "x@contoso.com\n",
    ];
    bodies.extend(names.map(|name| with("userPrincipalName", name.into())));
    let aliases = [
        "", "a b", "a@b", "a,b", "(a)", "a;b", "\"a\"", "\u{fc}", "a\0", "a\n",
    ];
    bodies.extend(aliases.map(|alias| with("mailNickname", alias.into())));
    bodies.push(with("mailNickname", "a".repeat(65).into()));
    let profiles = [
        json!({}),
        json!({ "password": null }),
        json!({ "password": [CANARY] }),
        json!({ "password": { CANARY: CANARY } }),
        json!({ "Password": CANARY }),
        json!({ "password": CANARY, "forceChangePasswordNextSignIn": "true" }),
        json!({ "password": CANARY, "forceChangePasswordNextSignInWithMfa": 1 }),
    ];
    bodies.extend(profiles.map(|profile| with("passwordProfile", profile)));
    bodies
}

/// Updates with a property of the wrong type.
fn wrong_updates() -> Vec<Value> {
    let texts = [
        "displayName",
        "givenName",
        "surname",
        "jobTitle",
        "department",
        "officeLocation",
        "mobilePhone",
        "preferredLanguage",
        "usageLocation",
        "onPremisesImmutableId",
        "userPrincipalName",
    ];
    let mut bodies = Vec::new();
    for name in texts {
        let values = [json!(7), json!(true), json!(["x"]), json!({ "x": 1 })];
        bodies.extend(values.map(|value| json!({ name: value })));
    }
    for name in ["businessPhones", "otherMails"] {
        let values = [json!(7), json!("x"), json!([1]), json!([null]), json!({})];
        bodies.extend(values.map(|value| json!({ name: value })));
    }
    for value in [json!(1), json!("true"), json!([true])] {
        bodies.push(json!({ "accountEnabled": value }));
    }
    for value in [
        json!(CANARY),
        json!({}),
        json!([CANARY]),
        json!({ "password": 7 }),
    ] {
        bodies.push(json!({ "passwordProfile": value }));
    }
    // Required properties can be changed, but not cleared.
    for name in ["accountEnabled", "displayName", "userPrincipalName"] {
        bodies.push(json!({ name: null }));
    }
    for name in ["megan@contoso.com", "nobody", ""] {
        bodies.push(json!({ "userPrincipalName": name }));
    }
    bodies
}
