//! Faults as bodies: in the document's error shape, or as problem details (RFC 9457).

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

/// The answer that a fault is.
pub(crate) fn render(fault: &Fault, shape: Option<&ErrorShape>, request_id: RequestId) -> Response {
    if fault.status() == StatusCode::NOT_MODIFIED {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = fault.status();
        *response.headers_mut() = fault.0.headers.clone();
        return response;
    }
    let (media_type, body) = match shape {
        Some(shape) => ("application/json", in_shape(fault, shape, request_id)),
        None => ("application/problem+json", problem(fault, request_id)),
    };
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = fault.status();
    *response.headers_mut() = fault.0.headers.clone();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The body that the document describes. What it has no place for is left out, except that the
/// message takes in the details where they have none.
fn in_shape(fault: &Fault, shape: &ErrorShape, request_id: RequestId) -> Value {
    let mut body = Value::Object(Map::new());
    let message = match shape.details {
        Some(_) => fault.message().to_owned(),
        None => whole_message(fault),
    };
    put(&mut body, shape.code, || fault.code().into());
    put(&mut body, shape.message, || message.into());
    if !fault.details().is_empty() {
        put(&mut body, shape.details, || {
            fault.details().iter().map(detail).collect()
        });
    }
    put(&mut body, shape.request_id, || {
        request_id.to_string().into()
    });
    body
}

fn detail(detail: &Detail) -> Value {
    json!({ "code": detail.code, "message": detail.message, "target": detail.target })
}

fn whole_message(fault: &Fault) -> String {
    let mut message = fault.message().to_owned();
    for (index, detail) in fault.details().iter().enumerate() {
        let before = if index == 0 { " " } else { "; " };
        // Writing to a string cannot fail.
        let _ = write!(message, "{before}{detail}");
    }
    message
}

fn problem(fault: &Fault, request_id: RequestId) -> Value {
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
        body["errors"] = fault.details().iter().map(detail).collect();
    }
    body
}

/// Puts a value at a JSON pointer, making what is missing on the way. Where a pointer leads through
/// something that is already there and no container, nothing is put.
fn put(body: &mut Value, pointer: Option<&str>, value: impl FnOnce() -> Value) {
    let Some(pointer) = pointer else {
        return;
    };
    let mut place = body;
    for token in pointer.split('/').skip(1) {
        let key = unescape(token);
        let Some(next) = step(place, key.into_owned()) else {
            return;
        };
        place = next;
    }
    if place.is_null() {
        *place = value();
    }
}

/// One step of a pointer. A `0` begins a list, as in `/errors/0/code`.
fn step(place: &mut Value, key: String) -> Option<&mut Value> {
    if place.is_null() {
        *place = if key == "0" {
            Value::Array(vec![Value::Null])
        } else {
            Value::Object(Map::new())
        };
    }
    match place {
        Value::Object(members) => Some(members.entry(key).or_insert(Value::Null)),
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_shape, render};
    use crate::{Detail, Fault, Place, RequestId};
    use graphwright_wire::security::ErrorShape;

    fn fault() -> Fault {
        let param = Detail::param(Place::Query, "a/b", "minimum", "must be at least 1");
        Fault::bad_request([param, Detail::body("", "required", "is required")]).with_message("No.")
    }

    /// What [`fault`] is in a shape with pointers for code, message and details.
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
            in_shape(&fault(), &shape, RequestId::make()).to_string(),
            expected
        );
    }

    #[test]
    fn values_go_where_the_pointers_say() {
        check(
            "/code",
            "/a~1b/m",
            Some("/more/details"),
            r#"{"code":"badRequest","a/b":{"m":"No."},"more":{"details":[{"code":"minimum","message":"must be at least 1","target":"query/a~1b"},{"code":"required","message":"is required","target":""}]}}"#,
        );
    }

    #[test]
    fn the_message_takes_in_details_without_a_place() {
        check(
            "/errors/0/code",
            "/errors/0/text",
            None,
            r#"{"errors":[{"code":"badRequest","text":"No. query/a~1b must be at least 1; body is required"}]}"#,
        );
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
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
        let response = render(&fault, None, RequestId::make());
        assert_eq!(response.headers()["retry-after"], "2");
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
    }
}
