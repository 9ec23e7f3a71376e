//! Requests that the runtime refuses.

use super::api;
use super::support::{check, check_at, detail, error, send, show};
use axum::body::{Body, Bytes};
use graphwright_server::{AllowAll, Attempt, Authorizer, Principal, Refusal};
use http_body_util::{BodyExt, Full};
use std::sync::{Arc, Mutex};

const UPDATE: &str =
    "PATCH /v1.0/users/7?reason=x\nauthorization: Bearer write\ncontent-type: application/json";
const WRONG: &str = "The request is invalid.";

#[tokio::test]
async fn unknown_paths() {
    let expected = error(
        "404",
        "",
        "notFound",
        "Nothing is served under this path.",
        "",
    );
    for path in [
        "/",
        "/users",
        "/v1.0",
        "/v1.0/users/",
        "/v1.0/users/..",
        "/v1.0/users/7/x",
        "/beta/users",
    ] {
        check(&format!("GET {path}"), &expected).await;
    }
}

#[tokio::test]
async fn methods() {
    let message = "The path does not support this method.";
    let allow = "allow: GET, PATCH, HEAD, OPTIONS";
    check(
        "DELETE /v1.0/users/7",
        &error("405", allow, "methodNotAllowed", message, ""),
    )
    .await;
    check(
        "ODD /v1.0/users/7",
        &error("405", allow, "methodNotAllowed", message, ""),
    )
    .await;
    let allow = "allow: PUT, OPTIONS";
    check(
        "GET /v1.0/note.txt",
        &error("405", allow, "methodNotAllowed", message, ""),
    )
    .await;
}

#[tokio::test]
async fn callers() {
    let missing = error(
        "401",
        "www-authenticate: Bearer realm=\"test\"",
        "unauthorized",
        "Credentials are missing.",
        "",
    );
    check("GET /v1.0/users/7", &missing).await;
    check("GET /v1.0/users/7\nauthorization: Basic read", &missing).await;
    check("GET /v1.0/users/7\nauthorization: Bearer ", &missing).await;
    let invalid = error(
        "401",
        "www-authenticate: Bearer realm=\"test\", error=\"invalid_token\"",
        "unauthorized",
        "The credentials are not accepted.",
        "",
    );
    check("GET /v1.0/users/7\nauthorization: Bearer hunter2", &invalid).await;
    let forbidden = |scopes, tokens| {
        let challenge = "www-authenticate: Bearer realm=\"test\", error=\"insufficient_scope\"";
        error(
            "403",
            &format!("{challenge}, scope=\"{tokens}\""),
            "forbidden",
            &format!("The caller may not do this. It requires {scopes}."),
            "",
        )
    };
    check(
        "GET /v1.0/users/7\nauthorization: Bearer none",
        &forbidden(
            "one of the scopes User.Read, User.ReadWrite",
            "User.Read User.ReadWrite",
        ),
    )
    .await;
    check(
        "PATCH /v1.0/users/7\nauthorization: Bearer read",
        &forbidden("the scope User.ReadWrite", "User.ReadWrite"),
    )
    .await;
}

#[tokio::test]
async fn operations_with_requirements_are_closed_without_an_authorizer() {
    let expected = "401\ncontent-type: application/problem+json\nwww-authenticate: Bearer realm=\"test\"\n\n\
        {\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Credentials are missing.\",\
        \"code\":\"unauthorized\",\"requestId\":\"ID\"}";
    check_at(api::open(), "GET /users/7", expected).await;
    for (path, status) in [("/later", 501), ("/busy", 503), ("/openapi.json", 200)] {
        assert_eq!(
            send(api::open(), &format!("GET {path}")).await.status(),
            status,
            "{path}"
        );
    }
}

#[tokio::test]
async fn problem_details_without_an_error_shape() {
    let expected = "400\ncontent-type: application/problem+json\n\n\
        {\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\
        \"detail\":\"The request is invalid.\",\"code\":\"badRequest\",\"requestId\":\"ID\",\
        \"errors\":[{\"code\":\"encoding\",\"message\":\"must be percent-encoded UTF-8\",\"target\":\"path\"}]}";
    check_at(api::open(), "GET /users/%C3", expected).await;
}

#[tokio::test]
async fn negotiation() {
    let message = "None of the operation's media types is accepted: application/json.";
    check(
        "GET /v1.0/users/7\nauthorization: Bearer read\naccept: text/html",
        &error("406", "", "notAcceptable", message, ""),
    )
    .await;
}

#[tokio::test]
async fn content_types() {
    let expected = error(
        "415",
        "",
        "unsupportedMediaType",
        "The body must be application/json.",
        "",
    );
    for header in ["content-type: text/plain", "x-none: -"] {
        let request =
            format!("PATCH /v1.0/users/7?reason=x\nauthorization: Bearer write\n{header}\n\n{{}}");
        check(&request, &expected).await;
    }
    let message = "The body must not have a content coding.";
    check(
        &format!("{UPDATE}\ncontent-encoding: gzip\n\n{{}}"),
        &error("415", "", "unsupportedMediaType", message, ""),
    )
    .await;
}

#[tokio::test]
async fn a_refusal_lists_the_declared_media_types() {
    let check = async |request: &str, expected: [Option<&str>; 2]| {
        let response = send(api::router(), &format!("{request}\n\n{{}}")).await;
        assert_eq!(response.status(), 415, "{request}");
        let headers = ["accept", "accept-encoding"].map(|name| response.headers().get(name));
        let headers = headers.map(|value| value.and_then(|value| value.to_str().ok()));
        assert_eq!(headers, expected, "{request}");
    };
    let text = UPDATE.replace("application/json", "text/plain");
    check(&text, [Some("application/json"), None]).await;
    for codings in ["gzip", "br, gzip", "identity\ncontent-encoding: zstd"] {
        let coded = format!("{UPDATE}\ncontent-encoding: {codings}");
        check(&coded, [None, Some("identity")]).await;
    }
}

#[tokio::test]
async fn sizes() {
    let expected = error(
        "413",
        "",
        "contentTooLarge",
        "The body is larger than 100 bytes.",
        "",
    );
    let large = "x".repeat(101);
    check(&format!("{UPDATE}\n\n{large}"), &expected).await;
    check(&format!("{UPDATE}\ncontent-length: 101\n\n{{}}"), &expected).await;
    check(
        &format!("{UPDATE}\ncontent-length: 1\n\n{large}"),
        &expected,
    )
    .await;
}

#[tokio::test]
async fn all_mistakes_are_reported_at_once() {
    let details = [
        detail("path/userId", "type", "must be an integer"),
        detail("query/reason", "required", "is required"),
        detail(
            "/displayName",
            "max-length",
            "must have at most 8 characters, has 9",
        ),
        detail("/age", "minimum", "must be at least 0"),
        detail("/password", "min-length", "must have at least 8 characters"),
    ];
    check(
        "PATCH /v1.0/users/me\nauthorization: Bearer write\ncontent-type: application/json\n\n\
         {\"displayName\":\"Ann Other\",\"age\":-1,\"password\":\"hunter2\"}",
        &error("400", "", "badRequest", WRONG, &details.join(",")),
    )
    .await;
    let details = [
        detail("query/$top", "maximum", "must be at most 999"),
        detail(
            "query/$count",
            "repeated",
            "must not be given more than once",
        ),
        detail("query/ids/0", "type", "must be an integer"),
        detail(
            "header/If-Match",
            "min-length",
            "must have at least 3 characters, has 1",
        ),
        detail(
            "cookie/session",
            "encoding",
            "must be percent-encoded UTF-8",
        ),
    ];
    check(
        "GET /v1.0/users?$top=1000&$count=true&$count=false&ids=a\nauthorization: Bearer read\nif-match: x\n\
         cookie: session=%",
        &error("400", "", "badRequest", WRONG, &details.join(",")),
    )
    .await;
}

#[tokio::test]
async fn invalid_json() {
    for (body, code, message) in [
        ("", "required", "is required"),
        (
            "{\"password\":hunter2}",
            "malformed",
            "is not valid JSON at line 1 column 13",
        ),
        (
            "{\"a\":1,\"a\":2}",
            "duplicate-key",
            "has a duplicate key at line 1 column 13",
        ),
        ("[]", "type", "must be an object, not a list"),
    ] {
        let expected = error("400", "", "badRequest", WRONG, &detail("", code, message));
        check(&format!("{UPDATE}\n\n{body}"), &expected).await;
    }
}

#[tokio::test]
async fn bodies_of_text() {
    let wrong = |code, message| error("400", "", "badRequest", WRONG, &detail("", code, message));
    check(
        "PUT /v1.0/note.txt\ncontent-type: text/plain\n\nhello!",
        &wrong("max-length", "must have at most 5 characters, has 6"),
    )
    .await;
    for (media_type, bytes) in [("text/plain", &b"\xff"[..]), ("image/png", b"\xff")] {
        let request = http::Request::put("/v1.0/note.txt").header("content-type", media_type);
        let request = request.body(Body::from(bytes)).expect("a request");
        let response = tower::ServiceExt::oneshot(api::router(), request)
            .await
            .expect("routers do not fail");
        assert_eq!(
            show(response).await,
            wrong("encoding", "must be text in UTF-8")
        );
    }
}

#[tokio::test]
async fn a_number_beyond_the_type_is_refused() {
    let details = detail(
        "path/userId",
        "type",
        "must be a value that the service can represent",
    );
    check(
        "PATCH /v1.0/users/18446744073709551615?reason=x\nauthorization: Bearer write\n\
         content-type: application/json\n\n{\"displayName\":\"Ann\"}",
        &error("400", "", "badRequest", WRONG, &details),
    )
    .await;
}

#[tokio::test]
async fn faults_do_not_show_their_source() {
    let internal = error(
        "500",
        "",
        "internalError",
        "The server failed to answer.",
        "",
    );
    for path in ["/panic", "/broken", "/odd"] {
        check(&format!("GET /v1.0{path}"), &internal).await;
    }
    let message = "The server does not implement this.";
    check(
        "GET /v1.0/later",
        &error("501", "", "notImplemented", message, ""),
    )
    .await;
    let message = "The server cannot answer now.";
    check(
        "GET /v1.0/busy",
        &error("503", "retry-after: 7", "serviceUnavailable", message, ""),
    )
    .await;
}

#[tokio::test]
async fn the_source_of_a_fault_reaches_the_hook() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let server = api::server(AllowAll).on_fault(move |fault, id| {
        let source = fault.source().map(ToString::to_string);
        log.lock()
            .expect("not poisoned")
            .push((id.to_string(), fault.status().as_u16(), source));
    });
    let response = send(server.into_router(), "GET /v1.0/panic").await;
    let id = response.headers()["request-id"]
        .to_str()
        .expect("text")
        .to_owned();
    let source = Some("the service panicked: hunter2".to_owned());
    assert_eq!(*seen.lock().expect("not poisoned"), [(id, 500, source)]);
}

/// An authorizer that cannot decide.
struct Undecided;

impl Authorizer for Undecided {
    async fn authorize(&self, attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        assert!(attempt.headers().get("x-panic").is_none(), "hunter2");
        Err(Refusal::Unavailable("hunter2".into()))
    }
}

#[tokio::test]
async fn a_failing_authorizer_refuses_everything() {
    let router = || api::server(Undecided).into_router();
    let message = "The server cannot answer now.";
    check_at(
        router(),
        "GET /v1.0/users/7",
        &error("503", "", "serviceUnavailable", message, ""),
    )
    .await;
    let message = "The server failed to answer.";
    let expected = error("500", "", "internalError", message, "");
    check_at(router(), "GET /v1.0/users/7\nx-panic: 1", &expected).await;
}

#[tokio::test]
async fn the_caller_is_authorized_before_the_body_is_read() {
    let body = Full::<Bytes>::from("{}").map_frame(|frame| {
        assert!(frame.is_trailers(), "the body was read");
        frame
    });
    let request = http::Request::patch("/v1.0/users/7")
        .body(Body::new(body))
        .expect("a request");
    let response = tower::ServiceExt::oneshot(api::router(), request)
        .await
        .expect("routers do not fail");
    assert!(show(response).await.starts_with("401"));
}
