//! The errors of the service, in Graph's words. They repeat nothing of a request.

use graph_users_server::Fault;
use graph_users_server::model::{ErrorBody, ErrorResponse};

pub(super) fn not_found() -> ErrorResponse {
    let message =
        "Resource does not exist or one of its queried reference-property objects are not present.";
    error("Request_ResourceNotFound", message)
}

/// The error of an access token whose user has been deleted.
pub(super) fn no_such_caller() -> ErrorResponse {
    let message = "The user of the access token does not exist.";
    error("InvalidAuthenticationToken", message)
}

/// A 400 for a request that the document allows and the service does not.
pub(super) fn bad_request(message: &'static str) -> Fault {
    with_graph_code(Fault::bad_request([]).with_message(message))
}

/// Adds Graph's code to a 400 of the runtime.
pub(super) fn with_graph_code(fault: Fault) -> Fault {
    fault.with_code("Request_BadRequest")
}

fn error(code: &str, message: &str) -> ErrorResponse {
    ErrorResponse::default().error(ErrorBody::default().code(code).message(message))
}
