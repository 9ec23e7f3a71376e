//! Faults as responses: in the document's error shape, or as problem details (RFC 9457).

use super::{Detail, Fault};
use crate::RequestId;
use axum::body::Body;
use axum::response::Response;
use graphwright_wire::pointer::unescape;
use graphwright_wire::security::ErrorShape;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Converts a fault to a response.
pub(crate) fn render(fault: &Fault, shape: Option<&ErrorShape>, request_id: RequestId) -> Response {
    if fault.status() == StatusCode::NOT_MODIFIED {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = fault.status();
        *response.headers_mut() = fault.0.headers.clone();
        return response;
    }
    let (media_type, body) = match shape {
        Some(shape) => ("application/json", shaped_body(fault, shape, request_id)),
        None => ("application/problem+json", problem_body(fault, request_id)),
    };
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = fault.status();
    *response.headers_mut() = fault.0.headers.clone();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// Builds a body in the document's error shape. Values without a location in the shape are omitted,
/// except that details without one are appended to the message.
fn shaped_body(fault: &Fault, shape: &ErrorShape, request_id: RequestId) -> Value {
    let mut body = Value::Object(Map::new());
    let message = match shape.details {
        Some(_) => fault.message().to_owned(),
        None => message_with_details(fault),
    };
    insert(&mut body, shape.code, || fault.code().into());
    insert(&mut body, shape.message, || message.into());
    if !fault.details().is_empty() {
        insert(&mut body, shape.details, || {
            fault.details().iter().map(detail_body).collect()
        });
    }
    insert(&mut body, shape.request_id, || {
        request_id.to_string().into()
    });
    body
}

fn detail_body(detail: &Detail) -> Value {
    json!({ "code": detail.code, "message": detail.message, "target": detail.target })
}

fn message_with_details(fault: &Fault) -> String {
    let mut message = fault.message().to_owned();
    for (index, detail) in fault.details().iter().enumerate() {
        let separator = if index == 0 { " " } else { "; " };
        // Writing to a string cannot fail.
        let _ = write!(message, "{separator}{detail}");
    }
    message
}

fn problem_body(fault: &Fault, request_id: RequestId) -> Value {
    let status = fault.status();
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": fault.message(),
        "code": fault.code(),
        "requestId": request_id.to_string(),
    });
    if !fault.details().is_empty() {
        body["errors"] = fault.details().iter().map(detail_body).collect();
    }
    body
}

/// Inserts a value at a JSON pointer, and creates missing containers. If the pointer leads through
/// a value that is not a container, or to one that exists, nothing is inserted.
fn insert(body: &mut Value, pointer: Option<&str>, value: impl FnOnce() -> Value) {
    let Some(pointer) = pointer else {
        return;
    };
    let mut target = body;
    for token in pointer.split('/').skip(1) {
        let key = unescape(token);
        let Some(next) = child(target, key.into_owned()) else {
            return;
        };
        target = next;
    }
    if target.is_null() {
        *target = value();
    }
}

/// Returns the child of a container. A missing container becomes a list if the key is `0`, as in
/// `/errors/0/code`, and an object otherwise.
fn child(target: &mut Value, key: String) -> Option<&mut Value> {
    if target.is_null() {
        *target = if key == "0" {
            Value::Array(vec![Value::Null])
        } else {
            Value::Object(Map::new())
        };
    }
    match target {
        Value::Object(members) => Some(members.entry(key).or_insert(Value::Null)),
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{render, shaped_body};
    use crate::{Detail, Fault, Place, RequestId};
    use graphwright_wire::security::ErrorShape;

    fn fault() -> Fault {
        let param = Detail::param(Place::Query, "a/b", "minimum", "must be at least 1");
        Fault::bad_request([param, Detail::body("", "required", "is required")]).with_message("No.")
    }

    /// Renders [`fault`] in a shape with pointers for code, message and details.
    fn check(
        code: &'static str,
        message: &'static str,
        details: Option<&'static str>,
        expected: &str,
    ) {
        let shape = ErrorShape {
            code: Some(code),
            message: Some(message),
            details,
            request_id: None,
        };
        assert_eq!(
            shaped_body(&fault(), &shape, RequestId::generate()).to_string(),
            expected
        );
    }

    #[test]
    fn values_are_inserted_at_the_pointers() {
        check(
            "/code",
            "/a~1b/m",
            Some("/more/details"),
            r#"{"code":"badRequest","a/b":{"m":"No."},"more":{"details":[{"code":"minimum","message":"must be at least 1","target":"query/a~1b"},{"code":"required","message":"is required","target":""}]}}"#,
        );
    }

    #[test]
    fn details_without_a_location_are_in_the_message() {
        check(
            "/errors/0/code",
            "/errors/0/text",
            None,
            r#"{"errors":[{"code":"badRequest","text":"No. query/a~1b must be at least 1; body is required"}]}"#,
        );
    }

    #[test]
    fn values_without_a_location_are_omitted() {
        check(
            "/error",
            "/error/message",
            Some("/error"),
            r#"{"error":"badRequest"}"#,
        );
        check(
            "/list/0",
            "/list/1",
            Some("/list/x"),
            r#"{"list":["badRequest"]}"#,
        );
        check("", "/message", Some(""), r#"{"message":"No."}"#);
    }

    #[test]
    fn headers_of_a_fault_are_sent() {
        let fault = Fault::unavailable().retry_after(std::time::Duration::from_secs(2));
        let response = render(&fault, None, RequestId::generate());
        assert_eq!(response.headers()["retry-after"], "2");
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
    }
}
