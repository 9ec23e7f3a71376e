//! Responses and their headers.

use super::content::{self, Direction, shared_hint};
use super::left_out::report_left_out;
use super::status::{self, DEFAULT};
use crate::draft::{Hint, Owner, Role};
use crate::names::{FIELDS, Names};
use crate::reader::{Node, Reader};
use crate::report::Reason;
use crate::schema::Schemas;
use graphwright_ir::{
    AnsweredBy, Header, Method, OperationId, Origin, Response, Scalar, Slot, Status, TypeRef,
};
use graphwright_source::openapi::keys;

/// Reads the responses of an operation: exact statuses, then ranges, then the default.
pub(super) fn answers<'a>(
    reader: &Reader<'a>,
    node: &Node<'a>,
) -> Result<Vec<(Status, Node<'a>)>, Reason> {
    let mut answers = Vec::new();
    for (key, node) in node.members("responses") {
        let Some(status) = status::of_key(key) else {
            continue;
        };
        let node = reader
            .resolve(node)
            .ok_or_else(|| format!("the `$ref` of its answer {key} leads to nothing"))?;
        answers.push((status, node));
    }
    // Statuses sort as they are declared: codes, ranges, the default.
    answers.sort_by_key(|(status, _)| *status);
    Ok(answers)
}

/// Lowers the responses of an operation. The lowest documented class of 2 and 3 is what success looks
/// like; with neither it is the default.
pub(super) fn lower<'a>(
    schemas: &mut Schemas<'_, 'a>,
    operation: OperationId,
    method: Method,
    answers: Vec<(Status, Node<'a>)>,
) -> Vec<Response> {
    let success_class = answers
        .iter()
        .map(|(status, _)| status::class(*status))
        .filter(|class| matches!(class, 2 | 3))
        .min()
        .unwrap_or(DEFAULT);
    let mut first_success = true;
    let mut responses = Vec::with_capacity(answers.len());
    for (status, node) in answers {
        let success = status::class(status) == success_class;
        let role = if success && first_success {
            Role::Success
        } else {
            Role::Failure(status::ident(status))
        };
        first_success &= !success;
        let hint = shared_hint(schemas.reader, &node, Owner::Operation(operation), role);
        let mut response = Response {
            success,
            ..response(schemas, status, &node, &hint)
        };
        // The content of a HEAD response describes what GET returns (RFC 9110, section 9.3.2).
        if method == Method::Head {
            response.content.clear();
        }
        responses.push(response);
    }
    responses
}

/// Lowers a response of the document, by its pointer, as the failure of an operation that the document
/// does not have; `None` where the pointer leads to nothing.
pub(crate) fn failure_at(
    schemas: &mut Schemas<'_, '_>,
    operation: OperationId,
    status: Status,
    at: &str,
) -> Option<Response> {
    let node = schemas.reader.resolve(schemas.reader.node(at)?)?;
    let role = Role::Failure(status::ident(status));
    let hint = shared_hint(schemas.reader, &node, Owner::Operation(operation), role);
    Some(response(schemas, status, &node, &hint))
}

/// Lowers a response as a failure.
fn response<'a>(
    schemas: &mut Schemas<'_, 'a>,
    status: Status,
    node: &Node<'a>,
    hint: &Hint<'a>,
) -> Response {
    report_left_out(node, "links", schemas.report);
    let by = match node.str(keys::BY) {
        Some("runtime") => AnsweredBy::Runtime,
        _ => AnsweredBy::Document,
    };
    let content = if has_body(status) {
        content::lower(schemas, node, hint, Direction::Response)
    } else {
        report_left_out(node, "content", schemas.report);
        Vec::new()
    };
    Response {
        status,
        ident: status::ident(status),
        success: false,
        by,
        content,
        headers: headers(schemas, node, hint),
        docs: node.docs(),
        origin: Origin::in_document(&node.at),
    }
}

/// Returns whether responses of a status have a body (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5).
fn has_body(status: Status) -> bool {
    !matches!(
        status,
        Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1)
    )
}

/// The headers of a response. `Content-Type` is the content's (`OpenAPI` 3.0.3, "Response Object").
fn headers<'a>(schemas: &mut Schemas<'_, 'a>, node: &Node<'a>, hint: &Hint<'a>) -> Vec<Header> {
    let mut names = Names::new(&FIELDS);
    let mut headers = Vec::new();
    for (wire, node) in node.members("headers") {
        if wire.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let Some(node) = schemas.reader.resolve(node) else {
            continue;
        };
        let hint = Hint::new(hint.owner, Role::Property(wire));
        // A header without a schema is text.
        let schema = node.child("schema").filter(|schema| !schema.map.is_empty());
        let slot = schema.map(|schema| schemas.slot(&schema, &hint));
        headers.push(Header {
            wire: wire.to_owned(),
            // Headers have no case, so one in their spelling says nothing.
            ident: names.take([wire.to_ascii_lowercase().as_str()]).ident,
            slot: slot.unwrap_or_else(|| Slot::of(TypeRef::Scalar(Scalar::String))),
            required: node.flag("required"),
            docs: node.docs(),
        });
    }
    headers
}
