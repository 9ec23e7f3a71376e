//! Operations of one method and path, distinguished by their discriminators.

use super::support::send;
use graphwright_server::{
    Answer, Api, Body, Documented, Limits, Mark, Method, Operation, Param, Router, Routes, Schema,
    Server,
};
use http_body_util::BodyExt;
use serde_json::Value;
use std::sync::Arc;

static API: Api = Api {
    name: "test",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[],
};

const FORM: &str = "application/x-www-form-urlencoded";
static GRANT: Body = Body::required(&[(FORM, Schema::object())]);
static JSON: Body = Body::required(&[("application/json", Schema::any())]);
static IMAGE: Body = Body::required(&[("image/*", Schema::any())]).streamed();

const TEXT: &[Documented] = &[Documented::content(200, "text/plain", Schema::string())];
const TOPIC: &[Param] = &[Param::query("TopicArn", Schema::string()).required()];

const fn operation(id: &'static str, path: &'static str, params: &'static [Param]) -> Operation {
    Operation {
        id,
        method: Method::GET,
        path,
        params,
        body: None,
        answers: TEXT,
        security: &[],
    }
}

const fn posting(id: &'static str, path: &'static str, body: Option<&'static Body>) -> Operation {
    Operation {
        id,
        method: Method::POST,
        path,
        params: &[],
        body,
        answers: TEXT,
        security: &[],
    }
}

static PUBLISH: Operation = operation("publish", "/", TOPIC);
static SUBSCRIBE: Operation = operation("subscribe", "/", &[]);
static A_GET: Operation = posting("a-get", "/", None);
static A_PUT: Operation = posting("a-put", "/", None);
static TOKEN: Operation = posting("token", "/token", Some(&GRANT));
static REFRESH: Operation = posting("refresh", "/token", Some(&GRANT));
static URL: Operation = posting("url", "/analyze", Some(&JSON));
static PICTURE: Operation = posting("picture", "/analyze", Some(&IMAGE));
static LIST: Operation = operation("list", "/{bucket}", &[]);
static ACL: Operation = operation("acl", "/{bucket}", &[]);
static ACL_OF: Operation = operation("acl-of", "/{bucket}", &[]);

/// A server whose operations respond with their ids. Operations with fewer discriminators are
/// mounted first, which must make no difference.
fn router() -> Router {
    let all: [(&'static Operation, Vec<Mark>); 11] = [
        (&LIST, vec![]),
        (&ACL, vec![Mark::query("acl", "true")]),
        (
            &ACL_OF,
            vec![Mark::query("acl", "true"), Mark::has_query("id")],
        ),
        (&PUBLISH, vec![Mark::query("Action", "Publish")]),
        (&SUBSCRIBE, vec![Mark::query("Action", "Subscribe")]),
        (&A_GET, vec![Mark::header("x-amz-target", "A.Get")]),
        (&A_PUT, vec![Mark::header("x-amz-target", "A.Put")]),
        (&TOKEN, vec![]),
        (&REFRESH, vec![Mark::field("grant_type", "refresh token")]),
        (&URL, vec![Mark::media_types(&["application/json"])]),
        (&PICTURE, vec![Mark::media_types(&["image/*"])]),
    ];
    let mut routes = Routes::new(Arc::new(()));
    for (operation, marks) in all {
        routes = routes.add_if(operation, marks, |_, request| async move {
            Ok(Answer::text(200, request.call().operation().id))
        });
    }
    let limits = Limits::new().body(60);
    let server = Server::open(&API).limits(limits);
    server.mount(routes.finish()).into_router()
}

/// Checks the id of the operation that a request reaches, or the status and details of its refusal.
async fn check(request: &str, expected: &str) {
    let response = send(router(), request).await;
    let status = response.status();
    let body = response.into_body().collect().await.expect("a body");
    let body = String::from_utf8(body.to_bytes().into()).expect("text");
    let shown = if status == 200 {
        body
    } else {
        let problem: Value = serde_json::from_str(&body).expect("JSON");
        let details = problem["errors"].as_array().into_iter().flatten();
        let details = details.map(|one| format!("{} {}", one["code"], one["target"]));
        let message = problem["detail"].as_str().filter(|_| status == 415);
        let all = details.chain(message.map(str::to_owned));
        format!(
            "{}: {}",
            status.as_u16(),
            all.collect::<Vec<_>>().join(", ")
        )
        .replace('"', "")
    };
    assert_eq!(shown, expected, "{request}");
}

#[tokio::test]
async fn by_a_parameter() {
    check("GET /?Action=Publish&TopicArn=a", "publish").await;
    check("GET /?TopicArn=a&%41ction=%53ubscribe", "subscribe").await;
    check("GET /?Action=Publish", "400: required query/TopicArn").await;
    check("GET /?action=Publish", "400: required query/Action").await;
    check("GET /?Action=publish", "400: enum query/Action").await;
    check("GET /?Action=%zz", "400: encoding query").await;
    check("GET /b", "list").await;
    check("GET /b?acl=false", "list").await;
    check("GET /b?acl=true", "acl").await;
    check("GET /b?id&acl=true", "acl-of").await;
}

#[tokio::test]
async fn by_a_header() {
    check("POST /\nX-Amz-Target: A.Put", "a-put").await;
    check("POST /\nX-Amz-Target: A.Get", "a-get").await;
    check("POST /", "400: required header/x-amz-target").await;
    check("POST /\nX-Amz-Target: B", "400: enum header/x-amz-target").await;
}

#[tokio::test]
async fn by_a_member_of_a_form() {
    let check = async |body: &str, expected: &str| {
        let head = "POST /token\ncontent-type: application/x-www-form-urlencoded; charset=utf-8";
        check(&format!("{head}\n\n{body}"), expected).await;
    };
    check("grant_type=refresh+token&a=1", "refresh").await;
    check("a=1&grant%5Ftype=refresh%20token", "refresh").await;
    check("grant_type=code", "token").await;
    check("", "token").await;
    check("grant_type=%zz", "400: encoding ").await;
    let long = "x".repeat(61);
    check(&long, "413: ").await;
}

#[tokio::test]
async fn a_form_is_read_only_without_a_coding() {
    let gzip =
        "POST /token\ncontent-type: application/x-www-form-urlencoded\ncontent-encoding: gzip\n\nx";
    check(gzip, "415: The body must not have a content coding.").await;
    let text = "POST /token\ncontent-type: text/plain\n\ngrant_type=refresh+token";
    check(
        text,
        "415: The body must be application/x-www-form-urlencoded.",
    )
    .await;
}

#[tokio::test]
async fn by_the_media_type() {
    let with = |media_type: &str| format!("POST /analyze\ncontent-type: {media_type}\n\n1");
    check(&with("application/json; charset=utf-8"), "url").await;
    check(&with("image/png"), "picture").await;
    let neither = "415: The body must be application/json or image/*.";
    check(&with("text/plain"), neither).await;
    check("POST /analyze", "400: required ").await;
}

#[tokio::test]
async fn methods_are_listed_once() {
    let response = send(router(), "PUT /").await;
    assert_eq!(response.status(), 405);
    assert_eq!(response.headers()["allow"], "GET, POST, HEAD, OPTIONS");
    assert_eq!(send(router(), "HEAD /b?acl=true").await.status(), 200);
}
