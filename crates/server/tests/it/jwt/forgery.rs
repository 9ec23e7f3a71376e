//! Forged tokens: each is a 401 that contains nothing of the token.

use super::support::{
    AUDIENCE, CANARY, ISSUER, SECRET, Signer, ask, claims, ec, encode, known, rsa, secret, with,
};
use jsonwebtoken::{Algorithm, EncodingKey, get_current_timestamp};
use serde_json::{Value, json};
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Records everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for &Log {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut log = self.0.lock().expect("not poisoned");
        write!(log, "{field}={value:?} ").expect("strings take everything");
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut &*self);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }
    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Sends a token, and checks that it is refused and that nothing of it is sent back or logged.
async fn check(what: &str, token: &str) {
    let log = Log::default();
    let router = known();
    let asked = ask(&router, "/read", Some(token)).with_subscriber(log.clone());
    let (status, challenge, body) = asked.await;
    assert_eq!(status, 401, "{what}: {body}");
    assert_eq!(
        challenge, "Bearer realm=\"jwt\", error=\"invalid_token\"",
        "{what}"
    );
    let log = log.0.lock().expect("not poisoned");
    assert!(log.contains("status=401"), "{what}: {log}");
    let parts = token.split('.').filter(|part| part.len() > 8);
    for secret in parts.chain([CANARY, "contoso"]) {
        assert!(
            !body.contains(secret) && !log.contains(secret),
            "{what}: {body} {log}"
        );
    }
}

/// Checks a token with a valid signature and claims with one mistake.
async fn check_claims(what: &str, changes: Value) {
    for signer in [secret("secret", SECRET), rsa(), ec()] {
        check(what, &signer.token(&with(&changes))).await;
    }
}

#[tokio::test]
async fn wrong_claims() {
    let now = get_current_timestamp();
    for (what, changes) in [
        ("expired", json!({ "exp": now - 61 })),
        ("expired long ago", json!({ "exp": 0 })),
        ("not yet valid", json!({ "nbf": now + 120 })),
        ("no expiry", json!({ "exp": null })),
        ("expiry is text", json!({ "exp": (now + 600).to_string() })),
        ("expiry is negative", json!({ "exp": -1 })),
        ("expiry beyond numbers", json!({ "exp": 1e300 })),
        ("nbf is text", json!({ "nbf": "0" })),
        ("no issuer", json!({ "iss": null })),
        (
            "another issuer",
            json!({ "iss": "https://login.example.com.evil.example" }),
        ),
        (
            "issuer in capitals",
            json!({ "iss": ISSUER.to_uppercase() }),
        ),
        (
            "a list of issuers",
            json!({ "iss": [ISSUER, "https://evil.example"] }),
        ),
        ("issuer is an object", json!({ "iss": { ISSUER: true } })),
        ("no audience", json!({ "aud": null })),
        ("another audience", json!({ "aud": "api://user" })),
        (
            "a list of other audiences",
            json!({ "aud": ["api://a", "api://users/"] }),
        ),
        ("an empty list of audiences", json!({ "aud": [] })),
        ("audience is a number", json!({ "aud": 7 })),
        ("audiences of two kinds", json!({ "aud": [AUDIENCE, 7] })),
    ] {
        check_claims(what, changes).await;
    }
}

#[tokio::test]
async fn malformed_claims() {
    let header = json!({ "alg": "RS256", "kid": "rsa" }).to_string();
    let good = claims().to_string();
    let twice = good.replacen('{', &format!("{{\"scp\":\"{CANARY}\","), 1);
    let nested = good.replacen('{', "{\"x\":{\"a\":1,\"a\":2},", 1);
    let deep = format!("{{\"x\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    let cut = &good[..good.len() - 1];
    for text in [
        &twice, &nested, &deep, cut, "", "null", "[]", "\"text\"", "{}",
    ] {
        check(text, &rsa().sign(&header, text)).await;
    }
    check(
        "claims that are not text",
        &rsa().sign(&header, "{\"iss\":\"\u{0}\"}"),
    )
    .await;
}

#[tokio::test]
async fn forged_headers() {
    let claims = claims().to_string();
    for header in [
        json!({ "alg": "RS256", "kid": "other" }),
        json!({ "alg": "RS256", "kid": "ec" }),
        json!({ "alg": "RS256", "kid": "" }),
        json!({ "alg": "RS256", "kid": 7 }),
        json!({ "alg": "RS512", "kid": "rsa" }),
        json!({ "alg": "PS256", "kid": "rsa" }),
        json!({ "alg": "rs256", "kid": "rsa" }),
        json!({ "alg": ["RS256"], "kid": "rsa" }),
        json!({ "kid": "rsa" }),
        json!({ "alg": "RS256", "kid": "rsa", "crit": ["exp"] }),
        json!({ "alg": "RS256", "kid": "rsa", "crit": [], "b64": false }),
        json!([]),
    ] {
        check(
            &header.to_string(),
            &rsa().sign(&header.to_string(), &claims),
        )
        .await;
    }
    let twice = "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rsa\"}";
    check(twice, &rsa().sign(twice, &claims)).await;
}

#[tokio::test]
async fn missing_signatures() {
    let claims = encode(claims().to_string());
    for name in ["none", "None", "NONE", "nOnE"] {
        for kid in [json!(null), json!("rsa"), json!("secret")] {
            let header = encode(json!({ "alg": name, "kid": kid }).to_string());
            check(name, &format!("{header}.{claims}.")).await;
            check(name, &format!("{header}.{claims}.{}", encode("x"))).await;
        }
    }
    for signer in [secret("secret", SECRET), rsa(), ec()] {
        let token = signer.token(&json!({}));
        let header = token.split('.').next().expect("a header");
        let zeros = encode([0; 64]);
        for signature in ["", "AA", zeros.as_str()] {
            check(
                "an empty or zero signature",
                &format!("{header}.{claims}.{signature}"),
            )
            .await;
        }
    }
}

/// A public key used as a shared secret (RFC 8725 section 2.1).
#[tokio::test]
async fn keys_of_another_algorithm() {
    let modulus = rsa().jwk()["n"].as_str().expect("text").to_owned();
    let public = [
        modulus.clone(),
        rsa().jwk().to_string(),
        public_key_text(&rsa()),
    ];
    for secret_of in public {
        for kid in [json!("rsa"), json!(null), json!("secret")] {
            let header = json!({ "alg": "HS256", "kid": kid });
            let forger = secret("rsa", secret_of.as_bytes());
            check(
                "confused",
                &forger.sign(&header.to_string(), &claims().to_string()),
            )
            .await;
        }
    }
    let header = |algorithm: &str, kid: &str| json!({ "alg": algorithm, "kid": kid }).to_string();
    for (signer, algorithm, kid) in [
        (rsa(), "ES256", "ec"),
        (ec(), "RS256", "rsa"),
        (ec(), "HS256", "secret"),
        (rsa(), "HS256", "rsa"),
    ] {
        let token = signer.sign(&header(algorithm, kid), &claims().to_string());
        check("another key's name", &token).await;
    }
}

/// The public key as it would be in a file.
fn public_key_text(signer: &Signer) -> String {
    format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        signer.jwk()["n"]
    )
}

/// A token cannot bring its own key (RFC 8725 section 3.10).
#[tokio::test]
async fn keys_inside_the_token() {
    let forger = Signer {
        algorithm: Algorithm::RS256,
        kid: "rsa",
        key: EncodingKey::from_rsa_der(include_bytes!("keys/other.der")),
    };
    for header in [
        json!({ "alg": "RS256", "kid": "rsa", "jwk": forger.jwk() }),
        json!({ "alg": "RS256", "jwk": forger.jwk() }),
        json!({ "alg": "RS256", "kid": "rsa", "jku": "https://evil.example/keys" }),
        json!({ "alg": "RS256", "kid": "rsa", "x5u": "https://evil.example/cert" }),
        json!({ "alg": "RS256", "kid": "../../dev/null" }),
    ] {
        check(
            "own key",
            &forger.sign(&header.to_string(), &claims().to_string()),
        )
        .await;
    }
}

#[tokio::test]
async fn broken_tokens() {
    let good = rsa().token(&claims());
    let [header, payload, signature]: [&str; 3] = good
        .split('.')
        .collect::<Vec<_>>()
        .try_into()
        .expect("three parts");
    let other = encode(with(&json!({ "scp": "Read Admin" })).to_string());
    let huge = "A".repeat(20_000);
    for token in [
        "x".to_owned(),
        ".".to_owned(),
        "..".to_owned(),
        "....".to_owned(),
        format!("{header}.{payload}"),
        format!("{good}.{signature}"),
        format!("{header}.{payload}.{signature}AA"),
        format!("{header}.{payload}.{signature}=="),
        format!("{header}=.{payload}.{signature}"),
        format!("{header}.{other}.{signature}"),
        format!("!{}.{payload}.{signature}", &header[1..]),
        format!("{header}.{payload}.{}", signature.to_lowercase()),
        format!("{header}.{payload} .{signature}"),
        rsa().token(&with(&json!({ "x": huge }))),
        format!("{huge}.{payload}.{signature}"),
        format!("{header}.{payload}.{huge}"),
    ] {
        check(&token[..token.len().min(40)], &token).await;
    }
}
