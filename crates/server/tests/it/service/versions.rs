//! Two versions of one API in one server.

use super::api;
use super::support::{check_at, detail, error};

async fn check(request: &str, expected: &str) {
    check_at(api::versions(), request, expected).await;
}

/// The response of an operation with the handler `get`.
fn response_of(operation: &str) -> String {
    format!(
        "200\ncontent-type: application/json\netag: \"1\"\n\n\
         {{\"id\":\"7\",\"by\":\"User.Read\",\"op\":\"{operation}\"}}"
    )
}

#[tokio::test]
async fn each_version_has_its_own_base_path() {
    for path in ["/v1.0/users/7", "/beta/users/7"] {
        let request = format!("GET {path}\nauthorization: Bearer read");
        check(&request, &response_of("get")).await;
    }
    let request = "GET /beta/users/7/photo\nauthorization: Bearer read";
    check(request, &response_of("get-photo")).await;
}

#[tokio::test]
async fn a_version_has_its_own_operations_only() {
    let message = "Nothing is served under this path.";
    let expected = error("404", "", "notFound", message, "");
    for path in ["/v1.0/users/7/photo", "/users/7", "/beta", "/alpha/users/7"] {
        check(&format!("GET {path}"), &expected).await;
    }
}

#[tokio::test]
async fn requests_are_refused_below_both_alike() {
    let message = "The path does not support this method.";
    let allow = "allow: GET, PATCH, HEAD, OPTIONS";
    let method = error("405", allow, "methodNotAllowed", message, "");
    let challenge = "www-authenticate: Bearer realm=\"test\"";
    let message = "Credentials are missing.";
    let caller = error("401", challenge, "unauthorized", message, "");
    let message = "The request is invalid.";
    let long = detail(
        "path/id",
        "max-length",
        "must have at most 4 characters, has 5",
    );
    let wrong = error("400", "", "badRequest", message, &long);
    for base in ["/v1.0", "/beta"] {
        check(&format!("DELETE {base}/users/7"), &method).await;
        check(&format!("GET {base}/users/7"), &caller).await;
        let request = format!("GET {base}/users/12345\nauthorization: Bearer read");
        check(&request, &wrong).await;
    }
}

#[tokio::test]
async fn the_document_keeps_its_paths() {
    let document = "200\ncontent-type: application/json\n\n{\"openapi\":\"3.0.3\"}";
    check("GET /openapi.json", document).await;
    check("GET /v1.0/openapi.json", document).await;
    let message = "Nothing is served under this path.";
    let missing = error("404", "", "notFound", message, "");
    check("GET /beta/openapi.json", &missing).await;
}
