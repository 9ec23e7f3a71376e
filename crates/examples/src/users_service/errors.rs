//! What the service says in Graph's words. Nothing of a request is repeated in them.

use graph_users_server::Fault;
use graph_users_server::model::{ErrorBody, ErrorResponse};

pub(super) fn not_found() -> ErrorResponse {
    let message =
        "Resource does not exist or one of its queried reference-property objects are not present.";
    error("Request_ResourceNotFound", message)
}

/// The access token outlived its user.
pub(super) fn no_such_caller() -> ErrorResponse {
    let message = "The user of the access token does not exist.";
    error("InvalidAuthenticationToken", message)
}

/// 400: the document allows it, and the service does not.
pub(super) fn bad_request(message: &'static str) -> Fault {
    invalid(Fault::bad_request([]).with_message(message))
}

/// A 400 of the runtime, by Graph's code.
pub(super) fn invalid(fault: Fault) -> Fault {
    fault.with_code("Request_BadRequest")
}

fn error(code: &str, message: &str) -> ErrorResponse {
    ErrorResponse::default().error(ErrorBody::default().code(code).message(message))
}
