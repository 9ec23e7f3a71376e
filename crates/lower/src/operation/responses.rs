//! What may be answered.

use super::Reason;
use crate::lowering::{Hint, Lowering, Owner, Role};
use crate::names::{FIELDS, Names};
use crate::reader::Node;
use graphwright_ir::{
    AnsweredBy, Header, OperationId, Origin, Response, Scalar, Slot, Status, TypeRef,
};
use graphwright_source::openapi::keys;

/// Names of statuses that differ from the registry's reason phrase, and those of it that are in use
/// (IANA HTTP Status Code Registry).
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    // The registry says "Content Too Large" since RFC 9110; the `http` crate and most readers do not.
    (413, "PayloadTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableEntity"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (510, "NotExtended"),
    (511, "NetworkAuthenticationRequired"),
];

/// Names of classes of statuses, by their first digit (RFC 9110 section 15).
const CLASSES: [&str; 5] = [
    "Informational",
    "Success",
    "Redirection",
    "ClientError",
    "ServerError",
];

impl<'a> Lowering<'a> {
    /// The answers of an operation: exact statuses, then ranges, then the default.
    pub(super) fn answers(&mut self, node: &Node<'a>) -> Result<Vec<(Status, Node<'a>)>, Reason> {
        let mut answers = Vec::new();
        for (key, node) in node.members("responses") {
            let Some(status) = status(key) else { continue };
            let node = self
                .reader
                .resolve(node)
                .ok_or_else(|| format!("the `$ref` of its answer {key} leads to nothing"))?;
            answers.push((status, node));
        }
        // Statuses sort as they are declared: codes, ranges, the default.
        answers.sort_by_key(|(status, _)| *status);
        Ok(answers)
    }

    /// Lowers the answers of an operation.
    pub(super) fn responses(
        &mut self,
        operation: OperationId,
        answers: Vec<(Status, Node<'a>)>,
    ) -> Vec<Response> {
        let success_class = answers
            .iter()
            .map(|(status, _)| class(*status))
            .filter(|class| matches!(class, 2 | 3))
            .min();
        let mut first_success = true;
        let mut responses = Vec::with_capacity(answers.len());
        for (status, node) in answers {
            let success = class(status) == success_class.unwrap_or(DEFAULT);
            let role = if success && first_success {
                Role::Success
            } else {
                Role::Failure(ident(status))
            };
            first_success &= !success;
            let hint = self.shared_hint(&node, Owner::Operation(operation), role);
            responses.push(self.response(status, success, &node, &hint));
        }
        responses
    }

    /// A response of the document, by its pointer, as the failure of an operation that the document
    /// does not have; `None` where the pointer leads to nothing.
    pub(crate) fn failure_at(
        &mut self,
        operation: OperationId,
        status: Status,
        at: &str,
    ) -> Option<Response> {
        let node = Node::new(self.reader.document.node(at)?, at.to_owned())?;
        let node = self.reader.resolve(node)?;
        let role = Role::Failure(ident(status));
        let hint = self.shared_hint(&node, Owner::Operation(operation), role);
        Some(self.response(status, false, &node, &hint))
    }

    fn response(
        &mut self,
        status: Status,
        success: bool,
        node: &Node<'a>,
        hint: &Hint<'a>,
    ) -> Response {
        self.left_out(node, "links");
        let by = match node.str(keys::BY) {
            Some("runtime") => AnsweredBy::Runtime,
            _ => AnsweredBy::Document,
        };
        Response {
            status,
            ident: ident(status),
            success,
            by,
            content: self.content(node, hint, false),
            headers: self.headers(node, hint),
            docs: node.docs(),
            origin: Origin::in_document(&node.at),
        }
    }

    /// The headers of a response. `Content-Type` is the content's (`OpenAPI` 3.0.3, "Response Object").
    fn headers(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Vec<Header> {
        let mut names = Names::new(&FIELDS);
        let mut headers = Vec::new();
        for (wire, node) in node.members("headers") {
            let Some(node) = self
                .reader
                .resolve(node)
                .filter(|_| !wire.eq_ignore_ascii_case("content-type"))
            else {
                continue;
            };
            let hint = Hint {
                role: Role::Property(wire),
                item: false,
                ..hint.clone()
            };
            let slot = node.child("schema").map(|schema| self.slot(&schema, &hint));
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
}

/// The status that a key of `responses` stands for.
fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let class = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx"));
    match class {
        Some(class) => class
            .parse()
            .ok()
            .filter(|class| (1..=5).contains(class))
            .map(Status::Range),
        None => key
            .parse()
            .ok()
            .filter(|code| (100..1000).contains(code))
            .map(Status::Code),
    }
}

/// The class of the default, which has none.
const DEFAULT: u16 = 0;

/// The class of a status. The lowest documented one of 2 and 3 is what success looks like; with
/// neither it is the default.
fn class(status: Status) -> u16 {
    match status {
        Status::Code(code) => code / 100,
        Status::Range(class) => class.into(),
        Status::Default => DEFAULT,
    }
}

/// The variant of a status.
pub(crate) fn ident(status: Status) -> String {
    match status {
        Status::Code(code) => {
            let reason = REASONS.iter().find(|(known, _)| *known == code);
            reason.map_or_else(|| format!("Status{code}"), |(_, ident)| (*ident).to_owned())
        }
        Status::Range(class) => {
            let class = usize::from(class.clamp(1, 5)) - 1;
            CLASSES[class].to_owned()
        }
        Status::Default => "Default".to_owned(),
    }
}
