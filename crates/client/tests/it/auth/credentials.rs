//! The credentials of each kind of scheme, and the choice between alternatives.

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

/// A document without schemes.
static NONE: Api = Api {
    name: "open",
    server: "https://api.example",
    error_shape: None,
    schemes: &[],
};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

const fn requires(scheme: &'static Scheme) -> Requirement {
    Requirement {
        scheme,
        scopes: &[],
        any_of: false,
    }
}

const BOTH: Security = &[&[requires(&OAUTH2), requires(&HEADER)], &[requires(&BASIC)]];
const OPTIONAL: Security = &[&[], &[requires(&HEADER)]];
const CERTIFIED: Security = &[&[requires(&TLS)], &[requires(&TLS), requires(&HEADER)]];
const KEYS: Security = &[&[requires(&HEADER), requires(&COOKIE)]];

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
        requires(&HEADER),
    ],
];

/// The static operation of the calls; the operation of each test is in its request.
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

/// Leaks an operation with these requirements, for one line of a test.
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

/// Configures all credentials.
fn all(builder: Builder<Client>) -> Builder<Client> {
    builder
        .token(StaticToken::new("t0ken"))
        .api_key("k3y&/")
        .basic("user", "pass word")
}

fn nothing(builder: Builder<Client>) -> Builder<Client> {
    builder
}

/// The query and the credentials of a request, or its error.
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
        const { &[&[requires(&OAUTH2)]] },
        all,
        "q=1 | authorization: Bearer t0ken",
    );
    check(
        const { &[&[requires(&OIDC)]] },
        all,
        "q=1 | authorization: Bearer t0ken",
    );
    check(
        const { &[&[requires(&BEARER)]] },
        all,
        "q=1 | authorization: Bearer t0ken",
    );
    // RFC 7617, section 2: base64 of `user:pass word`.
    check(
        const { &[&[requires(&BASIC)]] },
        all,
        "q=1 | authorization: Basic dXNlcjpwYXNzIHdvcmQ=",
    );
    check(
        const { &[&[requires(&HEADER)]] },
        all,
        "q=1 | x-api-key: k3y&/",
    );
    check(
        const { &[&[requires(&QUERY)]] },
        all,
        "q=1&api%20key=k3y%26%2F",
    );
    check(
        const { &[&[requires(&COOKIE)]] },
        all,
        "q=1 | cookie: sid=k3y&/",
    );
    check(const { &[&[requires(&HOBA)]] }, all, "q=1");
    check(const { &[&[requires(&TLS)]] }, all, "q=1");
    check(&[&[]], all, "q=1");
    check(&[], all, "q=1");
}

#[test]
fn the_first_alternative_that_is_complete_is_used() {
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
fn a_credential_by_name_precedes_one_by_kind() {
    check(
        KEYS,
        |builder| all(builder).credential("cookie_key", Credential::api_key("other")),
        "q=1 | x-api-key: k3y&/ | cookie: sid=other",
    );
    check(
        const { &[&[requires(&HOBA)]] },
        |builder| builder.credential("hoba", Credential::token(StaticToken::new("result=1"))),
        "q=1 | authorization: HOBA result=1",
    );
    check(
        const { &[&[requires(&HEADER)]] },
        |builder| builder.credential("header_key", Credential::token(StaticToken::new("changes"))),
        "q=1 | x-api-key: changes",
    );
    check(
        const { &[&[requires(&HEADER)]] },
        |builder| builder.credential("query_key", Credential::api_key("k3y")),
        "q=1",
    );
}

#[test]
fn credentials_that_the_caller_set_stay() {
    check(
        const { &[&[requires(&OAUTH2), requires(&COOKIE)]] },
        |builder| all(builder).header("Authorization", "Mine"),
        "q=1 | authorization: Mine | cookie: sid=k3y&/",
    );
    check(
        const { &[&[requires(&COOKIE)]] },
        |builder| all(builder).header("Cookie", "a=b; sid=mine"),
        "q=1 | cookie: a=b; sid=mine",
    );
    check(
        const { &[&[requires(&COOKIE)]] },
        |builder| all(builder).header("Cookie", "a=b"),
        "q=1 | cookie: a=b; sid=k3y&/",
    );
    check(
        const { &[&[requires(&HEADER)]] },
        |builder| builder.header("X-Api-Key", "mine"),
        "q=1 | x-api-key: mine",
    );
}

#[test]
fn a_key_replaces_that_of_a_link() {
    let memory = Memory::answering(204, &[], "");
    let client = all(memory.builder()).build().unwrap();
    let request = Request::new(&client.core, operation(const { &[&[requires(&QUERY)]] }));
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
        const { &[&[requires(&HEADER)]] },
        |builder| builder.api_key("k3y\n"),
        "probe: no token: the credential for `header_key` cannot be sent in its header",
    );
    check(
        const { &[&[requires(&COOKIE)]] },
        |builder| builder.api_key("a; b=c"),
        "probe: no token: the credential for `cookie_key` cannot be sent in a cookie",
    );
    check(
        const { &[&[requires(&HOST)]] },
        all,
        "probe: no token: the credential for `host_key` cannot be sent in its header",
    );
}

/// Checks the error of a builder.
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
        "the credential for `basic` cannot be used: a user name must not contain a colon (RFC 7617, section 2)",
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
        "the credential for `header_key` cannot be used: the scheme takes a token or a key, not a user name and a password",
    );
    check_refused(
        |builder| builder.credential("basic", Credential::api_key("k3y")),
        "the credential for `basic` cannot be used: the scheme takes a user name and a password",
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
            "probe: 403 Forbidden: no; it requires Read or Write or Admin + Own",
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
