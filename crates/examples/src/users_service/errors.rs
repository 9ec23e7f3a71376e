//! What the service answers in Graph's words. Nothing of a request is repeated in them.

use graph_users_server::model::{ErrorBody, ErrorResponse};

pub(super) fn not_found() -> ErrorResponse {
    error(
        "Request_ResourceNotFound",
        "Resource does not exist or one of its queried reference-property objects are not present.",
    )
}

/// Another user has the name.
pub(super) fn taken() -> ErrorResponse {
    error(
        "Request_BadRequest",
        "Another object with the same value for property userPrincipalName already exists.",
    )
}

/// An update clears what no user is without.
pub(super) fn required() -> ErrorResponse {
    error(
        "Request_BadRequest",
        "A property that a user must have cannot be cleared.",
    )
}

/// A user principal name that is none.
pub(super) fn no_name() -> ErrorResponse {
    error(
        "Request_BadRequest",
        "Property userPrincipalName is invalid.",
    )
}

/// The access token outlived its user.
pub(super) fn no_such_caller() -> ErrorResponse {
    error(
        "InvalidAuthenticationToken",
        "The user of the access token does not exist.",
    )
}

fn error(code: &str, message: &str) -> ErrorResponse {
    ErrorResponse::default().error(ErrorBody::default().code(code).message(message))
}
