//! Requests and responses as text, so that a test reads like the wire.

use axum::body::Body;
use axum::response::Response;
use graphwright_server::Router;
use http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Sends a request to [`super::api::router`] and compares the response. See [`check_at`].
pub(crate) async fn check(request: &str, expected: &str) {
    check_at(super::api::router(), request, expected).await;
}

/// Sends a request (a line of method and path, lines of headers, an empty line, the body) and
/// compares the response in the same notation.
///
/// Only the headers that matter here are compared. The id of the request is checked and written as
/// `ID`.
pub(crate) async fn check_at(router: Router, request: &str, expected: &str) {
    let response = send(router, request).await;
    assert_eq!(show(response).await, expected, "{request}");
}

/// Sends a request in the notation of [`check_at`].
pub(crate) async fn send(router: Router, request: &str) -> Response {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let mut lines = head.lines();
    let (method, path) = lines
        .next()
        .and_then(|line| line.split_once(' '))
        .expect("METHOD /path");
    let mut builder = Request::builder().method(method).uri(path);
    for line in lines {
        let (name, value) = line.split_once(": ").expect("name: value");
        builder = builder.header(name, value);
    }
    let request = builder
        .body(Body::from(body.to_owned()))
        .expect("a request");
    router.oneshot(request).await.expect("routers do not fail")
}

/// Returns a response as text.
pub(crate) async fn show(response: Response) -> String {
    let (parts, body) = response.into_parts();
    let id = parts.headers["request-id"]
        .to_str()
        .expect("text")
        .to_owned();
    assert_eq!(id.len(), 36, "{id} is a UUID");
    let mut text = parts.status.as_u16().to_string();
    for name in [
        "allow",
        "client-request-id",
        "content-type",
        "etag",
        "retry-after",
        "www-authenticate",
        "x-id",
    ] {
        for value in parts.headers.get_all(name) {
            text.extend(["\n", name, ": ", value.to_str().expect("text")]);
        }
    }
    let body = body.collect().await.expect("a body").to_bytes();
    let body = String::from_utf8(body.to_vec())
        .expect("text")
        .replace(&id, "ID");
    if !body.is_empty() {
        text.extend(["\n\n", &body]);
    }
    text
}

/// An error of the runtime as text: status, further headers, code, message and details.
pub(crate) fn error(
    status: &str,
    headers: &str,
    code: &str,
    message: &str,
    details: &str,
) -> String {
    let (before, after) = match headers.split_once(": ") {
        Some((name, _)) if name < "content-type" => (format!("\n{headers}"), String::new()),
        Some(_) => (String::new(), format!("\n{headers}")),
        None => Default::default(),
    };
    let details = if details.is_empty() {
        String::new()
    } else {
        format!(",\"details\":[{details}]")
    };
    format!(
        "{status}{before}\ncontent-type: application/json{after}\n\n\
         {{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"{details},\"innerError\":{{\"request-id\":\"ID\"}}}}}}"
    )
}

/// A detail of an error, as text.
pub(crate) fn detail(target: &str, code: &str, message: &str) -> String {
    format!("{{\"code\":\"{code}\",\"message\":\"{message}\",\"target\":\"{target}\"}}")
}
