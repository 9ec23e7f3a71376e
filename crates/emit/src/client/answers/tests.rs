//! The failures of a request: their type, and how they are read.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// An operation whose failures have these statuses and all of them the same body.
fn failing(statuses: &[(Status, &str)]) -> Operation {
    let failures = statuses.iter();
    let failures = failures.map(|(status, ident)| response(*status, ident, Some(json(named(1)))));
    Operation {
        responses: failures.collect(),
        ..operation("fail", "Fail", "FAIL")
    }
}

/// Checks the type of the failures of an operation with these.
#[track_caller]
fn check_failure(statuses: &[(Status, &str)], expected: &str) {
    let mut api = twins();
    api.operations = vec![failing(statuses)];
    let file = check(&api, "client/src/things.rs");
    let failure = file
        .lines()
        .find_map(|line| line.trim().strip_prefix("type Failure = "));
    assert_eq!(failure, Some(expected));
    let has_enum = file.contains("pub enum FailError");
    assert_eq!(has_enum, expected == "FailError;", "{file}");
}

#[test]
fn failures_that_the_document_does_not_tell_apart_are_their_body() {
    let (client, server) = (
        (Status::Range(4), "ClientError"),
        (Status::Range(5), "ServerError"),
    );
    let (missing, any) = (
        (Status::Code(404), "NotFound"),
        (Status::Default, "Default"),
    );
    check_failure(&[any], "Problem;");
    check_failure(&[client, server], "Problem;");
    check_failure(&[missing], "FailError;");
    check_failure(&[missing, any], "FailError;");
    check_failure(&[], "Undocumented;");
}

#[test]
fn failures_of_each_kind_are_read_by_status() {
    let text = content(MediaKind::Text, "text/plain", scalar(Scalar::String));
    let image = content(MediaKind::Bytes, "image/png", TypeRef::Stream);
    let mut api = twins();
    api.operations = vec![Operation {
        responses: vec![
            response(Status::Code(404), "NotFound", Some(json(named(1)))),
            response(Status::Code(409), "Conflict", Some(text)),
            response(Status::Range(5), "ServerError", Some(image)),
        ],
        ..operation("fail", "Fail", "FAIL")
    }];
    let failure = ["fn failure", "pub enum FailError"];
    assert_snapshot!(check_items(&api, "client/src/things.rs", &failure), @r"
    fn failure(reply: &Reply) -> Decoded<FailError> {
        match reply.status() {
            404 => reply.json(FailError::NotFound),
            409 => reply.text(FailError::Conflict),
            500..=599 => reply.bytes(|body| FailError::ServerError(reply.status(), body)),
            _ => reply.undocumented(),
        }
    }
    /// The documented failures of [`Things::fail`].
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum FailError {
        /// 404: The meaning of NotFound.
        NotFound(Problem),

        /// 409: The meaning of Conflict.
        Conflict(String),

        /// 5XX: The meaning of ServerError.
        ServerError(u16, Bytes),
    }
    ");
}
