//! Where credentials are found, what grants what, and how refusals are told.

use super::{Attempt, Authorizer, Principal, Refusal, StaticTokens, reach, refused};
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

const fn of(scheme: &'static Scheme, scopes: &'static [&'static str]) -> Requirement {
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

/// A request of `path` and header `name: value`, asked of an authoriser that knows the token `good`
/// with the scope `read`.
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
    let attempt = Attempt::new(&API, operation, RequestId::make(), &parts);
    let found = match tokens.authorize(attempt).await {
        Ok(principal) => principal.subject().unwrap_or("anonymous").to_owned(),
        Err(refusal) => format!("{refusal:?}"),
    };
    assert_eq!(found, expected, "{path} {name}: {value}");
}

#[tokio::test]
async fn credentials_are_found_where_the_scheme_says() {
    let bearer = operation!(&[&[of(&BEARER, &["read"])]]);
    check(bearer, "/", ("authorization", "bEARER  good"), "ann").await;
    check(bearer, "/", ("authorization", "Bearer bad"), "Invalid").await;
    check(bearer, "/", ("authorization", "Bearergood"), "Missing").await;
    check(
        operation!(&[&[of(&BASIC, &[])]]),
        "/",
        ("authorization", "Basic good"),
        "ann",
    )
    .await;
    check(
        operation!(&[&[of(&DIGEST, &[])]]),
        "/",
        ("authorization", "digest good"),
        "ann",
    )
    .await;
    check(
        operation!(&[&[of(&HEADER, &[])]]),
        "/",
        ("x-key", "good"),
        "ann",
    )
    .await;
    let query = operation!(&[&[of(&QUERY, &[])]]);
    check(query, "/?a=b&k%65y=g%6fod", ("x-key", "bad"), "ann").await;
    check(query, "/?key=%", ("x-key", "good"), "Missing").await;
    let cookie = operation!(&[&[of(&COOKIE, &[])]]);
    check(cookie, "/", ("cookie", "a=b; key=good"), "ann").await;
    check(
        operation!(&[&[of(&TLS, &[])]]),
        "/",
        ("x-key", "good"),
        "Missing",
    )
    .await;
}

#[tokio::test]
async fn one_alternative_is_enough_and_all_of_it_is_needed() {
    let either = operation!(&[&[of(&BEARER, &["write"])], &[of(&HEADER, &["read"])]]);
    check(either, "/", ("x-key", "good"), "ann").await;
    check(either, "/", ("authorization", "Bearer good"), "Forbidden").await;
    check(either, "/", ("x-key", "bad"), "Invalid").await;
    let both = operation!(&[&[of(&BEARER, &[]), of(&HEADER, &[])]]);
    check(both, "/", ("x-key", "good"), "Missing").await;
    let nothing = operation!(&[&[of(&BEARER, &[])], &[]]);
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

/// What a caller who proved itself by a bearer token is told, and how far it then reaches.
fn permitted(operation: &'static Operation, caller: Principal) -> String {
    let (parts, ()) = Request::get("/").body(()).expect("a request").into_parts();
    let attempt = Attempt::new(&API, operation, RequestId::make(), &parts);
    match attempt.permit(caller, |scheme| scheme.kind == SchemeKind::Bearer) {
        Ok(caller) => format!("{:?}", reach(&API, operation, &caller)),
        Err(refusal) => format!("{refusal:?}"),
    }
}

#[test]
fn scopes_are_all_needed_unless_any_will_do() {
    let all = operation!(&[&[of(&BEARER, &["a", "b"])]]);
    let any = operation!(&[&[Requirement {
        any_of: true,
        ..of(&BEARER, &["a", "b"])
    }]]);
    for (operation, granted, expected) in [
        (all, &["a", "b", "c"][..], "All"),
        (all, &["a"], "Forbidden"),
        (any, &["b"], "All"),
        (any, &["c"], "Forbidden"),
        (any, &[], "Forbidden"),
        (operation!(&[]), &[], "All"),
        (operation!(&[&[]]), &[], "All"),
        (operation!(&[&[of(&BEARER, &[])]]), &[], "All"),
    ] {
        let caller = Principal::new("ann").with_scopes(granted.iter().copied());
        assert_eq!(
            permitted(operation, caller),
            expected,
            "{granted:?} for {operation:?}"
        );
    }
}

#[test]
fn an_alternative_that_was_not_proved_is_not_met() {
    let key = operation!(&[&[of(&HEADER, &[])]]);
    let both = operation!(&[&[of(&BEARER, &[]), of(&HEADER, &[])]]);
    let either = operation!(&[&[of(&BEARER, &["a"])], &[of(&HEADER, &[])]]);
    assert_eq!(permitted(key, Principal::new("ann")), "Missing");
    assert_eq!(permitted(both, Principal::new("ann")), "Missing");
    assert_eq!(permitted(either, Principal::new("ann")), "Forbidden");
}

#[test]
fn a_scope_counts_for_those_who_can_have_it() {
    let operation = operation!(&[
        &[of(&BEARER, &["own"])],
        &[of(&BEARER, &["all"])],
        &[of(&BEARER, &["undeclared"])]
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
            permitted(operation, Principal::user("ann").with_scopes(scopes())),
            user
        );
        assert_eq!(
            permitted(operation, Principal::new("ann").with_scopes(scopes())),
            user
        );
        let caller = Principal::application("robot").with_scopes(scopes());
        assert_eq!(permitted(operation, caller), application, "{granted:?}");
    }
}

#[test]
fn refusals_name_the_schemes_and_the_scopes() {
    let operation = operation!(&[
        &[of(&BEARER, &["a", "b"]), of(&HEADER, &[])],
        &[of(&BASIC, &["c"])],
        &[of(&BEARER, &[])]
    ]);
    let fault = refused(Refusal::Invalid, &API, operation);
    let response = crate::fault::render(&fault, None, RequestId::make());
    assert_eq!(
        response.headers()["www-authenticate"],
        "Bearer realm=\"test\", error=\"invalid_token\", ApiKey realm=\"test\", Basic realm=\"test\""
    );
    let fault = refused(Refusal::Forbidden, &API, operation);
    assert_eq!(
        fault.message(),
        "The caller may not do this. It takes all of the scopes a, b, or the scope c."
    );
    assert_eq!(
        refused(Refusal::Unavailable("x".into()), &API, operation).status(),
        StatusCode::SERVICE_UNAVAILABLE
    );
}
