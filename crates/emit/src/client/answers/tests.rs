//! The type of the failures of a request.

use crate::testing::*;
use graphwright_ir::*;

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
