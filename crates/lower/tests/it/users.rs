//! The Users document as a whole.

use crate::case::{Case, check};
use graphwright_lower::{Config, Errors, Paging};

#[test]
fn the_users_document() {
    let text = include_str!("../../../../spec/users.openapi.yaml");
    insta::assert_snapshot!(check(&Case {
        config: config(),
        ..Case::of(text)
    }));
}

/// What `spec/codegen.toml` says of lowering.
fn config() -> Config {
    let name = |pointer: &str, name: &str| (pointer.to_owned(), name.to_owned());
    Config {
        name: "graph-users".to_owned(),
        inputs: vec!["users.openapi.yaml".to_owned()],
        names: vec![
            name(
                "#/paths/~1users~1{userId}~1memberOf/get/responses/200",
                "MemberOfPage",
            ),
            name(
                "#/components/schemas/ErrorResponse/properties/error",
                "ErrorBody",
            ),
        ],
        paging: vec![Paging::link("@odata.nextLink", "value")],
        errors: Some(Errors {
            schema: "ErrorResponse".to_owned(),
            code: Some("/error/code".to_owned()),
            message: Some("/error/message".to_owned()),
            details: None,
            request_id: Some("/error/innerError/request-id".to_owned()),
        }),
        ..Config::default()
    }
}
