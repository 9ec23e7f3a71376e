//! What each kind of scheme makes of a request, and which alternative is shown.

use crate::api::{Client, Memory};
use graphwright_client::auth::Credential;
use graphwright_client::{
    Api, Builder, Call, Decoded, Method, Operation, Reply, Request, Requirement, Scheme,
    SchemeKind, Security, StaticToken, Undocumented,
};

static OAUTH2: Scheme = scheme("oauth2", SchemeKind::OAuth2);
static OIDC: Scheme = scheme("oidc", SchemeKind::OpenIdConnect);
static BEARER: Scheme = scheme("bearer", SchemeKind::Bearer);
static BASIC: Scheme = scheme("basic", SchemeKind::Basic);
static HOBA: Scheme = scheme("hoba", SchemeKind::Http("HOBA"));
static HEADER: Scheme = scheme("header_key", SchemeKind::ApiKeyHeader("X-Api-Key"));
static QUERY: Scheme = scheme("query_key", SchemeKind::ApiKeyQuery("api key"));
static COOKIE: Scheme = scheme("cookie_key", SchemeKind::ApiKeyCookie("sid"));
static HOST: Scheme = scheme("host_key", SchemeKind::ApiKeyHeader("Host"));
static TLS: Scheme = scheme("tls", SchemeKind::MutualTls);

/// A document with a scheme of every kind.
static SCHEMES: Api = Api {
    name: "items",
    server: "https://api.example/v1",
    error_shape: None,
    schemes: &[
        &OAUTH2, &OIDC, &BEARER, &BASIC, &HOBA, &HEADER, &QUERY, &COOKIE, &HOST, &TLS,
    ],
};

/// One with none.
static NONE: Api = Api {
    name: "open",
    server: "https://api.example",
    error_shape: None,
    schemes: &[],
};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

const fn asks(scheme: &'static Scheme) -> Requirement {
    Requirement {
        scheme,
        scopes: &[],
        any_of: false,
    }
}

const BOTH: Security = &[&[asks(&OAUTH2), asks(&HEADER)], &[asks(&BASIC)]];
const OPTIONAL: Security = &[&[], &[asks(&HEADER)]];
const CERTIFIED: Security = &[&[asks(&TLS)], &[asks(&TLS), asks(&HEADER)]];
const KEYS: Security = &[&[asks(&HEADER), asks(&COOKIE)]];

const SCOPED: Security = &[
    &[Requirement {
        scheme: &OAUTH2,
        scopes: &["Read", "Write"],
        any_of: true,
    }],
    &[
        Requirement {
            scheme: &OAUTH2,
            scopes: &["Admin", "Own"],
            any_of: false,
        },
        asks(&HEADER),
    ],
];

/// What only the static side of a call knows: each test has an operation of its own.
static UNSECURED: Operation = Operation {
    id: "probe",
    method: Method::GET,
    path: "/probe",
    accept: "",
    idempotent: true,
    security: &[],
};

struct Probe(Request);

impl Call for Probe {
    type Success = ();
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &UNSECURED;

    fn request(&mut self) -> &mut Request {
        &mut self.0
    }

    fn success(reply: &Reply) -> Decoded<()> {
        reply.empty(())
    }
}

/// An operation for each test: there are as many as there are lines below.
fn operation(security: Security) -> &'static Operation {
    Box::leak(Box::new(Operation {
        id: "probe",
        method: Method::GET,
        path: "/probe",
        accept: "",
        idempotent: true,
        security,
    }))
}

type Configure = fn(Builder<Client>) -> Builder<Client>;

/// Everything is there.
fn all(builder: Builder<Client>) -> Builder<Client> {
    builder
        .token(StaticToken::new("t0ken"))
        .api_key("k3y&/")
        .basic("user", "pass word")
}

fn nothing(builder: Builder<Client>) -> Builder<Client> {
    builder
}

/// The address behind `/probe` and what credentials are in the headers, or the error.
async fn sent(security: Security, configure: Configure) -> String {
    let memory = Memory::answering(204, &[], "");
    let builder = Builder::<Client>::new(&SCHEMES).transport(memory.clone());
    let client = configure(builder).build().unwrap();
    let request = Request::new(&client.core, operation(security)).query("q", "1");
    if let Err(error) = Probe(request).send().await {
        return error.to_string();
    }
    let (request, _) = memory.last();
    let mut shown = request.uri().query().unwrap_or_default().to_owned();
    for name in ["authorization", "x-api-key", "cookie"] {
        for value in request.headers().get_all(name) {
            assert!(value.is_sensitive(), "{name}");
            shown.extend([" | ", name, ": ", value.to_str().unwrap()]);
        }
    }
    shown
}

#[track_caller]
fn check(security: Security, configure: Configure, expected: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    assert_eq!(runtime.block_on(sent(security, configure)), expected);
}

#[test]
fn each_kind_has_its_place() {
    check(
        const { &[&[asks(&OAUTH2)]] },
        all,
        "q=1 | authorization: Bearer t0ken",
    );
    check(
        const { &[&[asks(&OIDC)]] },
        all,
        "q=1 | authorization: Bearer t0ken",
    );
    check(
        const { &[&[asks(&BEARER)]] },
        all,
        "q=1 | authorization: Bearer t0ken",
    );
    // RFC 7617, section 2: base64 of `user:pass word`.
    check(
        const { &[&[asks(&BASIC)]] },
        all,
        "q=1 | authorization: Basic dXNlcjpwYXNzIHdvcmQ=",
    );
    check(const { &[&[asks(&HEADER)]] }, all, "q=1 | x-api-key: k3y&/");
    check(const { &[&[asks(&QUERY)]] }, all, "q=1&api%20key=k3y%26%2F");
    check(
        const { &[&[asks(&COOKIE)]] },
        all,
        "q=1 | cookie: sid=k3y&/",
    );
    check(const { &[&[asks(&HOBA)]] }, all, "q=1");
    check(const { &[&[asks(&TLS)]] }, all, "q=1");
    check(&[&[]], all, "q=1");
    check(&[], all, "q=1");
}

#[test]
fn the_first_alternative_that_is_there_as_a_whole_is_shown() {
    check(
        BOTH,
        all,
        "q=1 | authorization: Bearer t0ken | x-api-key: k3y&/",
    );
    check(
        BOTH,
        |builder| builder.token(StaticToken::new("t0ken")),
        "q=1",
    );
    check(
        BOTH,
        |builder| builder.api_key("k3y").basic("u", ""),
        "q=1 | authorization: Basic dTo=",
    );
    check(BOTH, nothing, "q=1");
    check(
        OPTIONAL,
        |builder| builder.api_key("k3y"),
        "q=1 | x-api-key: k3y",
    );
    check(OPTIONAL, nothing, "q=1");
    check(
        CERTIFIED,
        |builder| builder.api_key("k3y"),
        "q=1 | x-api-key: k3y",
    );
    check(CERTIFIED, nothing, "q=1");
}

#[test]
fn a_scheme_by_its_name_wins_over_its_kind() {
    check(
        KEYS,
        |builder| all(builder).credential("cookie_key", Credential::api_key("other")),
        "q=1 | x-api-key: k3y&/ | cookie: sid=other",
    );
    check(
        const { &[&[asks(&HOBA)]] },
        |builder| builder.credential("hoba", Credential::token(StaticToken::new("result=1"))),
        "q=1 | authorization: HOBA result=1",
    );
    check(
        const { &[&[asks(&HEADER)]] },
        |builder| builder.credential("header_key", Credential::token(StaticToken::new("changes"))),
        "q=1 | x-api-key: changes",
    );
    check(
        const { &[&[asks(&HEADER)]] },
        |builder| builder.credential("query_key", Credential::api_key("k3y")),
        "q=1",
    );
}

#[test]
fn what_the_caller_has_set_stays() {
    check(
        const { &[&[asks(&OAUTH2), asks(&COOKIE)]] },
        |builder| all(builder).header("Authorization", "Mine"),
        "q=1 | authorization: Mine | cookie: sid=k3y&/",
    );
    check(
        const { &[&[asks(&COOKIE)]] },
        |builder| all(builder).header("Cookie", "a=b; sid=mine"),
        "q=1 | cookie: a=b; sid=mine",
    );
    check(
        const { &[&[asks(&COOKIE)]] },
        |builder| all(builder).header("Cookie", "a=b"),
        "q=1 | cookie: a=b; sid=k3y&/",
    );
    check(
        const { &[&[asks(&HEADER)]] },
        |builder| builder.header("X-Api-Key", "mine"),
        "q=1 | x-api-key: mine",
    );
}

#[test]
fn a_key_takes_the_place_of_one_that_a_link_has() {
    let memory = Memory::answering(204, &[], "");
    let client = all(memory.builder()).build().unwrap();
    let request = Request::new(&client.core, operation(const { &[&[asks(&QUERY)]] }));
    let request = request
        .query("api key", "0ld")
        .query("api keys", "kept")
        .query("q", "1");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(Probe(request).send()).unwrap();
    let (request, _) = memory.last();
    assert_eq!(
        request.uri().query(),
        Some("api%20keys=kept&q=1&api%20key=k3y%26%2F")
    );
}

#[test]
fn a_credential_that_cannot_be_sent_is_an_error_that_does_not_show_it() {
    check(
        const { &[&[asks(&HEADER)]] },
        |builder| builder.api_key("k3y\n"),
        "probe: no token: the credential for `header_key` cannot be sent in its header",
    );
    check(
        const { &[&[asks(&COOKIE)]] },
        |builder| builder.api_key("a; b=c"),
        "probe: no token: the credential for `cookie_key` cannot be sent in a cookie",
    );
    check(
        const { &[&[asks(&HOST)]] },
        all,
        "probe: no token: the credential for `host_key` cannot be sent in its header",
    );
}

/// What the builder says of a credential.
#[track_caller]
fn check_refused(configure: Configure, expected: &str) {
    let builder = Builder::<Client>::new(&SCHEMES).transport(Memory::answering(204, &[], ""));
    assert_eq!(
        configure(builder).build().unwrap_err().to_string(),
        expected
    );
}

#[test]
fn a_login_that_cannot_be_written_is_refused_by_the_builder() {
    check_refused(
        |builder| builder.basic("a:b", "secret"),
        "the credential for `basic` cannot be used: a user name must not hold a colon (RFC 7617, section 2)",
    );
    check_refused(
        |builder| builder.credential("basic", Credential::basic("a", "secret\n")),
        "the credential for `basic` cannot be used: control characters cannot be sent (RFC 7617, section 2)",
    );
}

#[test]
fn a_scheme_that_the_document_does_not_have_is_refused_by_the_builder() {
    check_refused(
        |builder| builder.credential("heador_key", Credential::api_key("k3y")),
        "there is no security scheme `heador_key`: the document has oauth2, oidc, bearer, basic, hoba, \
         header_key, query_key, cookie_key, host_key, tls",
    );
    let builder = Builder::<Client>::new(&NONE).credential("a", Credential::api_key("k3y"));
    assert_eq!(
        builder.build().unwrap_err().to_string(),
        "there is no security scheme `a`: the document has none"
    );
}

#[test]
fn a_credential_that_does_not_fit_its_scheme_is_refused_by_the_builder() {
    check_refused(
        |builder| builder.credential("header_key", Credential::basic("user", "passw0rd")),
        "the credential for `header_key` cannot be used: the scheme takes a token or a key, and no name and password",
    );
    check_refused(
        |builder| builder.credential("basic", Credential::api_key("k3y")),
        "the credential for `basic` cannot be used: the scheme takes a name and a password",
    );
    check_refused(
        |builder| builder.credential("tls", Credential::api_key("k3y")),
        "the credential for `tls` cannot be used: client certificates belong to the transport",
    );
}

#[tokio::test]
async fn a_403_says_which_scopes_would_do() {
    for (status, expected) in [
        (
            403,
            "probe: 403 Forbidden: no; it asks for Read or Write or Admin + Own",
        ),
        (404, "probe: 404 Not Found: no"),
    ] {
        let client = Memory::answering(status, &[], "no").client();
        let request = Request::new(&client.core, operation(SCOPED));
        let error = Failing(request).send().await.unwrap_err();
        assert_eq!(error.to_string(), expected);
        let lists: [&[&str]; 3] = [&["Read"], &["Write"], &["Admin", "Own"]];
        assert_eq!(error.scopes(), lists);
    }
}

struct Failing(Request);

impl Call for Failing {
    type Success = ();
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &UNSECURED;

    fn request(&mut self) -> &mut Request {
        &mut self.0
    }

    fn success(reply: &Reply) -> Decoded<()> {
        reply.undocumented()
    }
}
