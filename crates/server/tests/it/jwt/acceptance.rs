//! Accepted tokens, and the principals that they identify.

use super::support::{
    CANARY, SECRET, Signer, ask, authorizer, claims, ec, jwks, known, router, rsa, secret, with,
};
use graphwright_server::jwt::{ClaimNames, Keys, KeysError};
use jsonwebtoken::get_current_timestamp;
use serde_json::{Value, json};
use std::time::Duration;

/// Sends a token of each kind of key with these claims, and checks the principal or the status.
async fn check(changes: Value, expected: &str) {
    for signer in [secret("secret", SECRET), rsa(), ec()] {
        let (status, _, body) = ask(&known(), "/read", Some(&signer.token(&with(&changes)))).await;
        let found = if status == 200 {
            body
        } else {
            status.to_string()
        };
        assert_eq!(found, expected, "{:?} {changes}", signer.algorithm);
    }
}

#[tokio::test]
async fn a_user_has_its_scopes_and_roles() {
    let user = "Some(Delegated) ann scopes=Read,Mail.Send";
    check(json!({}), &format!("{user} roles= tenant=contoso")).await;
    check(
        json!({ "wids": ["reader", "User Administrator"], "roles": ["Clerk"] }),
        &format!("{user} roles=Clerk,reader,User Administrator tenant=contoso"),
    )
    .await;
    check(
        json!({ "oid": null, "sub": "bob", "scp": ["Read"], "tid": null }),
        "Some(Delegated) bob scopes=Read roles= tenant=none",
    )
    .await;
    // A user's roles are not scopes, and scopes of applications do not count for a user.
    check(json!({ "scp": "", "roles": ["Read"] }), "403").await;
    check(json!({ "scp": "Read.All" }), "403").await;
}

#[tokio::test]
async fn an_application_has_its_roles_as_scopes() {
    let robot = |claims: Value| {
        let mut all = json!({ "scp": null, "oid": "object", "azp": "robot" });
        all.as_object_mut()
            .expect("an object")
            .extend(claims.as_object().cloned().unwrap_or_default());
        all
    };
    check(
        robot(json!({ "roles": ["Read.All"], "wids": ["reader"] })),
        "Some(Application) robot scopes=Read.All roles=reader tenant=contoso",
    )
    .await;
    // A text is one role, even with spaces.
    check(robot(json!({ "roles": "Other Read.All" })), "403").await;
    check(robot(json!({})), "403").await;
}

#[tokio::test]
async fn claims_of_another_type_are_refused() {
    for changes in [
        json!({ "scp": 7 }),
        json!({ "scp": ["Read", 7] }),
        json!({ "roles": { "Read": true } }),
        json!({ "wids": 1 }),
        json!({ "oid": 7 }),
        json!({ "oid": "" }),
        json!({ "oid": null, "sub": null }),
    ] {
        check(changes, "401").await;
    }
}

#[tokio::test]
async fn lists_of_audiences_and_other_issuers() {
    let good = "Some(Delegated) ann scopes=Read,Mail.Send roles= tenant=contoso";
    check(json!({ "aud": ["other", "api://users"] }), good).await;
    check(json!({ "nbf": null, "iat": null }), good).await;
    let now = get_current_timestamp();
    check(json!({ "exp": now - 30, "nbf": now + 30 }), good).await;
    let keys = Keys::new(&jwks()).expect("usable keys");
    let lenient = authorizer(keys)
        .issuer("https://other.example.com")
        .audience("api://other")
        .leeway(Duration::from_secs(1000));
    let token = rsa().token(&with(&json!({
        "iss": "https://other.example.com", "aud": "api://other", "exp": now - 900,
    })));
    assert_eq!(ask(&router(lenient), "/read", Some(&token)).await.0, 200);
}

#[tokio::test]
async fn claims_by_other_names() {
    let names = ClaimNames::new()
        .user_scopes("scope")
        .application_scopes("permissions")
        .roles("groups")
        .user(["sub"])
        .application(["client_id"]);
    let keys = Keys::new(&jwks()).expect("usable keys");
    let router = router(authorizer(keys).claim_names(names));
    for (changes, expected) in [
        (
            json!({ "scp": null, "scope": "Read", "groups": ["a"] }),
            "Some(Delegated) canary-of-a-token scopes=Read roles=a tenant=contoso",
        ),
        (
            json!({ "client_id": "robot", "permissions": ["Read.All"] }),
            "Some(Application) robot scopes=Read.All roles= tenant=contoso",
        ),
    ] {
        let (_, _, body) = ask(&router, "/read", Some(&ec().token(&with(&changes)))).await;
        assert_eq!(body, expected);
    }
}

#[tokio::test]
async fn an_operation_may_not_require_a_token() {
    let router = known();
    let token = rsa().token(&claims());
    let wrong = rsa().token(&with(&json!({ "iss": "else" })));
    for (path, token, expected) in [
        ("/optional", None, 200),
        ("/optional", Some(&token), 200),
        ("/optional", Some(&wrong), 401),
        ("/read", None, 401),
        // A token is not an API key.
        ("/keyed", Some(&token), 401),
        ("/keyed", None, 401),
    ] {
        let (status, challenge, _) = ask(&router, path, token.map(String::as_str)).await;
        assert_eq!(status, expected, "{path}");
        assert_eq!(challenge.is_empty(), status == 200, "{path} {challenge}");
    }
    let (status, challenge, _) = ask(
        &router,
        "/read",
        Some(&rsa().token(&with(&json!({ "scp": "Other" })))),
    )
    .await;
    assert_eq!(status, 403);
    assert_eq!(
        challenge,
        "Bearer realm=\"jwt\", error=\"insufficient_scope\", scope=\"Read Read.All\""
    );
}

#[test]
fn debug_shows_neither_keys_nor_claims() {
    let keys = Keys::new(&jwks()).expect("usable keys");
    let shown = format!("{:?}", authorizer(keys));
    assert!(
        shown.contains("count: 3") && shown.contains("api://users"),
        "{shown}"
    );
    for signer in [secret("secret", SECRET), rsa(), ec()] {
        for part in ["k", "n", "x", "y"] {
            let jwk = signer.jwk();
            let part = jwk
                .get(part)
                .and_then(Value::as_str)
                .unwrap_or("no such part");
            assert!(!shown.contains(part), "{shown}");
        }
    }
    let claims: graphwright_server::jwt::Claims = serde_json::from_value(claims()).expect("claims");
    let shown = format!("{claims:?}");
    assert!(
        shown.contains("\"sub\"") && !shown.contains(CANARY),
        "{shown}"
    );
}

/// Parses a set of one key, of which one member is changed.
fn parse_changed(signer: &Signer, member: &str, value: Value) -> Result<(), KeysError> {
    let mut jwk = signer.jwk();
    jwk[member] = value;
    Keys::new(&json!({ "keys": [{ "kty": "future" }, jwk] })).map(|_| ())
}

#[test]
fn keys_for_other_uses_are_ignored() {
    let (hmac, rsa, ec) = (secret("secret", SECRET), rsa(), ec());
    for (signer, member, value) in [
        (&rsa, "alg", json!("RS256")),
        (&rsa, "alg", Value::Null),
        (&rsa, "use", Value::Null),
        (&rsa, "key_ops", json!(["verify"])),
        (&ec, "unknown", json!([1])),
    ] {
        assert_eq!(
            parse_changed(signer, member, value.clone()),
            Ok(()),
            "{member} {value}"
        );
    }
    let short = rsa.jwk()["n"]
        .as_str()
        .expect("text")
        .chars()
        .take(171)
        .collect::<String>();
    for (signer, member, value) in [
        (&rsa, "alg", json!("RS512")),
        (&rsa, "alg", json!("HS256")),
        (&rsa, "use", json!("enc")),
        (&rsa, "key_ops", json!(["encrypt"])),
        (&rsa, "n", json!(short)),
        (&rsa, "n", json!("!")),
        (&rsa, "kty", json!("oct")),
        (&ec, "crv", json!("P-384")),
        (&ec, "x", json!("AAAA")),
        (&hmac, "k", json!("c2hvcnQ")),
    ] {
        let found = parse_changed(signer, member, value.clone());
        assert_eq!(found, Err(KeysError::NoneUsable), "{member} {value}");
    }
    for value in [json!({}), json!([]), json!({ "keys": 1 })] {
        assert_eq!(Keys::new(&value).map(|_| ()), Err(KeysError::Malformed));
    }
}
