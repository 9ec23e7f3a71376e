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
    AnsweredBy, Header, OperationId, Origin, Response, Scalar, Slot, Status, TypeRef,
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
        let response = response(schemas, status, &node, &hint);
        responses.push(Response {
            success,
            ..response
        });
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
    Response {
        status,
        ident: status::ident(status),
        success: false,
        by,
        content: content::lower(schemas, node, hint, Direction::Response),
        headers: headers(schemas, node, hint),
        docs: node.docs(),
        origin: Origin::in_document(&node.at),
    }
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
        let slot = node
            .child("schema")
            .map(|schema| schemas.slot(&schema, &hint));
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
