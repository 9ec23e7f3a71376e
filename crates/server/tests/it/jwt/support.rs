//! An API that responds with its caller, keys, and tokens that are valid or have one mistake.

use axum::body::Body;
use graphwright_server::jwt::{Claims, JwtAuthorizer, Keys};
use graphwright_server::{
    Accepted, Answer, Api, Fault, Method, Operation, Requirement, Router, Routes, Scheme,
    SchemeKind, Scope, Security, Server,
};
use graphwright_wire::Base64;
use http::Request;
use http_body_util::BodyExt;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, crypto, get_current_timestamp};
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

pub(crate) const ISSUER: &str = "https://login.example.com/v2.0";
pub(crate) const AUDIENCE: &str = "api://users";
pub(crate) const SECRET: &[u8] = b"thirty-two bytes are just enough";

static API: Api = Api {
    name: "jwt",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[&READ_ALL],
};

/// A scope for applications only.
static READ_ALL: Scope = Scope {
    name: "Read.All",
    delegated: false,
    application: true,
    own: false,
    consent: None,
    scenarios: &[],
    description: "",
};

static OAUTH2: Scheme = Scheme {
    name: "oauth2",
    kind: SchemeKind::OAuth2,
};
static KEY: Scheme = Scheme {
    name: "key",
    kind: SchemeKind::ApiKeyHeader("x-key"),
};

const fn requirement(scheme: &'static Scheme, scopes: &'static [&'static str]) -> Requirement {
    Requirement {
        scheme,
        scopes,
        any_of: true,
    }
}

static READ: Operation = get("/read", &[&[requirement(&OAUTH2, &["Read", "Read.All"])]]);
static OPTIONAL: Operation = get("/optional", &[&[requirement(&OAUTH2, &["Write"])], &[]]);
static KEYED: Operation = get("/keyed", &[&[requirement(&KEY, &[])]]);

const fn get(path: &'static str, security: Security) -> Operation {
    Operation {
        id: path,
        method: Method::GET,
        path,
        params: &[],
        body: None,
        answers: &[],
        security,
    }
}

/// Responds with the caller.
async fn respond_with_caller(_service: Arc<()>, request: Accepted) -> Result<Answer, Fault> {
    let call = request.call();
    let caller = call.principal();
    let tenant = caller
        .claim::<Claims>()
        .and_then(|claims| claims.text("tid"));
    let text = format!(
        "{:?} {} scopes={} roles={} tenant={}",
        caller.access(),
        caller.subject().unwrap_or("nobody"),
        caller.scopes().join(","),
        caller.roles().join(","),
        tenant.unwrap_or("none"),
    );
    Ok(Answer::text(200, text))
}

pub(crate) fn authorizer(keys: Keys) -> JwtAuthorizer {
    JwtAuthorizer::new(keys, ISSUER, AUDIENCE)
}

pub(crate) fn router(authorizer: JwtAuthorizer) -> Router {
    let routes = Routes::new(Arc::new(()))
        .add(&READ, respond_with_caller)
        .add(&OPTIONAL, respond_with_caller)
        .add(&KEYED, respond_with_caller);
    Server::new(&API, authorizer)
        .validate_answers(false)
        .mount(routes.finish())
        .into_router()
}

/// A router with the keys of [`jwks`].
pub(crate) fn known() -> Router {
    router(authorizer(Keys::new(&jwks()).expect("usable keys")))
}

/// A key, with its algorithm and id.
#[derive(Clone)]
pub(crate) struct Signer {
    pub(crate) algorithm: Algorithm,
    pub(crate) kid: &'static str,
    pub(crate) key: EncodingKey,
}

pub(crate) fn secret(kid: &'static str, secret: &[u8]) -> Signer {
    Signer {
        algorithm: Algorithm::HS256,
        kid,
        key: EncodingKey::from_secret(secret),
    }
}

pub(crate) fn rsa() -> Signer {
    Signer {
        algorithm: Algorithm::RS256,
        kid: "rsa",
        key: EncodingKey::from_rsa_der(include_bytes!("keys/rsa.der")),
    }
}

pub(crate) fn ec() -> Signer {
    Signer {
        algorithm: Algorithm::ES256,
        kid: "ec",
        key: EncodingKey::from_ec_der(include_bytes!("keys/ec.der")),
    }
}

impl Signer {
    /// The key as it is published: the public part, or the whole secret.
    pub(crate) fn jwk(&self) -> Value {
        let jwk = Jwk::from_encoding_key(&self.key, self.algorithm).expect("a key of its own kind");
        let mut jwk = serde_json::to_value(jwk).expect("JSON");
        jwk["kid"] = self.kid.into();
        jwk["use"] = "sig".into();
        jwk
    }

    /// Signs a token with these claims.
    pub(crate) fn token(&self, claims: &Value) -> String {
        let header = json!({ "alg": self.algorithm, "typ": "JWT", "kid": self.kid });
        self.sign(&header.to_string(), &claims.to_string())
    }

    /// Signs a token with any text as header and claims.
    pub(crate) fn sign(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", encode(header), encode(claims));
        let signature = crypto::sign(message.as_bytes(), &self.key, self.algorithm);
        format!("{message}.{}", signature.expect("a signature"))
    }
}

/// A set with a key of each kind.
pub(crate) fn jwks() -> Value {
    set(&[secret("secret", SECRET), rsa(), ec()])
}

pub(crate) fn set(signers: &[Signer]) -> Value {
    json!({ "keys": signers.iter().map(Signer::jwk).collect::<Vec<_>>() })
}

/// A text for all parts of a token that must not be sent back.
pub(crate) const CANARY: &str = "canary-of-a-token";

/// Valid claims of a user.
pub(crate) fn claims() -> Value {
    let now = get_current_timestamp();
    json!({
        "iss": ISSUER,
        "aud": AUDIENCE,
        "exp": now + 600,
        "nbf": now - 10,
        "iat": now - 10,
        "oid": "ann",
        "sub": CANARY,
        "tid": "contoso",
        "scp": "Read Mail.Send",
    })
}

/// Valid claims with changes; `null` removes a claim.
pub(crate) fn with(changes: &Value) -> Value {
    let mut claims = claims();
    for (name, value) in changes.as_object().expect("an object") {
        match value {
            Value::Null => claims
                .as_object_mut()
                .and_then(|claims| claims.shift_remove(name)),
            value => Some(std::mem::replace(&mut claims[name], value.clone())),
        };
    }
    claims
}

pub(crate) fn encode(text: impl AsRef<[u8]>) -> String {
    let base64 = Base64::from(text.as_ref().to_vec()).encode();
    base64
        .trim_end_matches('=')
        .replace('+', "-")
        .replace('/', "_")
}

/// Sends a token, and returns status, challenge and body of the response.
pub(crate) async fn ask(router: &Router, path: &str, token: Option<&str>) -> (u16, String, String) {
    let mut request = Request::get(path);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await;
    let (parts, body) = response.expect("routers do not fail").into_parts();
    let challenge = parts.headers.get("www-authenticate");
    let challenge = challenge.map_or("", |value| value.to_str().expect("text"));
    let body = body.collect().await.expect("a body").to_bytes();
    let body = String::from_utf8(body.to_vec()).expect("text");
    (parts.status.as_u16(), challenge.to_owned(), body)
}
