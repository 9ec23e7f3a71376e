//! The locations of credentials, the decision by scopes, and the responses to refusals.

use super::{Attempt, Authorizer, Principal, Refusal, StaticTokens, reach, refusal_fault};
use crate::{Api, Operation, RequestId};
use graphwright_wire::security::{Requirement, Scheme, SchemeKind, Scope};
use http::{Method, Request, StatusCode};

static API: Api = Api {
    name: "test",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[&OWN, &EVERYTHING, &UNDECLARED],
};

static BEARER: Scheme = Scheme {
    name: "bearer",
    kind: SchemeKind::Bearer,
};
static BASIC: Scheme = Scheme {
    name: "basic",
    kind: SchemeKind::Basic,
};
static DIGEST: Scheme = Scheme {
    name: "digest",
    kind: SchemeKind::Http("Digest"),
};
static HEADER: Scheme = Scheme {
    name: "header",
    kind: SchemeKind::ApiKeyHeader("X-Key"),
};
static QUERY: Scheme = Scheme {
    name: "query",
    kind: SchemeKind::ApiKeyQuery("key"),
};
static COOKIE: Scheme = Scheme {
    name: "cookie",
    kind: SchemeKind::ApiKeyCookie("key"),
};
static TLS: Scheme = Scheme {
    name: "tls",
    kind: SchemeKind::MutualTls,
};

const fn requirement(scheme: &'static Scheme, scopes: &'static [&'static str]) -> Requirement {
    Requirement {
        scheme,
        scopes,
        any_of: false,
    }
}

macro_rules! operation {
    ($security:expr) => {{
        static OPERATION: Operation = Operation {
            id: "op",
            method: Method::GET,
            path: "/",
            params: &[],
            body: None,
            answers: &[],
            security: $security,
        };
        &OPERATION
    }};
}

/// Authorizes a request of `path` with the header `name: value` by an authorizer with the token
/// `good`, which has the scope `read`.
async fn check(
    operation: &'static Operation,
    path: &str,
    (name, value): (&str, &str),
    expected: &str,
) {
    let request = Request::get(path)
        .header(name, value)
        .body(())
        .expect("a request");
    let (parts, ()) = request.into_parts();
    let tokens = StaticTokens::new().principal("good", Principal::new("ann").with_scopes(["read"]));
    let attempt = Attempt::new(&API, operation, RequestId::generate(), &parts);
    let found = match tokens.authorize(attempt).await {
        Ok(principal) => principal.subject().unwrap_or("anonymous").to_owned(),
        Err(refusal) => format!("{refusal:?}"),
    };
    assert_eq!(found, expected, "{path} {name}: {value}");
}

#[tokio::test]
async fn credentials_are_in_the_location_of_the_scheme() {
    let bearer = operation!(&[&[requirement(&BEARER, &["read"])]]);
    check(bearer, "/", ("authorization", "bEARER  good"), "ann").await;
    check(bearer, "/", ("authorization", "Bearer bad"), "Invalid").await;
    check(bearer, "/", ("authorization", "Bearergood"), "Missing").await;
    check(
        operation!(&[&[requirement(&BASIC, &[])]]),
        "/",
        ("authorization", "Basic good"),
        "ann",
    )
    .await;
    check(
        operation!(&[&[requirement(&DIGEST, &[])]]),
        "/",
        ("authorization", "digest good"),
        "ann",
    )
    .await;
    check(
        operation!(&[&[requirement(&HEADER, &[])]]),
        "/",
        ("x-key", "good"),
        "ann",
    )
    .await;
    let query = operation!(&[&[requirement(&QUERY, &[])]]);
    check(query, "/?a=b&k%65y=g%6fod", ("x-key", "bad"), "ann").await;
    check(query, "/?key=%", ("x-key", "good"), "Missing").await;
    let cookie = operation!(&[&[requirement(&COOKIE, &[])]]);
    check(cookie, "/", ("cookie", "a=b; key=good"), "ann").await;
    check(
        operation!(&[&[requirement(&TLS, &[])]]),
        "/",
        ("x-key", "good"),
        "Missing",
    )
    .await;
}

#[tokio::test]
async fn one_alternative_is_enough_and_all_of_it_is_needed() {
    let either = operation!(&[
        &[requirement(&BEARER, &["write"])],
        &[requirement(&HEADER, &["read"])]
    ]);
    check(either, "/", ("x-key", "good"), "ann").await;
    check(either, "/", ("authorization", "Bearer good"), "Forbidden").await;
    check(either, "/", ("x-key", "bad"), "Invalid").await;
    let both = operation!(&[&[requirement(&BEARER, &[]), requirement(&HEADER, &[])]]);
    check(both, "/", ("x-key", "good"), "Missing").await;
    let nothing = operation!(&[&[requirement(&BEARER, &[])], &[]]);
    check(nothing, "/", ("x-key", "good"), "anonymous").await;
}

static OWN: Scope = Scope {
    name: "own",
    delegated: true,
    application: false,
    own: true,
    consent: None,
    scenarios: &[],
    description: "",
};
static EVERYTHING: Scope = Scope {
    name: "all",
    application: true,
    own: false,
    ..OWN
};
static UNDECLARED: Scope = Scope {
    name: "undeclared",
    delegated: false,
    own: false,
    ..OWN
};

/// The refusal of a caller that is authenticated by a bearer token, or its reach.
fn permit(operation: &'static Operation, caller: Principal) -> String {
    let (parts, ()) = Request::get("/").body(()).expect("a request").into_parts();
    let attempt = Attempt::new(&API, operation, RequestId::generate(), &parts);
    match attempt.permit(caller, |scheme| scheme.kind == SchemeKind::Bearer) {
        Ok(caller) => format!("{:?}", reach(&API, operation, &caller)),
        Err(refusal) => format!("{refusal:?}"),
    }
}

#[test]
fn scopes_are_all_needed_unless_any_will_do() {
    let all = operation!(&[&[requirement(&BEARER, &["a", "b"])]]);
    let any = operation!(&[&[Requirement {
        any_of: true,
        ..requirement(&BEARER, &["a", "b"])
    }]]);
    for (operation, granted, expected) in [
        (all, &["a", "b", "c"][..], "All"),
        (all, &["a"], "Forbidden"),
        (any, &["b"], "All"),
        (any, &["c"], "Forbidden"),
        (any, &[], "Forbidden"),
        (operation!(&[]), &[], "All"),
        (operation!(&[&[]]), &[], "All"),
        (operation!(&[&[requirement(&BEARER, &[])]]), &[], "All"),
    ] {
        let caller = Principal::new("ann").with_scopes(granted.iter().copied());
        assert_eq!(
            permit(operation, caller),
            expected,
            "{granted:?} for {operation:?}"
        );
    }
}

#[test]
fn an_alternative_with_another_scheme_is_not_met() {
    let key = operation!(&[&[requirement(&HEADER, &[])]]);
    let both = operation!(&[&[requirement(&BEARER, &[]), requirement(&HEADER, &[])]]);
    let either = operation!(&[
        &[requirement(&BEARER, &["a"])],
        &[requirement(&HEADER, &[])]
    ]);
    assert_eq!(permit(key, Principal::new("ann")), "Missing");
    assert_eq!(permit(both, Principal::new("ann")), "Missing");
    assert_eq!(permit(either, Principal::new("ann")), "Forbidden");
}

#[test]
fn a_scope_counts_for_the_callers_that_it_is_granted_to() {
    let operation = operation!(&[
        &[requirement(&BEARER, &["own"])],
        &[requirement(&BEARER, &["all"])],
        &[requirement(&BEARER, &["undeclared"])]
    ]);
    for (granted, user, application) in [
        (&["own"][..], "Own", "Forbidden"),
        (&["all"], "All", "All"),
        (&["own", "all"], "All", "All"),
        (&["own", "other"], "Own", "Forbidden"),
        (&["undeclared"], "All", "All"),
    ] {
        let scopes = || granted.iter().copied();
        assert_eq!(
            permit(operation, Principal::user("ann").with_scopes(scopes())),
            user
        );
        assert_eq!(
            permit(operation, Principal::new("ann").with_scopes(scopes())),
            user
        );
        let caller = Principal::application("robot").with_scopes(scopes());
        assert_eq!(permit(operation, caller), application, "{granted:?}");
    }
}

#[test]
fn refusals_name_the_schemes_and_the_scopes() {
    let operation = operation!(&[
        &[requirement(&BEARER, &["a", "b"]), requirement(&HEADER, &[])],
        &[requirement(&BASIC, &["c"])],
        &[requirement(&BEARER, &[])]
    ]);
    let fault = refusal_fault(Refusal::Invalid, &API, operation);
    let response = crate::fault::render(&fault, None, RequestId::generate());
    assert_eq!(
        response.headers()["www-authenticate"],
        "Bearer realm=\"test\", error=\"invalid_token\", ApiKey realm=\"test\", Basic realm=\"test\""
    );
    let fault = refusal_fault(Refusal::Forbidden, &API, operation);
    assert_eq!(
        fault.message(),
        "The caller may not do this. It requires all of the scopes a, b, or the scope c."
    );
    assert_eq!(
        refusal_fault(Refusal::Unavailable("x".into()), &API, operation).status(),
        StatusCode::SERVICE_UNAVAILABLE
    );
}
